import distance from '@turf/distance';
import { expect, test } from 'vitest';
import { schematic } from './schematic.ts';

const { rivers, bridges } = schematic((name) => name);
const metres = (a: number[], b: number[]) => distance(a, b, { units: 'meters' });

test('a river is one line from one edge of the City to the other', () => {
	const named = rivers.features.map(({ properties }) => String(properties?.name)).filter(Boolean);
	expect(named).toHaveLength(new Set(named).size);
	for (const { geometry, properties } of rivers.features) {
		const { coordinates } = geometry;
		for (let i = 1; i < coordinates.length; i++)
			expect(metres(coordinates[i - 1]!, coordinates[i]!), String(properties?.name)).toBeLessThan(5500);
	}
});

test('a bridge goes from one bank to the other', () => {
	expect(bridges.features).toHaveLength(6);
	for (const { geometry, properties } of bridges.features) {
		const [from = [], to = []] = geometry.coordinates;
		const isDanube = /Пупин|Панчев/.test(String(properties?.name));
		// The width of its river, and a ramp on each side.
		expect(metres(from, to), String(properties?.name)).toBeCloseTo((isDanube ? 650 : 280) + 240, -1);
	}
});
