import { describe, expect, test } from 'vitest';
import type { Footprint } from './footprint.ts';
import { type Point, sidesOf } from './isovist.ts';
import { viewArea } from './optics.ts';
import { box, building, circle, corners, lens, looking, rayTo } from './sight.fixture.ts';
import { ringArea, sightOf, viewWithin } from './sight.ts';

describe('without buildings', () => {
	test.each([
		[circle(40)],
		[looking(0, 40)],
		[looking(90, 83.14)],
		[looking(217, 250, 25)],
		[looking(359, 6.7)]
	])('a view is whole: %o', (view) => {
		const ring = viewWithin(view, sightOf(lens(457_000, 4_963_000), [], 250));
		expect(ringArea(ring)).toBeCloseTo(viewArea({ ...view, heading_deg: view.azimuth_deg }), 3);
		expect(ring.at(-1)).toEqual(ring[0]);
	});

	test('a sector lies where it looks', () => {
		const east = viewWithin(looking(90, 40), sightOf(lens(), [], 40));
		expect(Math.min(...east.map(([x]) => x))).toBeCloseTo(0);
		expect(Math.max(...east.map(([, y]) => y))).toBeCloseTo(20, 0);
	});
});

describe('sights worked out by hand', () => {
	test('one wall hides a trapezium', () => {
		// A wall 10 m to the east, 10 m long, hides x from 10 to the square at 101, where |y| is at most x / 2.
		const { ring } = sightOf(lens(), [box(10, -5, 12, 5)], 100);
		expect(ringArea(ring)).toBeCloseTo(202 ** 2 - (101 ** 2 - 10 ** 2) / 2, 6);
		expect(ring).toHaveLength(9);
	});

	test('a fixed camera that looks at a wall 20 m away sees a triangle at the level of outline', () => {
		const view = looking(0, 41.569);
		expect(ringArea(viewWithin(view, sightOf(lens(), [], 41.569)))).toBeCloseTo(904.8, 0);
		const ring = viewWithin(view, sightOf(lens(), [box(-100, 20, 100, 30)], 41.569));
		// 20 m × tan 30° to each side: 231 m²
		expect(ringArea(ring)).toBeCloseTo(20 ** 2 * Math.tan(Math.PI / 6), 6);
		expect(ring).toHaveLength(4);
	});

	test('a corridor is seen along its length', () => {
		const walls = [box(-200, 2, 200, 10), box(-200, -10, 200, -3)];
		expect(ringArea(sightOf(lens(), walls, 100).ring)).toBeCloseTo(202 * 5, 6);
	});

	test('a yard is seen, and nothing beyond it', () => {
		const block: Footprint = {
			rings: [
				[...corners(-30, -30, 30, 30), [-30, -30]],
				[...corners(-8, -6, 12, 14), [-8, -6]]
			],
			height_m: null
		};
		const { at, ring } = sightOf(lens(), [block], 100);
		expect(at).toEqual([0, 0]);
		expect(ringArea(ring)).toBeCloseTo(20 * 20, 6);
	});

	test('two buildings that touch, overlap or leave less than a hair are one wall', () => {
		const whole = ringArea(sightOf(lens(), [box(10, -20, 20, 20)], 100).ring);
		for (const [south, north] of [
			[0, 0],
			[-3, 3],
			[1e-9, 1e-9]
		] as const) {
			const parts = [box(10, -20, 20, north - south), box(10, south, 20, 20)];
			expect(ringArea(sightOf(lens(), parts, 100).ring)).toBeCloseTo(whole, 3);
		}
	});

	test('walls that cross hide what the nearer one of them hides', () => {
		const cross = [
			building([
				[10, -10],
				[30, 10],
				[31, 10],
				[11, -10]
			]),
			building([
				[10, 10],
				[30, -10],
				[31, -10],
				[11, 10]
			])
		];
		const view = { at: [0, 0] as Point, ring: sightOf(lens(), cross, 50).ring };
		expect(rayTo(sidesOf(view.ring), [0, 0], 0)).toBeCloseTo(20, 6);
		expect(view.ring.some(([x, y]) => Math.hypot(x - 20, y) < 1e-6)).toBe(true);
	});

	test('points twice, sides without length and points on a side change nothing', () => {
		const plain = ringArea(sightOf(lens(), [box(10, -5, 12, 5)], 100).ring);
		const odd = building([
			[10, -5],
			[10, -5],
			[12, -5],
			[12, 0],
			[12, 5],
			[10, 5],
			[10, 0],
			[10, 0],
			[10, -2]
		]);
		expect(ringArea(sightOf(lens(), [odd], 100).ring)).toBeCloseTo(plain, 6);
	});
});

describe('the place of a lens', () => {
	const house = box(0, 0, 20, 12);
	test.each([
		['on a wall', [10, 0], [10, -0.1]],
		['a hair before a wall', [10, -0.01], [10, -0.1]],
		['a little inside', [18, 6], [20.1, 6]],
		['on a corner', [0, 0], [0, -0.1]]
	] as [string, Point, Point][])('%s it is moved outside', (_, from, to) => {
		const { at, ring } = sightOf(lens(...from), [house], 100);
		expect(at[0]).toBeCloseTo(to[0], 6);
		expect(at[1]).toBeCloseTo(to[1], 6);
		expect(ringArea(ring)).toBeGreaterThan(101 ** 2);
	});

	test('before a wall it stays', () => {
		expect(sightOf(lens(10, -0.2), [house], 100).at).toEqual([10, -0.2]);
	});

	test('it is not moved into the house next door', () => {
		const { at } = sightOf(lens(19, 2.5), [house, box(20, 0, 40, 12)], 100);
		expect(at[0]).toBeCloseTo(19);
		expect(at[1]).toBeCloseTo(-0.1);
	});

	test('deep inside it stays, and the building around it hides nothing', () => {
		const hall = box(-50, -50, 50, 50);
		const { at, ring } = sightOf(lens(), [hall, box(60, -10, 70, 10)], 100);
		expect(at).toEqual([0, 0]);
		expect(rayTo(sidesOf(ring), at, 0)).toBeCloseTo(60, 6);
		expect(rayTo(sidesOf(ring), at, Math.PI / 2)).toBeCloseTo(101, 6);
	});
});

describe('heights', () => {
	const far = (lensHeight: number | null, height: number | null) =>
		rayTo(sidesOf(sightOf(lens(0, 0, lensHeight), [box(10, -5, 12, 5, height)], 100).ring), [0, 0], 0);
	test('a building that is known to be lower than the lens hides nothing', () => {
		expect(far(6, 3)).toBeCloseTo(101, 6);
	});
	test.each([
		[6, 6],
		[null, 3],
		[6, null],
		[null, null]
	])('lens %s m, building %s m: it hides', (lensHeight, height) => {
		expect(far(lensHeight, height)).toBeCloseTo(10, 6);
	});
});
