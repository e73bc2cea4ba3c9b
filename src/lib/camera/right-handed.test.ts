import { expect, test } from 'vitest';
import { rightHanded } from './right-handed.ts';

const counterclockwise = [
	[20, 44],
	[21, 44],
	[21, 45],
	[20, 44]
];
const clockwise = [...counterclockwise].reverse();

test('an outer ring runs counterclockwise, a hole clockwise', () => {
	for (const outer of [clockwise, counterclockwise])
		for (const hole of [clockwise, counterclockwise]) {
			const coordinates = [counterclockwise, clockwise];
			expect(rightHanded({ type: 'Polygon', coordinates: [outer, hole] }).coordinates).toEqual(coordinates);
			expect(rightHanded({ type: 'MultiPolygon', coordinates: [[outer, hole]] }).coordinates).toEqual([
				coordinates
			]);
		}
});

test('a ring of some metres too, with six decimals', () => {
	const ring = clockwise.map(([lng = 0, lat = 0]) => [20 + (lng - 20) / 12345, 44 + (lat - 44) / 12345]);
	expect(rightHanded({ type: 'Polygon', coordinates: [ring] }).coordinates).toEqual([
		[
			[20, 44],
			[20.000081, 44],
			[20.000081, 44.000081],
			[20, 44]
		]
	]);
});
