import { expect, test } from 'vitest';
import { cutView } from './cut-view.ts';
import { viewArea, type View } from './optics.ts';
import type { Position } from './position.ts';
import { settings } from './settings.fixture.ts';
import { viewFeatures, viewGround } from './view-ground.ts';

const at: Position = [20.46, 44.81];
const north = (metres: number) => at[1] + metres / 111_195.08;
const east = (metres: number) => at[0] + metres / (111_195.08 * Math.cos((44.81 * Math.PI) / 180));
/** A camera in a yard, with walls 20 m to the north and far away elsewhere. */
const ring: Position[] = [
	[east(-250), north(-250)],
	[east(250), north(-250)],
	[east(250), north(20)],
	[east(-250), north(20)],
	[east(-250), north(-250)]
];
const sight = { at, ring };
const looks = (heading_deg: number | null): View => ({
	reach_m: 41.569,
	heading_deg,
	angle_deg: heading_deg === null ? 360 : 60
});

test('a view that ends at a wall is a triangle, one away from it is whole', () => {
	const { ground, area_m2 } = cutView(looks(0), sight);
	expect(area_m2).toBeCloseTo(20 ** 2 * Math.tan(Math.PI / 6), 3);
	expect(ground.coordinates[0]).toHaveLength(4);
	expect(ground.coordinates[0]![0]).toEqual(at);
	expect(Math.max(...ground.coordinates[0]!.map(([, lat]) => lat!))).toBeCloseTo(north(20), 9);
	expect(cutView(looks(180), sight).area_m2).toBeCloseTo(viewArea(looks(180)), 3);
});

test('a view that is not cut lies where the whole one does', () => {
	const cut = cutView(looks(150), sight).ground.coordinates[0]!;
	const whole = viewGround(at, looks(150)).coordinates[0]!;
	for (const i of [0, 1])
		for (const most of [Math.min, Math.max])
			expect(most(...cut.map((corner) => corner[i]!))).toBeCloseTo(
				most(...whole.map((corner) => corner[i]!)),
				5
			);
});

test('of a camera only the views at least are cut', () => {
	const optics = { type: 'dome', heading_deg: null } as const;
	const [whole, cut] = [null, sight].map((one) => viewFeatures(at, optics, settings, one));
	for (const [i, { properties, geometry }] of cut!.entries()) {
		const before = whole![i]!;
		if (properties.bound === 'most' || properties.reach_m! < 20) {
			expect(properties.area_m2).toBeCloseTo(before.properties.area_m2, 3);
			if (properties.bound === 'most') expect(geometry).toEqual(before.geometry);
		} else expect(properties.area_m2).toBeLessThan(before.properties.area_m2);
	}
});
