import bearing from '@turf/bearing';
import distance from '@turf/distance';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { levels } from './levels.ts';
import { bounds, readings, standings, viewOf, type View } from './optics.ts';
import type { Position } from './position.ts';
import { wallsOf, type Footprint } from './footprint.ts';
import { settings } from './settings.fixture.ts';
import { box, rayTo } from './sight.fixture.ts';
import { sightOf } from './sight.ts';
import { types } from './vocabulary.ts';
import { metresAlong, minutesOf, piecesOf, walkPast, WalkCameras, type WalkCamera } from './walk.ts';

const middle: Position = [20.46, 44.81];
const perLat = 1 / 111_195.08;
const perLng = perLat / Math.cos((middle[1] * Math.PI) / 180);
/** so many metres to the east and to the north of the middle */
const at = (east: number, north: number): Position => [middle[0] + east * perLng, middle[1] + north * perLat];
const camera = (own: Partial<WalkCamera>, [lng, lat] = middle): WalkCamera => ({
	...{ id: 'A', type: 'fixed', heading_deg: 0, state: 'reported', lng, lat },
	...own
});
const past = (
	route: Position[],
	cameras: WalkCamera[],
	{ reading = 'glance', whose = 'all' }: Partial<Parameters<typeof walkPast>[2]> = {},
	sights?: ConstructorParameters<typeof WalkCameras>[1]
) => walkPast(route, new WalkCameras(cameras, sights), { reading, whose }, settings);
/** What a lens in the middle sees among buildings, whose corners are metres from there. */
const among = (...buildings: Footprint[]) => {
	const { at: lens, ring } = sightOf({ at: [0, 0], height_m: null }, buildings, settings.view_range_max_m);
	return new Map([['A', { at: at(...lens), ring: ring.map(([x, y]) => at(x, y)) }]]);
};

/** a street from west to east, so many metres north of the middle */
const street = (north: number): Position[] => [at(-300, north), at(300, north)];

describe('one camera', () => {
	test('across the street, it sees the chord of its sector', () => {
		const { length_m, sights } = past(street(20), [camera({})]);
		expect(length_m).toBeCloseTo(600, 1);
		// 60° at 20 m: 2 · 20 m · tan 30°
		const { metres, cameras, stretches } = sights.outline.least;
		expect(metres).toBeCloseTo(23.094, 2);
		expect(cameras.map(({ id }) => id)).toEqual(['A']);
		expect(stretches).toHaveLength(1);
		expect(stretches[0]?.from_m).toBeCloseTo(300 - 11.547, 1);
		// discern reaches 20.8 m, which cuts the corners of the sector: 2 · √(20.785² − 20²); characterise 6.7 m: nowhere
		expect(sights.discern.least.metres).toBeCloseTo(2 * Math.sqrt(20.785 ** 2 - 20 ** 2), 1);
		expect(sights.characterise.most).toEqual({ cameras: [], metres: 0, stretches: [] });
	});

	test('behind a building, at least, it sees nothing, and at most what it would without', () => {
		const { sights } = past(street(20), [camera({})], {}, among(box(-100, 10, 100, 15)));
		expect(sights.outline.least).toEqual({ cameras: [], metres: 0, stretches: [] });
		expect(sights.outline.most.metres).toBeCloseTo(23.094, 2);
		// A building in the middle of its view leaves what lies beside it: 4/10 of 20 m to each side are behind it.
		const beside = past(street(20), [camera({})], {}, among(box(-4, 10, 4, 15))).sights.outline;
		expect(beside.least.metres).toBeCloseTo(23.094 - 16, 2);
		expect(beside.least.stretches).toHaveLength(2);
	});

	test('in a building, it looks from outside of the nearest wall', () => {
		const house = box(-50, -20, 50, 4);
		const { least, most } = past(street(20), [camera({})], {}, among(house)).sights.outline;
		// 4 m nearer to the street
		for (const { metres } of [least, most]) expect(metres).toBeCloseTo(2 * 16 * Math.tan(Math.PI / 6), 0);
	});

	test('a parallel street is not in view, however near it is', () => {
		const looking = camera({ heading_deg: 90 });
		expect(past(street(0), [looking]).sights.outline.least.metres).toBeCloseTo(41.57, 1);
		// 40 m beside it, within its reach of 41.6 m, and never within its 60°
		expect(past(street(40), [looking]).sights.outline.most.metres).toBe(0);
		expect(past(street(-40), [looking]).sights.outline.most.metres).toBe(0);
	});

	test('of unknown heading sees at least nothing, at most all around', () => {
		const { least, most } = past(street(40), [camera({ heading_deg: null })]).sights.outline;
		expect(least.metres).toBe(0);
		expect(most.metres).toBeCloseTo(2 * Math.sqrt(41.569 ** 2 - 40 ** 2), 1);
	});

	test('that turns sees all around, zoomed in as far as is assumed', () => {
		const ptz = camera({ type: 'ptz', heading_deg: null });
		expect(past(street(40), [ptz]).sights.outline.least.metres).toBeCloseTo(22.6, 1);
		const zoomed = past(street(40), [ptz], { reading: 'zoomed' }).sights.characterise.least;
		expect(zoomed.metres).toBeCloseTo(2 * Math.sqrt(191.31 ** 2 - 40 ** 2), 0);
	});

	test('removed sees nothing; reported counts among all, not among verified', () => {
		const metres = (state: WalkCamera['state'], whose: 'all' | 'verified') =>
			past(street(20), [camera({ state })], { whose }).sights.outline.most.metres;
		expect(metres('removed', 'all')).toBe(0);
		expect(metres('reported', 'all')).toBeGreaterThan(20);
		expect(metres('reported', 'verified')).toBe(0);
		expect(metres('verified', 'verified')).toBeGreaterThan(20);
	});
});

test('two cameras over one stretch count its metres once, and both cameras', () => {
	const two = [camera({}), camera({ id: 'B' }, at(5, 0))];
	const { metres, cameras, stretches } = past(street(20), two).sights.outline.least;
	expect(metres).toBeCloseTo(23.094 + 5, 1);
	expect(cameras.map(({ id }) => id)).toEqual(['A', 'B']);
	expect(stretches).toHaveLength(1);
});

test('a point on the way changes nothing; there and back is in view twice', () => {
	const [west, east] = street(20) as [Position, Position];
	const once = past([west, east], [camera({})]).sights.outline.least;
	const cut = past([west, at(2, 20), at(2, 20), east], [camera({})]).sights.outline.least;
	expect(cut.stretches).toHaveLength(1);
	expect(cut.metres).toBeCloseTo(once.metres, 3);
	const back = past([west, east, west], [camera({})]).sights.outline.least;
	expect(back.stretches).toHaveLength(2);
	expect(back.cameras).toHaveLength(1);
	expect(back.cameras[0]?.spans).toHaveLength(2);
	expect(back.metres).toBeCloseTo(2 * once.metres, 3);
});

test('no way, no cameras: nothing', () => {
	for (const route of [[], [middle], [middle, middle]]) {
		const { length_m, sights } = past(route, [camera({ type: 'ptz' })]);
		expect([length_m, sights.outline.most.metres]).toEqual([0, 0]);
	}
	expect(past(street(0), []).sights.outline.most.metres).toBe(0);
});

test('a stretch is drawn from its first metre to its last, with the corners between', () => {
	const route = [at(0, 0), at(100, 0), at(100, 100), at(0, 100)];
	const [whole, corner, none] = piecesOf(route, [
		{ from_m: 0, to_m: metresAlong(route)[3] ?? 0 },
		{ from_m: 90, to_m: 110 },
		{ from_m: 20, to_m: 30 }
	]);
	const near = (line: Position[] | undefined, ...points: Position[]) => {
		expect(line).toHaveLength(points.length);
		for (const [i, point] of points.entries())
			expect(distance(line?.[i] as Position, point, { units: 'meters' })).toBeLessThan(0.2);
	};
	near(whole, ...route);
	near(corner, at(90, 0), at(100, 0), at(100, 10));
	near(none, at(20, 0), at(30, 0));
});

test('at 4.5 km/h 150 m take two minutes', () => expect(minutesOf(150, 4.5)).toBe(2));

/* A plain reference: somebody who stops every metre and asks turf for distance and bearing. */
const step_m = 1;
function stops(route: Position[]): Position[] {
	return route.slice(1).flatMap(([lng, lat], i) => {
		const [fromLng, fromLat] = route[i] as Position;
		const metres = distance([fromLng, fromLat], [lng, lat], { units: 'meters' });
		const count = Math.max(1, Math.round(metres / step_m));
		return Array.from({ length: count }, (_, n): Position => {
			const share = (n + 0.5) / count;
			return [fromLng + (lng - fromLng) * share, fromLat + (lat - fromLat) * share];
		});
	});
}
function isSeen(place: Position, { lng, lat }: WalkCamera, view: View | null): boolean {
	if (!view || distance([lng, lat], place, { units: 'meters' }) > view.reach_m) return false;
	if (view.heading_deg === null) return true;
	const off = Math.abs(((bearing([lng, lat], place) - view.heading_deg + 540) % 360) - 180);
	return off <= view.angle_deg / 2;
}

const position = fc.tuple(fc.integer({ min: -250, max: 250 }), fc.integer({ min: -250, max: 250 }));
const someCamera = fc.record({
	place: position,
	type: fc.constantFrom(...types),
	heading_deg: fc.option(fc.integer({ min: 0, max: 359 })),
	state: fc.constantFrom<WalkCamera['state']>('reported', 'verified', 'disputed', 'removed')
});

test('metres and cameras are those of the plain reference, and the bounds are in order', () => {
	fc.assert(
		fc.property(
			fc.array(position, { minLength: 2, maxLength: 5 }),
			fc.array(someCamera, { minLength: 1, maxLength: 5 }),
			fc.constantFrom(...readings),
			fc.constantFrom(...standings),
			(corners, found, reading, whose) => {
				const route = corners.map(([east, north]) => at(east, north));
				const cameras = found.map(({ place, ...own }, i) => camera({ id: `${i}`, ...own }, at(...place)));
				const { sights, length_m } = past(route, cameras, { reading, whose });
				const places = stops(route);
				const counted = cameras.filter(({ state }) =>
					whose === 'verified' ? state === 'verified' : state !== 'removed'
				);
				let before = { least: length_m + 1, most: length_m + 1 };
				for (const level of levels) {
					for (const bound of bounds) {
						const views = counted.map((one) => viewOf(one, level, reading, bound, settings));
						const seenBy = (place: Position) =>
							counted.some((one, i) => isSeen(place, one, views[i] ?? null));
						const { metres, cameras: seers } = sights[level][bound];
						const ends = seers.reduce((sum, { spans }) => sum + spans.length, 0) + corners.length;
						const reference = places.filter(seenBy).length * step_m;
						expect(Math.abs(metres - reference)).toBeLessThanOrEqual(2 * ends * step_m);
						// Whoever saw one at a stop is named, and who is named saw more than a sliver or was near to it.
						for (const [i, one] of counted.entries()) {
							const times = places.filter((place) => isSeen(place, one, views[i] ?? null)).length;
							const spans = seers.find(({ id }) => id === one.id)?.spans ?? [];
							const own = spans.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0);
							expect(Math.abs(own - times * step_m)).toBeLessThanOrEqual(2 * (spans.length + corners.length));
						}
					}
					const [least, most] = [sights[level].least.metres, sights[level].most.metres];
					expect(least).toBeLessThanOrEqual(most + 1e-6);
					expect(least).toBeLessThanOrEqual(before.least + 1e-6);
					expect(most).toBeLessThanOrEqual(before.most + 1e-6);
					before = { least, most };
				}
			}
		),
		{ numRuns: 150 }
	);
});

const someBuilding = fc
	.tuple(position, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }))
	// None stands over the lens, which would be moved.
	.filter(([[x, y], width, depth]) => x > 1 || x + width < -1 || y > 1 || y + depth < -1)
	.map(([[x, y], width, depth]) => box(x, y, x + width, y + depth));

test('at least is what a ray reaches before the walls', () => {
	fc.assert(
		fc.property(
			fc.array(position, { minLength: 2, maxLength: 4 }),
			fc.array(someBuilding, { minLength: 1, maxLength: 8 }),
			fc.record({
				type: fc.constantFrom(...types),
				heading_deg: fc.option(fc.integer({ min: 0, max: 359 }))
			}),
			fc.constantFrom(...readings),
			(corners, buildings, optics, reading) => {
				const one = camera(optics);
				const route = corners.map(([east, north]) => at(east, north));
				const walls = buildings.flatMap(wallsOf);
				const isBeforeWalls = ([lng, lat]: Position) => {
					const [x, y] = [(lng - middle[0]) / perLng, (lat - middle[1]) / perLat];
					return rayTo(walls, [0, 0], Math.atan2(y, x)) > Math.hypot(x, y);
				};
				const { sights } = past(route, [one], { reading }, among(...buildings));
				for (const level of levels) {
					const view = viewOf(one, level, reading, 'least', settings);
					const times = stops(route).filter(
						(place) => isSeen(place, one, view) && isBeforeWalls(place)
					).length;
					const { metres, stretches } = sights[level].least;
					const ends = stretches.length + corners.length + 2 * buildings.length;
					expect(Math.abs(metres - times * step_m)).toBeLessThanOrEqual(2 * ends * step_m);
					expect(metres).toBeLessThanOrEqual(sights[level].most.metres + 1e-6);
				}
			}
		),
		{ numRuns: 150 }
	);
});
