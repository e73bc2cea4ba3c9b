import type { Polygon, Position } from 'geojson';
import { expect, test } from 'vitest';
import { simplified } from './simplified.ts';

/** A wavy line from south to north, a corner every 0.001°. */
const wave = (lng: number): Position[] =>
	Array.from({ length: 201 }, (_, i) => [lng + 0.004 * Math.sin(i / 15) + 0.0001 * (i % 2), 44.7 + i / 1000]);
const polygon = (...ring: Position[]): Polygon => ({
	type: 'Polygon',
	coordinates: [[...ring, ring[0] as Position]]
});
const cornersOf = ({ coordinates }: Polygon) => coordinates.flat().map(String);

const [west, middle, east] = [wave(20.3), wave(20.4), wave(20.5)];
const areas = new Map([
	['west', polygon(...middle, ...west.toReversed())],
	['east', polygon(...east, ...middle.toReversed())]
]);

test('a shared border stays shared, with fewer corners', () => {
	const simple = simplified(areas, 40) as Map<string, Polygon>;
	const [left, right] = [cornersOf(simple.get('west')!), cornersOf(simple.get('east')!)];
	expect(left.length).toBeLessThan(100);
	const isMiddle = (corner: string) => middle.map(String).includes(corner);
	expect(new Set(left.filter(isMiddle))).toEqual(new Set(right.filter(isMiddle)));
	expect(left.filter(isMiddle).length).toBeGreaterThan(5);
	for (const [id, { coordinates }] of simple) {
		expect(coordinates[0]?.at(-1)).toEqual(coordinates[0]?.[0]);
		const known = new Set(cornersOf(areas.get(id)!));
		expect(cornersOf({ type: 'Polygon', coordinates }).every((corner) => known.has(corner))).toBe(true);
	}
});

test('an island is the hole around it, however both begin and run', () => {
	const shore = Array.from({ length: 90 }, (_, i): Position => {
		const angle = (i * Math.PI) / 45;
		return [20.4 + 0.02 * Math.cos(angle), 44.8 + 0.01 * Math.sin(angle)];
	});
	const turned = [...shore.slice(31), ...shore.slice(0, 31)].toReversed();
	const around = polygon([20.3, 44.7], [20.5, 44.7], [20.5, 44.9], [20.3, 44.9]);
	around.coordinates.push(polygon(...turned).coordinates[0]!);
	const simple = simplified(
		new Map([
			['island', polygon(...shore)],
			['around', around]
		]),
		40
	) as Map<string, Polygon>;
	const island = new Set(simple.get('island')!.coordinates[0]!.map(String));
	const hole = new Set(simple.get('around')!.coordinates[1]!.map(String));
	expect(island.size).toBeLessThan(40);
	expect(hole).toEqual(island);
	expect(simple.get('around')!.coordinates[0]).toEqual(around.coordinates[0]);
});

test('what is smaller than the tolerance keeps its corners', () => {
	const small = polygon([20.4, 44.8], [20.4001, 44.8], [20.4, 44.8001]);
	expect(simplified(new Map([['small', small]]), 40).get('small')).toEqual(small);
});
