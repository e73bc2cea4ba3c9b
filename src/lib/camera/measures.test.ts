import { distance } from '@turf/distance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metresPerDegree, oneDecimal, sixDecimals } from './measures.ts';

test('a degree of latitude has as many metres as @turf/distance measures', () => {
	expect(distance([20, 44], [20, 45], { units: 'meters' })).toBeCloseTo(metresPerDegree, 2);
});

test('a rounded number is the nearest that has so many decimals', () => {
	fc.assert(
		fc.property(fc.double({ min: -180, max: 180, noNaN: true }), (value) => {
			expect(Math.abs(sixDecimals(value) - value)).toBeLessThanOrEqual(0.500001e-6);
			expect(sixDecimals(sixDecimals(value))).toBe(sixDecimals(value));
			expect(Math.abs(oneDecimal(value) - value)).toBeLessThanOrEqual(0.0500001);
		})
	);
	expect(sixDecimals(20.45730049)).toBe(20.4573);
	expect(oneDecimal(3.25)).toBe(3.3);
});
