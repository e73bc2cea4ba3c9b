import type { Feature, Point } from 'geojson';
import { expect, test } from 'vitest';
import type { State } from '../camera/vocabulary.ts';
import type { TileCamera } from './features.ts';
import { drawTogether, fanPlace, groupsOf } from './together.ts';

/** A camera at px of the screen. */
function camera(id: number, [x, y]: [number, number], state: State = 'reported'): Feature<Point, TileCamera> {
	const properties: TileCamera = { state, type: 'fixed', operator: 'mup', confirmed_day: 20_000 };
	return { type: 'Feature', id, geometry: { type: 'Point', coordinates: [x, y] }, properties };
}
const project = ({ coordinates: [x = 0, y = 0] }: Point) => ({ x, y });

test('groups reach as far as they are told, also over the borders of cells', () => {
	const points = [
		{ x: 11.9, y: -0.1 },
		{ x: 12.1, y: 0.1 },
		{ x: 40, y: 0 },
		{ x: 40, y: 12 }
	];
	expect(groupsOf(points, 12).map((group) => group.length)).toEqual([2, 1, 1]);
});

test('from afar the camera on top stands for all of its place, with their number', () => {
	const cameras = [camera(1, [0, 0], 'removed'), camera(2, [3, 0], 'verified'), camera(3, [500, 0])];
	const { drawn, ids } = drawTogether(cameras, { zoom: 12, inHand: null, project });
	expect(drawn.features.map(({ id, properties }) => [id, properties.together])).toEqual([[2, 2]]);
	expect(ids.sort()).toEqual([1, 2]);
	// The one in hand is on top, also where it is alone.
	const top = (inHand: number) =>
		drawTogether(cameras, { zoom: 12, inHand, project })
			.drawn.features.filter(({ properties }) => properties.isInHand)
			.map(({ id, properties }) => [id, properties.together]);
	expect(top(1)).toEqual([[1, 2]]);
	expect(top(3)).toEqual([[3, 1]]);
});

test.each([2, 3, 7, 12])(
	'a fan of %i leaves 44 px between any two, and stays whichever is in hand',
	(count) => {
		const cameras = Array.from({ length: count }, (_, i) => camera(i + 1, [0, 0]));
		const fan = (inHand: number | null) =>
			drawTogether(cameras, { zoom: 17, inHand, project }).drawn.features.map(({ id, properties }) => ({
				id,
				dx: properties.dx,
				dy: properties.dy,
				together: properties.together
			}));
		const places = fan(null);
		expect(fan(count)).toEqual(places);
		expect(places).toHaveLength(count);
		for (const a of places) {
			expect(a.together).toBe(1);
			for (const b of places) if (a !== b) expect(Math.hypot(a.dx - b.dx, a.dy - b.dy)).toBeGreaterThan(42.5);
		}
	}
);

test('a pair is fanned to the left and to the right', () => {
	expect([0, 1].map((i) => fanPlace(i, 2)).map(({ dx, dy }) => [dx, dy + 0])).toEqual([
		[-22, 0],
		[22, 0]
	]);
});
