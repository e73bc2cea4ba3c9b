import distance from '@turf/distance';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ended } from './ended.fixture.ts';
import { countPlaces } from './places.ts';
import type { Position } from './position.ts';

const metre = 1 / 111_195;

const placesOf = (positions: Position[], withinM: number) => ended(countPlaces(positions, withinM));

test('a pole is a place, a chain of near ones too, and what stands apart is another', () => {
	const at = (north: number): Position => [20.46, 44.8 + north * metre];
	expect(placesOf([], 25)).toBe(0);
	expect(placesOf([at(0), at(0), at(0)], 25)).toBe(1);
	expect(placesOf([at(0), at(24), at(48)], 25)).toBe(1);
	expect(placesOf([at(0), at(26)], 25)).toBe(2);
	expect(placesOf([at(48), at(0), at(100), at(24)], 25)).toBe(2);
});

test('it is what joining pairs by their distance on the globe says', () => {
	const position = fc.tuple(fc.nat(300), fc.nat(300));
	fc.assert(
		fc.property(fc.array(position, { maxLength: 30 }), (offsets) => {
			const positions = offsets.map(([east, north]): Position => [
				20.46 + (east * metre) / 0.71,
				44.8 + north * metre
			]);
			const place = positions.map((_, i) => i);
			const distances = positions.map((a) => positions.map((b) => distance(a, b, { units: 'meters' })));
			// Where the plane and the globe may differ, either is right.
			fc.pre(distances.flat().every((metres) => Math.abs(metres - 25) > 0.25));
			distances.forEach((row, a) =>
				row.forEach((metres, b) => {
					if (metres > 25) return;
					const [from, to] = [place[b], place[a]];
					place.forEach((of, i) => of === from && (place[i] = to ?? 0));
				})
			);
			expect(placesOf(positions, 25)).toBe(new Set(place).size);
		})
	);
});
