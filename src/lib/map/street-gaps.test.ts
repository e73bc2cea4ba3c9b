import { expect, test } from 'vitest';
import type { Position } from '../camera/position.ts';
import { toUtm34 } from '../camera/utm34.ts';
import { busyRank, cutByLook, LookedSquares, streetsToWalk, type StreetLine } from './street-gaps.ts';

const at: Position = [20.4612, 44.8161];
const [east, north] = toUtm34(at).map((metres) => Math.floor(metres / 250)) as [number, number];
/** about so many metres from the place, to the east and to the north */
const off = (east_m: number, north_m: number): Position => [
	at[0] + east_m / 78_900,
	at[1] + north_m / 111_195
];
const street = (name: string, rank: number, ...points: Position[]): StreetLine => ({ name, rank, points });

function squares(...shares: [dx: number, dy: number, share: number][]): LookedSquares {
	const some = new LookedSquares(250);
	for (const [dx, dy, share] of shares) some.set((east + dx) * 2 ** 21 + north + dy, share);
	return some;
}

test('where there is no square nobody looked', () => {
	const { features } = cutByLook([street('A', 1, off(-900, 0), off(900, 0))], squares());
	expect(features.map(({ properties }) => properties?.look)).toEqual(['unlooked']);
	expect(features[0]?.geometry.coordinates.at(-1)).toEqual(off(900, 0));
});

test('a street is as the squares that it passes through', () => {
	const some = squares([0, 0, 0.9], [1, 0, 0.2], [2, 0, 0.005]);
	const line = street('A', 1, off(-600, 0), off(900, 0));
	const { features } = cutByLook([line], some);
	expect(features.map(({ properties }) => properties?.look)).toEqual([
		'unlooked',
		'looked',
		'part',
		'unlooked'
	]);
	// Each begins where the one before ended.
	for (const [i, { geometry }] of features.slice(1).entries())
		expect(geometry.coordinates[0]).toEqual(features[i]?.geometry.coordinates.at(-1));
});

test('busy streets come first, then those with the most metres at which nobody looked', () => {
	const lines = [
		street('Short', 0, off(0, 0), off(60, 0)),
		street('Main', 1, off(0, 0), off(0, 300)),
		street('Lane', 4, off(0, 0), off(400, 400)),
		street('Longer lane', 4, off(-500, 0), off(500, 0)),
		street('', 0, off(0, 0), off(500, 0)),
		street('Far', 0, off(4000, 0), off(4400, 0)),
		// A street of several lines is one.
		street('Main', 1, off(0, 300), off(0, 500))
	];
	const found = streetsToWalk(lines, squares(), at, 9);
	expect(found.map(({ name }) => name)).toEqual(['Main', 'Longer lane', 'Lane']);
	expect(found[0]?.unlooked_m).toBeGreaterThan(490);
	expect(found[0]?.unlooked_m).toBeLessThan(510);
	expect(streetsToWalk(lines, squares(), at, 1)).toHaveLength(1);
	// What was looked at counts no more.
	const looked = squares(...[-3, -2, -1, 0, 1, 2].map((dx): [number, number, number] => [dx, 0, 0.8]));
	expect(streetsToWalk([lines[3] as StreetLine], looked, at, 9)).toEqual([]);
});

test('how busy a street is stands in each schema under another name', () => {
	expect(busyRank({ class: 'path', subclass: 'pedestrian' })).toBe(0);
	expect(busyRank({ class: 'primary_link' })).toBe(1);
	expect(busyRank({ kind: 'major_road', kind_detail: 'secondary' })).toBe(2);
	expect(busyRank({ kind: 'minor_road' })).toBe(4);
	expect(busyRank({ kind: 'path', kind_detail: 'footway' })).toBe(5);
});
