import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Footprint } from '../../camera/footprint.ts';
import { ringArea, sightOf } from '../../camera/sight.ts';
import { buildingTiles, type Drawn } from '../../../../tests/support/building-tiles.ts';
import { joined, partsIn, type Part } from './tile-footprints.ts';

type Ring = [x: number, y: number][];
/** the corner of four tiles, in units */
const [cornerX, cornerY] = [9122 * 4096, 5880 * 4096];
const around = (ring: Ring): Ring => [...ring, ring[0]!].map(([x, y]) => [cornerX + x, cornerY + y]);
const box = (west: number, north: number, east: number, south: number) =>
	around([
		[west, north],
		[east, north],
		[east, south],
		[west, south]
	]);
const drawn = (...rings: Ring[]): Drawn => ({ rings });

/** The buildings that come back out of tiles. */
function outOf(buildings: Drawn[], options?: Parameters<typeof buildingTiles>[1]): Part[] {
	const tiles = buildingTiles(buildings, options).map(({ content, x, y }) => partsIn(content, x, y));
	return [...tiles.flatMap(({ whole }) => whole), ...joined(tiles.flatMap(({ cut }) => cut))];
}
const plain = (part: Pick<Part, 'rings'>): Footprint => ({ height_m: null, ...part });
/** What is seen from a place, in units, of what a place in the corner of four tiles sees. */
const seenFrom = (x: number, y: number, parts: Pick<Part, 'rings'>[]) =>
	sightOf({ at: [cornerX + x, cornerY + y], height_m: null }, parts.map(plain), 600);
const areaOf = ({ rings }: Pick<Part, 'rings'>) =>
	rings.reduce((sum, ring, i) => sum + (i === 0 ? 1 : -1) * Math.abs(ringArea(ring)), 0);

const overCorner = drawn(box(-30, -20, 25, 40));
const horseshoe = drawn(
	around([
		[-40, -50],
		[60, -50],
		[60, -30],
		[-20, -30],
		[-20, 30],
		[60, 30],
		[60, 50],
		[-40, 50]
	])
);
const withYard = drawn(box(-60, -60, 60, 60), box(-20, -10, 30, 15));

describe('a building over the corner of four tiles', () => {
	test.each([
		['a box', overCorner],
		['a horseshoe, which an edge cuts into three', horseshoe],
		['one with a yard', withYard]
	])('%s is one building again', (_, building) => {
		const [one, ...more] = outOf([building]);
		expect(more).toEqual([]);
		expect(one!.rings).toHaveLength(building.rings.length);
		expect(areaOf(one!)).toBeCloseTo(areaOf(building), 6);
	});

	test.each([
		['a box', overCorner],
		['a horseshoe', horseshoe],
		['one with a yard', withYard]
	])('%s hides what the whole building hides', (_, building) => {
		const parts = outOf([building]);
		for (const [x, y] of [
			[-100, 3],
			[80, 0],
			[10, 2],
			[300, -200],
			[0, 150],
			[-0.5, -400]
		] as const) {
			const [put, whole] = [seenFrom(x, y, parts), seenFrom(x, y, [building])];
			expect(put.at).toEqual(whole.at);
			expect(ringArea(put.ring)).toBeCloseTo(ringArea(whole.ring), 3);
		}
	});

	test('the layer of Shortbread and Protomaps, a tile without a buffer, and a neighbour that is missing', () => {
		expect(outOf([overCorner], { layer: 'buildings', buffer: 0 })).toHaveLength(1);
		const [first] = buildingTiles([overCorner]);
		const { cut } = partsIn(first!.content, first!.x, first!.y);
		expect(joined(cut)).toEqual(cut);
	});

	test('a building in the buffer of a neighbour comes once', () => {
		expect(outOf([drawn(box(5, 5, 20, 20))])).toHaveLength(1);
		// It touches the edge from one side.
		expect(outOf([drawn(box(0, 5, 20, 20))])).toHaveLength(1);
	});
});

test('heights: known, assumed by the tiles, and over the heads of people', () => {
	const high = (properties: Record<string, number>) => ({ ...overCorner, properties });
	expect(outOf([high({ render_height: 12, render_min_height: 0 })])[0]!.height_m).toBe(12);
	expect(outOf([high({ render_height: 5 })])[0]!.height_m).toBe(null);
	expect(outOf([high({ render_height: 3.6600000858306885 })])[0]!.height_m).toBe(null);
	expect(outOf([high({ height: 4 })], { layer: 'buildings' })[0]!.height_m).toBe(4);
	expect(outOf([high({ render_height: 12, render_min_height: 4 })])).toEqual([]);
});

test('random buildings over edges come back as they were, and with no wall on an edge', () => {
	// Stars around a point near the corner: each is simple, however its corners lie.
	const star = fc
		.tuple(
			fc.integer({ min: -60, max: 60 }),
			fc.integer({ min: -60, max: 60 }),
			fc.array(fc.integer({ min: 15, max: 90 }), { minLength: 4, maxLength: 12 })
		)
		.map(([x, y, spikes]) =>
			drawn(
				around(
					spikes.map((far, i): [number, number] => [
						Math.round(x + far * Math.cos((2 * Math.PI * i) / spikes.length)),
						Math.round(y + far * Math.sin((2 * Math.PI * i) / spikes.length))
					])
				)
			)
		);
	fc.assert(
		fc.property(star, fc.integer({ min: 0, max: 5 }), (building, at) => {
			const parts = outOf([building]);
			const area = areaOf(building);
			// Cut at the buffer, a side is rounded there: half a unit.
			expect(Math.abs(parts.reduce((sum, part) => sum + areaOf(part), 0) - area)).toBeLessThan(
				2 + 0.01 * area
			);
			for (const ring of parts.flatMap(({ rings }) => rings))
				ring.slice(1).forEach(([x, y], i) => {
					const [beforeX, beforeY] = ring[i]!;
					if (x === beforeX && x % 4096 === 0) expect(Math.abs(y - beforeY)).toBeLessThanOrEqual(1);
					if (y === beforeY && y % 4096 === 0) expect(Math.abs(x - beforeX)).toBeLessThanOrEqual(1);
				});
			const [x, y] = [200 * Math.cos(at + 0.1), 200 * Math.sin(at + 0.1)];
			const whole = ringArea(seenFrom(x, y, [building]).ring);
			expect(Math.abs(ringArea(seenFrom(x, y, parts).ring) - whole)).toBeLessThan(0.005 * whole);
		}),
		{ seed: 7, numRuns: 300 }
	);
});
