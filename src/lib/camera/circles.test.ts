import fc from 'fast-check';
import { expect, test } from 'vitest';
import { circlesArea, type PlanePoint } from './circles.ts';
import { ended } from './ended.fixture.ts';

const areaOf = (middles: PlanePoint[]) => ended(circlesArea(middles, 25));
const circle = Math.PI * 25 ** 2;

test('one circle is a circle, the same twice too, and two that do not meet are two', () => {
	expect(areaOf([])).toBe(0);
	// As far from the origin as Belgrade is in its zone.
	expect(areaOf([[457_000, 4_963_000]])).toBeCloseTo(circle, 6);
	expect(areaOf([[7, 7], [7, 7], [7, 7]])).toBeCloseTo(circle, 6); // prettier-ignore
	expect(areaOf([[0, 0], [50.001, 0]])).toBeCloseTo(2 * circle, 6); // prettier-ignore
	expect(areaOf([[0, 0], [0, 50]])).toBeCloseTo(2 * circle, 6); // prettier-ignore
});

test('two circles that meet have their lens once', () => {
	const away = 30;
	const lens = 2 * 25 ** 2 * Math.acos(away / 50) - (away / 2) * Math.sqrt(4 * 25 ** 2 - away ** 2);
	expect(
		areaOf([
			[0, 0],
			[away, 0]
		])
	).toBeCloseTo(2 * circle - lens, 6);
	// docs/method.md
	expect(Math.round(2 * circle - lens)).toBe(3368);
});

test('many are what a count of squares of a metre says', () => {
	const offset = fc.integer({ min: 0, max: 120 });
	fc.assert(
		fc.property(fc.array(fc.tuple(offset, offset), { minLength: 1, maxLength: 25 }), (middles) => {
			let squares = 0;
			for (let x = -25; x < 145; x++)
				for (let y = -25; y < 145; y++)
					if (middles.some(([mx, my]) => (x + 0.5 - mx) ** 2 + (y + 0.5 - my) ** 2 < 25 ** 2)) squares++;
			expect(Math.abs(areaOf(middles) - squares)).toBeLessThan(0.02 * squares);
		}),
		{ numRuns: 40 }
	);
});
