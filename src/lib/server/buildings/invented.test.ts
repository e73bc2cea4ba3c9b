import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { outside } from '../../camera/footprint.ts';
import { inventedSource } from '../../camera/invented.ts';
import type { Point } from '../../camera/isovist.ts';
import { bridges, rivers } from '../../camera/rivers.ts';
import { toUtm34 } from '../../camera/utm34.ts';
import { inventedBuildings } from './invented.ts';

const seed = readFileSync('supabase/seed.sql', 'utf8');
const buildings = inventedBuildings(seed);
const boxes = buildings.map((footprint) => {
	const [xs, ys] = [0, 1].map((axis) => footprint.rings[0]!.map((corner) => corner[axis]!));
	return {
		footprint,
		west: Math.min(...xs!),
		east: Math.max(...xs!),
		south: Math.min(...ys!),
		north: Math.max(...ys!)
	};
});

/** Whether a place is in a building or on its wall. */
function isBuilt([x, y]: Point): boolean {
	const near = boxes.filter(
		({ west, east, south, north }) => west <= x && x <= east && south <= y && y <= north
	);
	return near.some(({ footprint }) => outside([x, y], [footprint]).at[0] !== x);
}
/** A place in every so many metres of a way. */
function along(line: readonly (readonly number[])[], step_m: number): Point[] {
	const corners = line.map(([lng, lat]) => toUtm34([lng!, lat!]));
	return corners.slice(1).flatMap(([x, y], i) => {
		const [fromX, fromY] = corners[i]!;
		const steps = Math.ceil(Math.hypot(x - fromX, y - fromY) / step_m);
		return Array.from({ length: steps + 1 }, (_, step): Point => [
			fromX + ((x - fromX) * step) / steps,
			fromY + ((y - fromY) * step) / steps
		]);
	});
}

test('buildings are the same each time; some have a yard, most a height', () => {
	expect(inventedBuildings(seed)).toEqual(buildings);
	expect(buildings.length).toBeGreaterThan(3000);
	const yards = buildings.filter(({ rings }) => rings.length > 1).length;
	expect(yards / buildings.length).toBeGreaterThan(0.03);
	expect(yards / buildings.length).toBeLessThan(0.2);
	const known = buildings.filter(({ height_m }) => height_m !== null).length;
	expect(known / buildings.length).toBeGreaterThan(0.5);
	expect(known).toBeLessThan(buildings.length);
});

test('no building stands on a street of the seed, in a river or on a bridge; next to a street they stand', () => {
	const streets = [...seed.matchAll(/'((?:[\d.]+ [\d.]+, )+[\d.]+ [\d.]+)'/g)].map(([, line = '']) =>
		line.split(', ').map((corner) => corner.split(' ').map(Number))
	);
	expect(streets.length).toBeGreaterThan(50);
	const ways = [...streets, ...rivers.map(({ line }) => line), ...bridges.map(({ line }) => line)];
	const places = ways.flatMap((line) => along(line, 5));
	expect(places.filter(isBuilt)).toEqual([]);
	const beside = streets.flatMap((line) => along(line, 5)).map(([x, y]): Point => [x + 14, y + 14]);
	expect(beside.filter(isBuilt).length / beside.length).toBeGreaterThan(0.2);
	// Neither does one at the bank.
	const bank = rivers.flatMap(({ line, width_m }) =>
		along(line, 20).flatMap(([x, y]): Point[] => [
			[x + width_m / 2, y],
			[x - width_m / 2, y]
		])
	);
	expect(bank.filter(isBuilt)).toEqual([]);
});

test('without streets there is none, and the seed names the source', () => {
	expect(inventedBuildings('')).toEqual([]);
	expect(seed).toContain(`source = '${inventedSource}'`);
});
