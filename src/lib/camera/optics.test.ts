import { describe, expect, test } from 'vitest';
import { distanceAt, levels, reach, viewArea, viewOf } from './optics.ts';
import { settings } from './settings.fixture.ts';

describe('the distances of IEC 62676-4', () => {
	test.each([
		[1920, 60, [66.5, 26.6, 13.3, 6.7]],
		[1920, 25, [173.2, 69.3, 34.6, 17.3]],
		[1920, 2.3, [1912.9, 765.2, 382.6, 191.3]]
	])('%i px over %f°', (width, fov, metres) => {
		const densities = [25, 62.5, 125, 250];
		expect(densities.map((density) => Math.round(distanceAt(density, width, fov) * 10) / 10)).toEqual(metres);
	});
});

test('a dome zoomed in is capped but for identifying', () => {
	const reaches = levels.map((level) => reach('dome', level, 'zoomed', 'least', settings));
	expect(reaches.map(({ isCapped }) => isCapped)).toEqual([true, true, true, false]);
	expect(reaches.map(({ reach_m }) => Math.round(reach_m))).toEqual([250, 250, 250, 191]);
});

describe('a view', () => {
	const view = (type: Parameters<typeof reach>[0], heading_deg: number | null, bound: 'least' | 'most') =>
		viewOf({ type, heading_deg }, 'detect', 'glance', bound, settings);

	test('is a sector where the heading is known', () => {
		expect(view('fixed', 90, 'least')).toEqual(view('fixed', 90, 'most'));
		expect(view('fixed', 90, 'least')).toMatchObject({ heading_deg: 90, angle_deg: 60 });
		expect(view('plate_reader', 0, 'most')).toMatchObject({ heading_deg: 0, angle_deg: 25 });
	});

	test('of a fixed camera that looks nobody knows where is nothing at least, and a circle at most', () => {
		expect(view('fixed', null, 'least')).toBeNull();
		expect(view('fixed', null, 'most')).toMatchObject({ heading_deg: null, angle_deg: 360 });
	});

	test('of a camera that turns is a circle, wherever it looked when it was reported', () => {
		expect(view('dome', 90, 'least')).toMatchObject({ heading_deg: null, angle_deg: 360 });
		expect(view('ptz', null, 'least')).toEqual(view('ptz', null, 'most'));
	});

	test('of an unknown type is that of a fixed camera at least, of one that turns at most', () => {
		expect(view('unknown', 90, 'least')).toEqual(view('fixed', 90, 'least'));
		expect(view('unknown', 90, 'most')).toEqual(view('ptz', 90, 'most'));
		expect(view('unknown', null, 'least')).toBeNull();
	});

	test('has the area of its sector', () => {
		expect(viewArea({ reach_m: 10, heading_deg: 0, angle_deg: 90 })).toBeCloseTo(25 * Math.PI);
		expect(viewArea({ reach_m: 10, heading_deg: null, angle_deg: 360 })).toBeCloseTo(100 * Math.PI);
	});
});
