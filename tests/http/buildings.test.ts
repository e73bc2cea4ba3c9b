import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SightOnMap } from '../../src/lib/camera/cut-view.ts';
import { inventedSource } from '../../src/lib/camera/invented.ts';
import { BuildingsWriter } from '../../src/lib/server/buildings/file.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { copyOfEmptyData } from '../support/engines.ts';
import { guardOff } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { house, origin } from '../support/sights.ts';

/* Buildings that arrive in the data folder of a running server, and are taken away again. */

const soon = { timeout: 90_000, interval: 500 };
const triangle_m2 = 20 ** 2 * Math.tan(Math.PI / 6);

describe('buildings', () => {
	let server: RunningServer;
	let dataDir: string;
	beforeAll(async () => {
		dataDir = copyOfEmptyData();
		server = await startServer({ OKO_DATA_DIR: dataDir, OKO_SEED: 'none', ...guardOff });
	});
	afterAll(async () => {
		await server?.end();
		rmSync(dataDir, { recursive: true });
	});
	const { at, reported } = requests(() => server);

	test('cut cells, files and the sight of a report at once; without them all is as before', async () => {
		const position = somewhere();
		const { camera } = await reported({ position, type: 'fixed', heading_deg: 0 });
		const views = async () =>
			(await (await at(`/cameras/${camera.id}/view.geojson`)).json()) as {
				method: string;
				buildings: unknown;
				features: { properties: { level: string; reading: string; bound: string; area_m2: number } }[];
			};
		const watched = async () => {
			const [least, most] = (await views()).features
				.filter(({ properties: { level, reading } }) => level === 'outline' && reading === 'glance')
				.map(({ properties }) => properties.area_m2);
			return [least!, most!] as const;
		};
		const bbox = [position[0] - 0.001, position[1] - 0.001, position[0] + 0.001, position[1] + 0.001];
		const ground = async () => {
			const file = await at(`/data/coverage.geojson?level=outline&bbox=${bbox.join()}`);
			const { features } = (await file.json()) as { features: { properties: Record<string, number> }[] };
			return ['least_m2', 'most_m2'].map((name) =>
				Math.round(features.reduce((sum, { properties }) => sum + properties[name]!, 0))
			);
		};
		const sight = async (query = '') =>
			(await (await at(`/api/sight?lng=${position[0]}&lat=${position[1]}${query}`)).json()) as {
				sight: SightOnMap | null;
			};
		await expect.poll(ground, soon).toEqual([905, 905]);
		expect(await watched()).toEqual([expect.closeTo(904.8, 0), expect.closeTo(904.8, 0)]);
		expect(await views()).toMatchObject({ buildings: null });
		expect(await sight()).toEqual({ sight: null });

		const path = join(dataDir, 'buildings.sqlite');
		const writer = new BuildingsWriter(`${path}.new`);
		writer.add(house(toUtm34(position), -200, 20, 200, 30));
		writer.finish(origin);
		renameSync(`${path}.new`, path);
		await expect.poll(ground, soon).toEqual([expect.closeTo(triangle_m2, -1), 905]);
		await expect.poll(async () => (await views()).buildings, soon).toEqual(origin);
		expect(await watched()).toEqual([expect.closeTo(triangle_m2, -0.5), expect.closeTo(904.8, 0)]);
		expect((await views()).method).toContain('At least is cut by all buildings');
		const seen = (await sight()).sight!;
		expect(seen.at[0]).toBeCloseTo(position[0], 6);
		// It ends at the wall, and not at the reach of 250 m; the wall is not as long as that.
		expect((Math.max(...seen.ring.map(([, lat]) => lat)) - position[1]) * 111_195).toBeLessThan(30);
		expect((Math.min(...seen.ring.map(([, lat]) => lat)) - position[1]) * 111_195).toBeLessThan(-245);
		const sights = async (query = '') =>
			(await (await at(`/data/sights.geojson${query}`)).json()) as {
				buildings: unknown;
				count: number;
				features: { id: string; geometry: { coordinates: [number, number][][] }; properties: object }[];
			};
		const file = await sights();
		expect(file).toMatchObject({ buildings: origin, count: 1 });
		expect(file.features[0]).toMatchObject({ id: camera.id, properties: { lens: position } });
		const [ring] = file.features[0]!.geometry.coordinates;
		for (const [i, [lng, lat]] of ring!.entries()) {
			expect(lng).toBeCloseTo(seen.ring[i]![0], 5);
			expect(lat).toBeCloseTo(seen.ring[i]![1], 5);
		}
		expect(await sights(`?bbox=${bbox.join()}`)).toEqual(file);
		expect((await sights('?bbox=20,44.1,20.1,44.2')).features).toEqual([]);
		expect((await at('/data/sights.geojson?bbox=44.7,20.3,44.9,20.6')).status).toBe(400);
		expect((await at('/data/sights.geojson?state=gone')).status).toBe(400);
		const etag = (await at('/data/sights.geojson')).headers.get('etag')!;
		const again = await at('/data/sights.geojson', { headers: { 'If-None-Match': etag } });
		expect(again.status).toBe(304);
		expect((await at('/api/sight?lng=20.4&lat=x&height_m=y')).status).toBe(400);
		expect(await (await at('/en/method')).text()).toContain(origin.source);

		rmSync(path);
		await expect.poll(ground, soon).toEqual([905, 905]);
		await expect.poll(async () => (await views()).buildings, soon).toBe(null);
		expect(await sight()).toEqual({ sight: null });
		expect(await sights()).toMatchObject({ buildings: null, features: [], count: 0 });
	});
});

describe('buildings of the demonstration', () => {
	let server: RunningServer;
	let dataDir: string;
	beforeAll(async () => {
		dataDir = copyOfEmptyData();
		const database = await openPglite(join(dataDir, 'db'));
		// As supabase/seed.sql does.
		await database.exec(`update private.buildings set version = 'demonstration', source = '${inventedSource}',
			licence = 'CC0-1.0'; update public.settings set value = 1 where key = 'demonstration'`);
		await database.close();
		server = await startServer({ OKO_DATA_DIR: dataDir });
	});
	afterAll(async () => {
		await server?.end();
		rmSync(dataDir, { recursive: true });
	});
	const { at } = requests(() => server);
	const drawn = async () =>
		((await (await at('/api/buildings')).json()) as { coordinates: unknown[] }).coordinates.length;
	const inForce = async () =>
		((await (await at('/data/coverage.geojson')).json()) as { buildings: { source: string } | null })
			.buildings;
	const path = () => join(dataDir, 'buildings.sqlite');

	test('come at the start and say what they are; they go when streets come, and count in no other record', async () => {
		await expect.poll(drawn, soon).toBeGreaterThan(3000);
		expect(await inForce()).toEqual({ source: inventedSource, licence: 'CC0-1.0', day: null });
		expect(await (await at('/en')).text()).toContain(
			'every camera and every building on this map is invented'
		);
		expect(await (await at('/en/method')).text()).toContain('invented, as the cameras are');
		const { headers } = await at('/api/buildings');
		const again = await at('/api/buildings', { headers: { 'If-None-Match': headers.get('ETag')! } });
		expect(again.status).toBe(304);

		copyFileSync(path(), `${path()}.copy`);
		writeFileSync(join(dataDir, 'basemap.pmtiles'), 'streets');
		await expect.poll(inForce, soon).toBe(null);
		await expect.poll(drawn, soon).toBe(0);
		expect(existsSync(path())).toBe(false);
		expect(await (await at('/en')).text()).toContain('every camera on this map is invented');

		// As when another record takes the place of the demonstration.
		await server.end();
		rmSync(join(dataDir, 'basemap.pmtiles'));
		renameSync(`${path()}.copy`, path());
		server = await startServer({ OKO_DATA_DIR: dataDir });
		await expect.poll(() => existsSync(path()), soon).toBe(false);
		expect(await inForce()).toBe(null);
	});
});
