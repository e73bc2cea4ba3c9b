import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber } from './day.ts';
import { growthOf, monthEnds } from './growth.ts';
import { states } from './vocabulary.ts';

test('a day has a line when a state changed on it; what changes leaves its state', () => {
	expect(
		growthOf([
			['20000r20002v', 2],
			['20002r', 1],
			['20000r20001d20002x20002v', 1]
		])
	).toEqual([
		{ day: '2024-10-04', counts: { reported: 3, verified: 0, disputed: 0, removed: 0 } },
		{ day: '2024-10-05', counts: { reported: 2, verified: 0, disputed: 1, removed: 0 } },
		{ day: '2024-10-06', counts: { reported: 1, verified: 3, disputed: 0, removed: 0 } }
	]);
	expect(growthOf([])).toEqual([]);
});

test('it is what counting the cameras of each day one by one says', () => {
	const change = fc.record({ after: fc.nat(3), letter: fc.constantFrom('r', 'v', 'd', 'x') });
	const camera = fc.array(change, { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(fc.array(camera, { maxLength: 12 }), (cameras) => {
			const histories = cameras.map((changes) => {
				let day = 20000;
				return changes.map(({ after, letter }) => ({ day: (day += after), letter }));
			});
			const texts = histories.map((history) => history.map(({ day, letter }) => `${day}${letter}`).join(''));
			const found = growthOf(texts.map((text) => [text, 1]));
			const days = [...new Set(histories.flat().map(({ day }) => day))].sort();
			expect(found.map(({ day }) => dayNumber(day))).toEqual(days);
			days.forEach((day, i) => {
				const last = histories.map((history) => history.findLast((one) => one.day <= day)?.letter);
				const counts = ['r', 'v', 'd', 'x'].map((letter) => last.filter((one) => one === letter).length);
				expect(states.map((state) => found[i]?.counts[state])).toEqual(counts);
			});
		})
	);
});

test('ends of months are newest first, also of months without a change, and the newest is today', () => {
	const growth = growthOf([
		[`${dayNumber('2025-11-30')}r`, 1],
		[`${dayNumber('2026-01-01')}r`, 2]
	]);
	const ends = monthEnds(growth, '2026-02-03').map(({ day, counts }) => [day, counts.reported]);
	expect(ends).toEqual([
		['2026-02-03', 3],
		['2026-01-31', 3],
		['2025-12-31', 1],
		['2025-11-30', 1]
	]);
	expect(monthEnds(growth, '2026-01-31')).toHaveLength(3);
	expect(monthEnds([], '2026-01-31')).toEqual([]);
});
