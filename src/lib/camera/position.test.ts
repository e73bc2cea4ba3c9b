import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inArea, isSwappedBox, positionProblem } from './position.ts';
import { settings } from './settings.fixture.ts';

describe('positionProblem', () => {
	test('takes the edges of the area', () => {
		expect(inArea([19.95, 44.2], settings)).toBe(true);
		expect(inArea([20.95, 45.15], settings)).toBe(true);
		expect(positionProblem([20.4573, 44.8178], settings)).toBeNull();
	});
	test('recognises an exchanged pair', () => {
		expect(positionProblem([44.8178, 20.4573], settings)).toBe('swapped');
	});
	test.each([
		[19.94, 44.8] as const,
		[20.96, 44.8] as const,
		[20.4, 44.19] as const,
		[20.4, 45.16] as const,
		[0, 0] as const
	])('says that %s, %s is outside', (lng, lat) =>
		expect(positionProblem([lng, lat], settings)).toBe('outside_area')
	);
	test('of any position is exactly one of three', () => {
		const degrees = fc.double({ min: -180, max: 180, noNaN: true });
		fc.assert(
			fc.property(degrees, degrees, (lng, lat) => {
				const problem = positionProblem([lng, lat], settings);
				expect(problem === null).toBe(inArea([lng, lat], settings));
			})
		);
	});
});

test.each([
	[[44.7, 20.3, 44.9, 20.6], true],
	[[45.1, 20.9, 45.3, 21.1], true],
	[[20.3, 44.7, 20.6, 44.9], false],
	[[16.2, 48.1, 16.5, 48.3], false],
	[[-180, -90, 180, 90], false]
] as [[number, number, number, number], boolean][])('a box %j is swapped: %s', (box, isSwapped) =>
	expect(isSwappedBox(box, settings)).toBe(isSwapped)
);
