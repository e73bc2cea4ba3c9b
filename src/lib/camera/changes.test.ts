import { describe, expect, it } from 'vitest';
import { betweenReader } from './between.ts';
import { readChanges, stateOn } from './changes.ts';
import { dayNumber } from './day.ts';

const day = dayNumber('2024-03-10');
const text = `${day}r${day + 5}v${day + 5}d${day + 40}x`;

describe('states that a camera has had', () => {
	it('are read from the text of the tiles, oldest first', () => {
		expect(readChanges(text).map(({ state }) => state)).toEqual([
			'reported',
			'verified',
			'disputed',
			'removed'
		]);
		expect(readChanges('')).toEqual([]);
	});

	it('are those of the example in docs/method.md', () => {
		const changes = readChanges(`${dayNumber('2026-03-03')}r${dayNumber('2026-03-09')}v`);
		const on = (day: string) => stateOn(changes, dayNumber(day));
		expect(['2026-03-02', '2026-03-03', '2026-03-08', '2026-03-09', '2026-03-20'].map(on)).toEqual([
			...[null, 'reported', 'reported', 'verified', 'verified']
		]);
		const between = betweenReader({ from: '2026-03-02', to: '2026-03-09' });
		expect(between(`${dayNumber('2026-03-03')}r${dayNumber('2026-03-09')}v`)).toEqual({
			before: 'unknown',
			after: 'verified'
		});
	});

	it('say the state at the end of a day', () => {
		const changes = readChanges(text);
		const on = (days: number) => stateOn(changes, day + days);
		expect([-1, 0, 4, 5, 39, 40, 400].map(on)).toEqual([
			...[null, 'reported', 'reported', 'disputed', 'disputed', 'removed', 'removed']
		]);
	});
});
