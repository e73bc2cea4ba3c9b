import { join } from 'node:path';
import type { Point } from '../../src/lib/camera/isovist.ts';
import { Buildings, BuildingsWriter } from '../../src/lib/server/buildings/file.ts';
import { unwrap } from '../../src/lib/server/engine/index.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { mulberry32 } from '../../tests/support/random.ts';
import { house } from './sights.ts';
import { boxOf, mean, open, report, settle, type CoverageDatabase } from './coverage.ts';
import { round, type Aim, type Table } from './results.ts';

const reports = 40;

/**
 * What the ground of one report costs in a made-up town, beside what it costs without buildings, each measured on the
 * same database, one report at a time.
 */
export async function measureCutCoverage(
	engine: string,
	size: number,
	database: CoverageDatabase,
	folder: string
): Promise<{ rows: Table['rows']; aims: Aim[] }> {
	const box = boxOf(size);
	const [west, south, east, north] = box;
	const opened = await open(database);
	const changes = async (buildings?: Buildings) => {
		const took: number[] = [];
		for (let i = 0; i < reports; i++) {
			await report(opened, box, i);
			const began = performance.now();
			await settle(opened, buildings);
			took.push(performance.now() - began);
		}
		return mean(took);
	};
	const rows: Table['rows'] = [];
	const aims: Aim[] = [];
	try {
		for (const perKm2 of [390, 2000]) {
			await unwrap(opened.service.rpc('use_buildings'));
			await settle(opened);
			await changes();
			const wholeMs = await changes();
			const buildings = town(join(folder, `town-${engine}-${perKm2}`), perKm2, [
				toUtm34([west, south]),
				toUtm34([east, north])
			]);
			const origin = JSON.stringify(buildings.origin);
			const began = performance.now();
			await unwrap(opened.service.rpc('use_buildings', { p_version: buildings.version, p_origin: origin }));
			await settle(opened, buildings);
			const allSeconds = (performance.now() - began) / 1000;
			const cutMs = await changes(buildings);
			buildings.close();
			const what = `coverage of a report, of that without buildings, ${perKm2} buildings per km², ${engine}`;
			aims.push({ what, measured: cutMs / wholeMs, aim: 2, atMost: true, unit: '' });
			rows.push({
				engine,
				cameras: size.toLocaleString('en'),
				'buildings per km²': perKm2,
				'without, ms': round(wholeMs),
				'among them, ms': round(cutMs),
				'all anew, s': round(allSeconds)
			});
		}
		await unwrap(opened.service.rpc('use_buildings'));
		await settle(opened);
	} finally {
		await opened.close();
	}
	return { rows, aims };
}

/** Houses between two corners, in a file of their own. */
function town(path: string, perKm2: number, [[west, south], [east, north]]: [Point, Point]): Buildings {
	const random = mulberry32(perKm2);
	const writer = new BuildingsWriter(path);
	const count = (perKm2 * (east - west) * (north - south)) / 1e6;
	for (let i = 0; i < count; i++) {
		const at: Point = [west + random() * (east - west), south + random() * (north - south)];
		writer.add({ rings: [house(at, random)], height_m: null });
	}
	writer.finish({ source: 'Invented', licence: 'CC0-1.0', day: null });
	return new Buildings(path);
}
