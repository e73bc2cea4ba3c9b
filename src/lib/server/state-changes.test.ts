import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, dayOf } from '../camera/day.ts';
import { encodeCameraId } from '../camera/id.ts';
import type { State } from '../camera/vocabulary.ts';
import { CameraIndex } from './live/camera-index.ts';
import { lines } from './live/lines.fixture.ts';
import { recentChanges } from './state-changes.ts';

const today = dayNumber('2026-12-01');
const letters = { r: 'reported', v: 'verified', d: 'disputed', x: 'removed' } as const;
type Letter = keyof typeof letters;

/** An index of cameras with these histories: days before today, and the state of each. */
function indexOf(histories: [daysAgo: number, letter: Letter][][]): CameraIndex {
	const index = new CameraIndex();
	const cameras = lines(
		histories.map((_, number) => ({
			number,
			lng_e6: 20_400_000 + number,
			lat_e6: 44_800_000,
			state: 'reported',
			heading_deg: null
		}))
	);
	index.apply(
		cameras.map((line, i) => ({
			...line,
			changes: (histories[i] ?? []).map(([ago, letter]) => `${today - ago}${letter}`).join('')
		}))
	);
	return index;
}
const everything = { since: dayOf(today - 30), limit: 100, isAsked: () => true, states: undefined };
const told = async (index: CameraIndex, asked = {}) =>
	(await recentChanges(index, { ...everything, ...asked })).map(({ camera, day, state }) => [
		camera.number,
		today - dayNumber(day),
		state
	]);

test('newest first, of one day by id, and no further back than asked', async () => {
	const index = indexOf([
		[
			[40, 'r'],
			[3, 'v']
		],
		[[3, 'r']],
		[
			[31, 'r'],
			[30, 'd']
		],
		[[1, 'r']]
	]);
	expect(await told(index)).toEqual([
		[3, 1, 'reported'],
		[0, 3, 'verified'],
		[1, 3, 'reported'],
		[2, 30, 'disputed']
	]);
	expect(await told(index, { states: ['verified'] })).toEqual([[0, 3, 'verified']]);
	expect(await told(index, { limit: 2 })).toHaveLength(2);
	const isAsked = ({ number }: { number: number }) => number === 2;
	expect(await told(index, { isAsked })).toEqual([[2, 30, 'disputed']]);
});

test('a day tells its last state, and nothing where that is the one of the day before', async () => {
	const index = indexOf([
		[
			[5, 'r'],
			[5, 'v']
		],
		[
			[9, 'v'],
			[5, 'd'],
			[5, 'v']
		]
	]);
	expect(await told(index)).toEqual([
		[0, 5, 'verified'],
		[1, 9, 'verified']
	]);
});

test('what is gone is not told of', async () => {
	const index = indexOf([[[1, 'r']], [[1, 'r']]]);
	const [line] = lines([
		{ number: 0, lng_e6: 20_400_000, lat_e6: 44_800_000, state: null, heading_deg: null }
	]);
	if (line) index.apply([line]);
	expect(await told(index)).toEqual([[1, 1, 'reported']]);
});

test('is the beginning of everything that a plain reading finds', async () => {
	const history = fc
		.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom<Letter>('r', 'v', 'd', 'x')), {
			minLength: 1,
			maxLength: 6
		})
		.map((some) => some.sort(([a], [b]) => b - a));
	await fc.assert(
		fc.asyncProperty(
			fc.array(history, { maxLength: 40 }),
			fc.integer({ min: 1, max: 5 }),
			async (histories, limit) => {
				const expected: [number, number, State][] = [];
				histories.forEach((one, number) => {
					let before: Letter | null = null;
					for (let ago = 60; ago >= 0; ago--) {
						const last: Letter | undefined = one.filter(([day]) => day === ago).at(-1)?.[1];
						if (last && last !== before && ago <= 30) expected.push([number, ago, letters[last]]);
						before = last ?? before;
					}
				});
				const byId = (number: number) => encodeCameraId(number);
				expected.sort((a, b) => a[1] - b[1] || (byId(a[0]) < byId(b[0]) ? -1 : 1));
				expect(await told(indexOf(histories), { limit })).toEqual(expected.slice(0, limit));
			}
		),
		{ numRuns: 200 }
	);
});
