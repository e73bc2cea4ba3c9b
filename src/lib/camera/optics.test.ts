import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { editions, levels, standardOf, stepOf, usualLevel, type Edition } from './levels.ts';
import { distanceAt, reach, viewArea, viewOf } from './optics.ts';
import { settings } from './settings.fixture.ts';

describe('the distances of IEC 62676-4', () => {
	const rounded = (densities: number[], width: number, fov: number) =>
		densities.map((density) => Math.round(distanceAt(density, width, fov) * 10) / 10);
	test.each<[Edition, number, number, number[]]>([
		[2025, 1920, 60, [83.1, 41.6, 20.8, 13.3, 6.7, 3.3, 1.1]],
		[2014, 1920, 60, [66.5, 26.6, 13.3, 6.7]],
		[2014, 1920, 25, [173.2, 69.3, 34.6, 17.3]],
		[2014, 1920, 2.3, [1912.9, 765.2, 382.6, 191.3]]
	])('edition of %i: %i px over %f°', (edition, width, fov, metres) => {
		expect(rounded(Object.values(editions[edition]), width, fov)).toEqual(metres);
	});

	test.each([2025, 2014] as const)('docs/method.md has the levels of %i', (edition) => {
		const [, section = ''] = readFileSync('docs/method.md', 'utf8').split(`of ${standardOf(edition)} `);
		const rows = [...(section.split('\n\n')[1] ?? '').matchAll(/^\| (\w+) +\| ([\d.,]+) +\| ([\d.]+) m/gm)];
		expect(
			rows.map(([, level = '', density = '', metres]) => [
				level,
				Number(density.replace(',', '')),
				Number(metres)
			])
		).toEqual(
			Object.entries(editions[edition]).map(([level, density]) => [
				level,
				density,
				...rounded([density], 1920, 60)
			])
		);
	});
});

test('a level between two plain ones stands at the lower one', () => {
	expect(levels.map(stepOf)).toEqual([0, 0, 1, 1, 2, 3, 4]);
});

test('a dome zoomed in is capped up to perceiving', () => {
	const reaches = levels.map((level) => reach('dome', level, 'zoomed', 'least', settings));
	expect(reaches.map(({ isCapped }) => isCapped)).toEqual([true, true, true, true, false, false, false]);
	expect(reaches.map(({ reach_m }) => Math.round(reach_m))).toEqual([250, 250, 250, 250, 191, 96, 32]);
});

describe('a view', () => {
	const view = (type: Parameters<typeof reach>[0], heading_deg: number | null, bound: 'least' | 'most') =>
		viewOf({ type, heading_deg }, usualLevel, 'glance', bound, settings);

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
