import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wallsOf, type Footprint } from './footprint.ts';
import { type Point, sidesOf } from './isovist.ts';
import { viewArea } from './optics.ts';
import { box, building, circle, corners, lens, looking, rayTo } from './sight.fixture.ts';
import { ringArea, sightOf, viewWithin, type Sight } from './sight.ts';

describe('among random buildings', () => {
	/** Whole metres, so that many sides touch, lie in line with the lens, or cross. */
	const metres = fc.integer({ min: -40, max: 40 });
	const shape = fc.oneof(
		fc
			.tuple(metres, metres, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 15 }))
			.map(([x, y, wide, long]) => box(x, y, x + wide, y + long)),
		fc
			.tuple(
				fc.double({ min: -40, max: 40, noNaN: true }),
				metres,
				fc.array(metres, { minLength: 6, maxLength: 10 })
			)
			.map(([x, y, parts]) =>
				building(parts.slice(0, -1).map((part, i): Point => [x + part / 3, y + parts[i + 1]! / 3]))
			)
	);
	const scenes = fc.array(shape, { maxLength: 25 });
	const expectRays = ({ at, ring }: Sight, footprints: Footprint[]) => {
		const half = 40 * 1.01;
		const square = sidesOf([...corners(-half, -half, half, half), [-half, -half]] as Point[]).map(
			([[ax, ay], [bx, by]]) =>
				[
					[ax + at[0], ay + at[1]],
					[bx + at[0], by + at[1]]
				] as const
		);
		const walls = [...footprints.flatMap(wallsOf), ...square];
		for (let i = 0; i < 180; i++) {
			const direction = (i + 0.377) * (Math.PI / 90);
			const [seen, expected] = [rayTo(sidesOf(ring), at, direction), rayTo(walls, at, direction)];
			// A ray that all but touches a corner may pass it on either side.
			const besides = [-2e-6, 2e-6].map((turn) => rayTo(walls, at, direction + turn));
			const isSame = [expected, ...besides].some((one) => Math.abs(seen - one) < 1e-3);
			expect(isSame, `${seen} m for ${expected} m at ${direction}`).toBe(true);
		}
	};

	test('each ray ends where the sight does', () => {
		fc.assert(
			fc.property(scenes, (footprints) => {
				const sight = sightOf(lens(0.5, 0.5), footprints, 40);
				// Buildings around a lens deep inside hide nothing; another test has those.
				fc.pre(sight.at[0] !== 0.5 || sight.at[1] !== 0.5 || !footprints.some((one) => isInside(one)));
				expectRays(sight, footprints);
			}),
			{ seed: 2025, numRuns: 300 }
		);
	});
	const isInside = (footprint: Footprint) =>
		[0.1, 1.3, 2.7].some(
			(direction) =>
				wallsOf(footprint).filter((wall) => rayTo([wall], [0.5, 0.5], direction) < Infinity).length % 2 === 1
		) ||
		wallsOf(footprint).some((wall) => [0.1, 1.3, 2.7, 4, 5].some((d) => rayTo([wall], [0.5, 0.5], d) < 0.05));

	test('a view is no larger than the whole, and views of one lens lie in each other', () => {
		fc.assert(
			fc.property(scenes, fc.integer({ min: 0, max: 359 }), (footprints, azimuth) => {
				const sight = sightOf(lens(0.25, 0.75), footprints, 40);
				const areas = [5, 10, 20, 40].map((reach) => ringArea(viewWithin(looking(azimuth, reach), sight)));
				areas.forEach((area, i) => {
					const whole = viewArea({ reach_m: 5 * 2 ** i, heading_deg: azimuth, angle_deg: 60 });
					expect(area).toBeLessThanOrEqual(whole + 1e-6);
					expect(area).toBeGreaterThanOrEqual((areas[i - 1] ?? 0) - 1e-6);
				});
				const around = ringArea(viewWithin(circle(40), sight));
				const sixths = [0, 60, 120, 180, 240, 300].map((turn) =>
					ringArea(viewWithin(looking(azimuth + turn, 40), sight))
				);
				expect(Math.abs(sixths.reduce((sum, area) => sum + area) - around)).toBeLessThan(
					0.01 * around + 0.01
				);
			}),
			{ seed: 2026, numRuns: 300 }
		);
	});
});
