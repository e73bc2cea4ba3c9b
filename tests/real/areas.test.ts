import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Stats } from '../../src/lib/server/areas.ts';
import { openEngine, type Engine } from '../../src/lib/server/engine/index.ts';
import { readCameraLines } from '../../src/lib/server/live/camera-line.ts';
import { provisionAreas } from '../support/areas.ts';
import { reportArguments } from '../support/record.ts';

const file = join(process.env.OKO_REAL_DATA ?? '', 'belgrade/municipalities.geojson');

describe('the municipalities of Who’s On First', () => {
	const folder = mkdtempSync(join(tmpdir(), 'oko-real-areas-'));
	const env = { OKO_DATA_DIR: folder, OKO_SEED: 'demonstration', OKO_SECRET: '5e'.repeat(32) };
	let engine: Engine;
	let stats: Stats;
	let said = '';

	beforeAll(async () => {
		await (await openEngine(env, { operatorSocket: false })).close();
		({ said } = await provisionAreas(
			[file, '--source', 'Who’s On First', '--licence', 'CC0-1.0', '--day', '2026-11-23'],
			env
		));
		engine = await openEngine(env, { operatorSocket: false });
		stats = (await engine.anon.rpc('stats')).data as unknown as Stats;
	}, 180_000);
	afterAll(async () => {
		await engine?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	test('are all there, coarse, and without the Palilula that lies in Niš', () => {
		expect(said).toMatch(
			/Palilula: left out what lies outside the City of Belgrade \(parts: 1, 116\.6 km²\)/
		);
		expect(stats.set).toMatchObject({ source: 'Who’s On First', coarse: true, spacing_m: 1029 });
		expect(stats.areas).toHaveLength(17);
		const off = stats.areas
			.map(({ id, area_km2, published_km2 }): [string, number] => [
				id,
				Math.round((area_km2 / (published_km2 ?? NaN) - 1) * 100)
			])
			.filter(([, percent]) => Math.abs(percent) > 5);
		expect(off).toEqual([['stari-grad', -23]]);
	});

	test('hold every invented camera, each where its place is', async () => {
		const placed = stats.areas.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0);
		expect(placed).toBe(Object.values(stats.city).reduce((a, b) => a + b, 0));
		const { data: lines } = await engine.service.rpc('cameras_lines', { p_after: -1, p_limit: 2000 });
		const cameras = readCameraLines(lines ?? '').flatMap(({ camera }) =>
			camera.municipality === 'zemun' ? camera : []
		);
		expect(cameras.length).toBeGreaterThan(5);
		// Zemun lies north of the Sava and west of the Danube, in which it has an island.
		const astray = cameras.filter(({ lng, lat }) => lng >= 20.445 || lat <= 44.81);
		expect(astray).toEqual([]);
	});

	test.each<[string, [number, number], boolean]>([
		['Trg republike', [20.4602, 44.8163], true],
		['Borča, across the Danube', [20.456, 44.872], true],
		['Lazarevac', [20.2557, 44.3853], true],
		['Pančevo', [20.6403, 44.8708], false],
		['Smederevo', [20.93, 44.6644], false],
		['Stara Pazova', [20.1608, 44.985], false],
		['Inđija is in the box, and not in the City', [20.0816, 45.0475], false]
	])('%s', async (_name, [lng, lat], inside) => {
		const { status } = await engine.service.rpc(
			'report_camera',
			reportArguments({ lng, lat, another_camera: true })
		);
		expect(status).toBe(inside ? 200 : 422);
	});
});
