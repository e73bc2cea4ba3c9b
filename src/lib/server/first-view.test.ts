import { expect, test } from 'vitest';
import { settings } from '../camera/settings.fixture.ts';
import { states } from '../camera/vocabulary.ts';
import { viewContents } from './first-view.ts';
import { CameraIndex } from './live/camera-index.ts';
import { lines, type Line } from './live/lines.fixture.ts';

const view = { center: [20.4573, 44.8125] as [number, number], zoom: 12, width_px: 4096, height_px: 2304 };
const today = { today: '2026-11-24', settings };
let version = 0;

function live(cameras: Line[]) {
	const index = new CameraIndex();
	index.apply(lines(cameras));
	return { index, edition: String(version++) };
}

/** Cameras on a square around a point, as many along each side. */
function square(side: number, step_e6: number, [lng, lat] = view.center): Line[] {
	return Array.from({ length: side * side }, (_, number) => ({
		number,
		lng_e6: Math.round((lng ?? 0) * 1e6 + ((number % side) - side / 2) * step_e6),
		lat_e6: Math.round((lat ?? 0) * 1e6 + (Math.floor(number / side) - side / 2) * step_e6),
		state: states[number % states.length] ?? null,
		heading_deg: null
	}));
}

test('a camera lies where web mercator puts it, at 512 px to a tile', () => {
	const east: Line = {
		number: 1,
		lng_e6: 20_500_000,
		lat_e6: 44_800_000,
		state: 'verified',
		heading_deg: null
	};
	const { dots } = viewContents(live([east]), view, {}, today);
	// EPSG:3857 in metres, by the formula of its definition, over the metres of a pixel at zoom 12.
	const radius_m = 6_378_137;
	const metres = (lng: number, lat: number) => [
		(radius_m * lng * Math.PI) / 180,
		radius_m * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))
	];
	const [x = 0, y = 0] = metres(20.5, 44.8);
	const [centerX = 0, centerY = 0] = metres(...view.center);
	const metre_px = (512 * 2 ** 12) / (2 * Math.PI * radius_m);
	expect(dots).toEqual([
		{
			x: Math.round((x - centerX) * metre_px),
			y: Math.round((centerY - y) * metre_px),
			state: 'verified',
			isStale: true
		}
	]);
});

test('only what the filter lets through, and what lies in the view', () => {
	const far: Line = {
		number: 9_999,
		lng_e6: 20_457_300,
		lat_e6: 44_300_000,
		state: 'verified',
		heading_deg: null
	};
	const cameras = live([...square(20, 1000), far]);
	expect(viewContents(cameras, view, {}, today).dots).toHaveLength(400);
	const { dots } = viewContents(cameras, view, { state: ['disputed'] }, today);
	expect(dots).toHaveLength(100);
	expect(dots.every(({ state }) => state === 'disputed')).toBe(true);
});

test('what is hidden is gone from the next view', () => {
	const cameras = live(square(3, 1000));
	expect(viewContents(cameras, view, {}, today).dots).toHaveLength(9);
	const [first] = square(3, 1000);
	cameras.index.apply(lines([{ ...(first as Line), state: null }]));
	cameras.edition = String(version++);
	expect(viewContents(cameras, view, {}, today).dots).toHaveLength(8);
});

test('a full tile holds clusters, as the vector tiles do, with every camera in one', () => {
	const { clusters } = viewContents(live(square(150, 100)), view, {}, today);
	expect(clusters.length).toBeGreaterThan(0);
	expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(20_000);
});

test('a city full of cameras is thinned to what a page can carry', () => {
	const { dots } = viewContents(live(square(300, 1500)), view, {}, today);
	expect(dots.length).toBeLessThanOrEqual(3000);
	expect(dots.length).toBeGreaterThan(500);
	// What lies on top is what stays.
	expect(dots.filter(({ state }) => state === 'verified').length).toBeGreaterThan(dots.length / 2);
});
