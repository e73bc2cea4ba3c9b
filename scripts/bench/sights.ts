import { join } from 'node:path';
import type { Point } from '../../src/lib/camera/isovist.ts';
import { levels } from '../../src/lib/camera/levels.ts';
import { readings, viewOf } from '../../src/lib/camera/optics.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { sightOf, viewWithin, type Sight } from '../../src/lib/camera/sight.ts';
import { Buildings, buildingsFile, BuildingsWriter } from '../../src/lib/server/buildings/file.ts';
import { mulberry32 } from '../../tests/support/random.ts';
import { round, type Aim, type Table } from './results.ts';

const cameras = 1000;
const reach_m = settings.view_range_max_m;
/** the north-eastern corner of the made-up town is so far from its south-western one */
const side_m = 2000;
const corner: Point = [456_000, 4_962_000];

/**
 * What it takes to see which ground a dome watches among buildings: to read those around it, its sight, and its views
 * at every level and reading. In made-up towns, of the density of Vaduz and of an inner city.
 */
export function measureSights(folder: string): { rows: Table['rows']; aims: Aim[] } {
	const measured = [390, 2000].map((perKm2) => measureTown(join(folder, buildingsFile), perKm2));
	return { rows: measured.map(({ row }) => row), aims: measured.map(({ aim }) => aim) };
}

function measureTown(path: string, perKm2: number): { row: Table['rows'][number]; aim: Aim } {
	const random = mulberry32(perKm2);
	const writer = new BuildingsWriter(`${path}.${perKm2}`);
	const count = perKm2 * (side_m / 1000) ** 2;
	for (let i = 0; i < count; i++)
		writer.add({ rings: [house(somewhere(random, 0), random)], height_m: null });
	writer.finish({ source: '', licence: '', day: null });
	const buildings = new Buildings(`${path}.${perKm2}`);
	const places = Array.from({ length: cameras }, () => somewhere(random, reach_m));
	const look = () => {
		const began = performance.now();
		const around = places.map((at) => buildings.around(at, reach_m * 1.01));
		const read = performance.now();
		const sights = places.map((at, i) => sightOf({ at, height_m: null }, around[i]!, reach_m));
		const seen = performance.now();
		sights.forEach(allViews);
		const ended = performance.now();
		return [read - began, seen - read, ended - seen].map((ms) => ms / cameras) as [number, number, number];
	};
	look();
	const [readMs, sightMs, viewsMs] = look();
	buildings.close();
	const together = readMs + sightMs + viewsMs;
	return {
		row: {
			'buildings per km²': perKm2,
			'reading those around a camera, ms': round(readMs),
			'its sight, ms': round(sightMs),
			'its views, ms': round(viewsMs),
			'cameras per s': round(1000 / together)
		},
		aim: {
			what: `the sight of a camera and its views, ${perKm2} buildings per km²`,
			measured: together,
			aim: 15,
			atMost: true,
			unit: 'ms'
		}
	};
}

function allViews(sight: Sight): void {
	for (const level of levels)
		for (const reading of readings) {
			const view = viewOf({ type: 'dome', heading_deg: null }, level, reading, 'most', settings)!;
			viewWithin({ ...view, azimuth_deg: null }, sight);
		}
}

function somewhere(random: () => number, margin_m: number): Point {
	const [x, y] = corner;
	const along = () => margin_m + random() * (side_m - 2 * margin_m);
	return [x + along(), y + along()];
}

/** A turned house of 8 to 20 m by 8 to 30 m. */
export function house([x, y]: Point, random: () => number): Point[] {
	const [half, long, turn] = [4 + 6 * random(), 4 + 11 * random(), Math.PI * random()];
	const at = (u: number, v: number): Point => [
		x + u * Math.cos(turn) - v * Math.sin(turn),
		y + u * Math.sin(turn) + v * Math.cos(turn)
	];
	return [at(-half, -long), at(half, -long), at(half, long), at(-half, long), at(-half, -long)];
}
