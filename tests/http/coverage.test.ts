import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { groundText } from '../../src/lib/figures/ground-text.ts';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { tileAt } from '../../src/lib/camera/mercator.ts';
import { municipalities } from '../../src/lib/camera/municipalities.ts';
import { inStrip, provisionAreas, stripsFile } from '../support/areas.ts';
import { describeServers, engineEnv, guardOff } from '../support/on-engines.ts';
import { requests, somewhere, type Accepted } from '../support/requests.ts';
import { startServer } from '../support/server.ts';

interface Collection {
	type: string;
	count?: number;
	note?: string;
	features: {
		id: number | string;
		geometry: { type: string; coordinates: number[][][] } | null;
		properties: Record<string, number>;
	}[];
	[member: string]: unknown;
}
/** measuring begins within a second, and then takes its time on two cores full of tests */
const soon = { timeout: 60_000 };
const around = ([lng = 0, lat = 0]: number[], off = 0.001) =>
	[lng - off, lat - off, lng + off, lat + off].join();

describeServers('coverage', guardOff, (server) => {
	const { at, post, reported } = requests(server);
	const json = async (path: string) => (await (await at(path)).json()) as Collection;
	const cells = async (position: number[], query = '') =>
		(await json(`/data/coverage.geojson?bbox=${around(position)}${query}`)).features;
	const most = async (position: number[], query = '') =>
		Math.max(0, ...(await cells(position, query)).map(({ properties }) => properties.most_m2 ?? 0));
	const takeBack = ({ report_id, withdraw_token }: Accepted) =>
		post({ withdraw_token }, {}, `/api/reports/${report_id}/withdraw`);
	const tilePath = (position: [number, number], z: number) =>
		`/tiles/coverage/${z}/${tileAt(position, z).join('/')}.mvt`;
	const tile = async (path: string) => {
		const response = await at(path);
		if (response.status === 204) return [];
		const { cells } = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers;
		return Array.from({ length: cells?.length ?? 0 }, (_, i) => cells?.feature(i));
	};

	test('a report is in its cells and its tiles within seconds, and out of them when it is taken back', async () => {
		const position = somewhere();
		const paths = [0, 8, 12, 13, 14].map((z) => tilePath(position, z));
		const before = await Promise.all(paths.map(tile));
		expect(await cells(position)).toEqual([]);
		const accepted = await reported({ position, type: 'fixed', heading_deg: 90 });
		await expect.poll(() => most(position), soon).toBeGreaterThan(0);
		const all = await cells(position);
		// The sector of 60 degrees and 41.6 m, to the last square metre of what its corners leave.
		const watched = all.reduce((sum, { properties }) => sum + (properties.least_m2 ?? 0), 0);
		expect(watched).toBeCloseTo((Math.PI * 41.569 ** 2) / 6, -1.5);
		expect(all.reduce((sum, { properties }) => sum + (properties.reported ?? 0), 0)).toBe(1);
		for (const { geometry, properties } of all) {
			expect(properties.least_m2).toBe(properties.most_m2);
			expect(properties.least_share).toBeCloseTo((properties.least_m2 ?? 0) / 62_500, 6);
			expect(geometry?.coordinates[0]).toHaveLength(5);
		}
		expect(await most(position, '&states=verified')).toBe(0);
		for (const path of paths)
			await expect.poll(async () => (await tile(path)).length, { message: path }).toBeGreaterThan(0);
		const [feature] = await tile(tilePath(position, 14));
		expect(feature?.properties.outline_glance_most_m2).toBeGreaterThan(0);
		expect(feature?.properties.verified_outline_glance_most_m2).toBeUndefined();
		expect((await takeBack(accepted)).status).toBe(200);
		await expect.poll(() => cells(position), soon).toEqual([]);
		expect((await Promise.all(paths.map(tile))).map(({ length }) => length)).toEqual(
			before.map(({ length }) => length)
		);
	});

	test('where nobody knows where a camera looks, the bounds differ', async () => {
		const position = somewhere();
		await reported({ position, type: 'fixed' });
		await expect.poll(() => most(position), soon).toBeGreaterThan(1000);
		for (const { properties } of await cells(position)) expect(properties.least_m2).toBe(0);
		expect(await most(position, '&level=validate')).toBeLessThan(200);
	});

	test('a tile says what it is, how long it lasts, and is not sent twice', async () => {
		const position = somewhere();
		await reported({ position, type: 'dome' });
		const path = tilePath(position, 14);
		await expect.poll(async () => (await at(path)).status, soon).toBe(200);
		await expect.poll(() => most(position, '&reading=zoomed'), soon).toBeGreaterThan(0);
		const response = await at(path);
		expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		const ages = /max-age=(\d+), stale-while-revalidate=(\d+)/.exec(
			response.headers.get('cache-control') ?? ''
		);
		expect(Number(ages?.[1]) + Number(ages?.[2])).toBeLessThanOrEqual(60);
		const tag = response.headers.get('etag') ?? '';
		expect(tag).toMatch(/^"/);
		expect((await at(path, { headers: { 'If-None-Match': tag } })).status).toBe(304);
		expect((await at('/tiles/coverage/14/0/0.mvt')).status).toBe(204);
		for (const none of ['15/0/0', '3/8/0', '3/x/0']) {
			const refused = await at(`/tiles/coverage/${none}.mvt`);
			expect(refused.status).toBe(404);
			expect(refused.headers.get('content-type')).toBe('application/problem+json');
		}
		expect((await at('/tiles/toString/1/0/0.mvt')).status).toBe(404);
	});

	test('TileJSON leads to it, and names its fields', async () => {
		const { more } = (await (await at('/tiles.json')).json()) as { more: string[] };
		const tilejson = (await (await fetch(more[0] ?? '')).json()) as {
			tiles: string[];
			maxzoom: number;
			vector_layers: { id: string; fields: Record<string, string> }[];
		};
		expect(tilejson.tiles).toEqual([`${server().origin}/tiles/coverage/{z}/{x}/{y}.mvt`]);
		const [layer] = tilejson.vector_layers;
		expect(layer?.id).toBe('cells');
		for (const type of Object.values(layer?.fields ?? {})) expect(type).toBe('Number');
		await reported({ type: 'ptz' });
		await expect.poll(async () => (await tile('/tiles/coverage/0/0/0.mvt')).length, soon).toBeGreaterThan(0);
		for (const feature of await tile('/tiles/coverage/0/0/0.mvt')) {
			expect(Object.keys(layer?.fields ?? {})).toEqual(
				expect.arrayContaining(Object.keys(feature?.properties ?? {}))
			);
		}
	});

	test('the file says what it holds, under which licence, of which day and by which assumptions', async () => {
		const response = await at('/data/coverage.geojson?level=discern&reading=zoomed&states=verified');
		expect(response.headers.get('content-type')).toBe('application/geo+json');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		expect(response.headers.get('content-disposition')).toMatch(
			/filename="oko-coverage-discern-zoomed-\d{4}-\d\d-\d\d\.geojson"/
		);
		const file = (await response.json()) as Collection;
		expect(file).toMatchObject({
			type: 'FeatureCollection',
			licence: 'ODbL-1.0',
			generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			level: 'discern',
			reading: 'zoomed',
			states: 'verified',
			grid: { crs: 'EPSG:32634', cell_m: 250 },
			method: expect.stringContaining('IEC 62676-4:2025'),
			edition: 'IEC 62676-4:2025',
			levels_px_m: { overview: 20, scrutinise: 1500 },
			assumptions: { view_range_max_m: 250 },
			count: file.features.length
		});
	});

	test.each([
		'level=see',
		'level=detect',
		'reading=x',
		'states=reported',
		'bbox=1',
		'colour=red',
		'level=outline&level=outline'
	])('a parameter that is not understood is a 400 that names it: %s', async (query) => {
		const response = await at(`/data/coverage.geojson?${query}`);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({ errors: [{ field: query.split('=')[0] }] });
	});

	test('an ETag stands for what was measured, what is asked and the coding', async () => {
		const position = somewhere();
		const asked = (path: string, headers: Record<string, string> = {}) =>
			at(path, { headers: { 'Accept-Encoding': 'identity', ...headers } });
		const tag = async (query = '') =>
			(await asked(`/data/coverage.geojson${query}`)).headers.get('etag') ?? '';
		await reported({ position });
		await expect.poll(() => most(position), soon).toBeGreaterThan(0);
		const first = await tag(`?bbox=${around(position)}`);
		expect(await tag(`?bbox=${around(position)}&level=validate`)).not.toBe(first);
		await reported({ position: somewhere(), type: 'dome' });
		await expect.poll(() => tag(`?bbox=${around(position)}`), soon).not.toBe(first);
		for (const path of ['/data/areas.geojson', `/cameras/${(await reported()).camera.id}/view.geojson`]) {
			const known = (await asked(path)).headers.get('etag') ?? '';
			expect((await asked(path, { 'If-None-Match': known })).status).toBe(304);
			const head = await at(path, { method: 'HEAD' });
			expect([head.status, await head.text()]).toEqual([200, '']);
		}
	});

	test('is read by GDAL', async () => {
		const position = somewhere();
		await reported({ position });
		await expect.poll(() => most(position), soon).toBeGreaterThan(0);
		const folder = mkdtempSync(join(tmpdir(), 'oko-gdal-'));
		try {
			const file = join(folder, 'coverage.geojson');
			writeFileSync(file, await (await at('/data/coverage.geojson')).text());
			const said = execFileSync('ogrinfo', ['-ro', '-so', '-al', file], { encoding: 'utf8' });
			expect(said).toContain('Geometry: Polygon');
			expect(said).toContain('least_share: Real');
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test("a camera's views are sectors and circles, also at least nothing", async () => {
		const { camera } = await reported({ type: 'plate_reader' });
		const response = await at(`/cameras/${camera.id}/view.geojson`);
		expect(response.headers.get('content-type')).toBe('application/geo+json');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		const file = (await response.json()) as Collection;
		expect(file).toMatchObject({ licence: 'ODbL-1.0', camera: { state: 'reported', type: 'plate_reader' } });
		expect(file.features).toHaveLength(28);
		for (const { geometry, properties } of file.features) {
			expect(geometry?.type).toBe(String(properties.bound) === 'least' ? undefined : 'Polygon');
		}
		expect((await at('/cameras/0000000000/view.geojson')).status).toBe(404);
		expect((await at('/cameras/nonsense/view.geojson')).headers.get('content-type')).toBe(
			'application/problem+json'
		);
		const accepted = await reported();
		await takeBack(accepted);
		expect((await at(`/cameras/${accepted.camera.id}/view.geojson`)).status).toBe(410);
	});

	test('without boundaries the areas are none, and say why', async () => {
		const file = await json('/data/areas.geojson');
		expect(file.features).toEqual([]);
		expect(file.note).toContain('not loaded');
		for (const query of ['bbox=1', 'borders=none'])
			expect((await at(`/data/areas.geojson?${query}`)).status).toBe(400);
	});
});

test('with boundaries the areas have them, and figures that /stats and its files have too', async () => {
	const { env, remove } = await engineEnv('postgres');
	const folder = mkdtempSync(join(tmpdir(), 'oko-areas-'));
	const strips = join(folder, 'strips.geojson');
	writeFileSync(strips, stripsFile());
	const server = await startServer({ ...env, ...guardOff });
	const { at, post, reported } = requests(() => server);
	const fileOf = async () => (await (await at('/data/areas.geojson')).json()) as Collection;
	expect((await fileOf()).features).toEqual([]);
	expect(await provisionAreas([strips, '--source', 'Invented'], { ...env, ...guardOff })).toMatchObject({
		code: 0
	});
	// The counts by municipality are kept for ten seconds; their borders come with them.
	let first = await fileOf();
	await expect.poll(async () => (first = await fileOf()).features.length, soon).toBe(17);
	expect(first.features.every(({ geometry }) => geometry !== null)).toBe(true);
	await reported({ position: inStrip(15), type: 'dome' });
	await reported({ position: inStrip(15, 0.01), type: 'fixed' });
	const [from, to] = [inStrip(3), inStrip(3, 0.003)];
	const survey = {
		...{ drawn: { type: 'LineString', coordinates: [from, to] }, method: 'on_foot' },
		looked_on: belgradeDay()
	};
	expect((await post(survey, {}, '/api/surveys')).status).toBe(201);
	const areas = async () => {
		const file = await fileOf();
		expect(file.boundaries).toMatchObject({ source: 'Invented' });
		expect(file.features).toHaveLength(17);
		return new Map(file.features.map((feature) => [String(feature.id), feature]));
	};
	const glance_m2 = Math.PI * 41.569 ** 2;
	await expect
		.poll(async () => (await areas()).get('zemun')?.properties, soon)
		.toMatchObject({
			reported: 2,
			outline_glance_least_m2: expect.closeTo(glance_m2, -2),
			outline_glance_most_m2: expect.closeTo(2 * glance_m2, -2),
			verified_outline_glance_most_m2: 0,
			looked_m2: 0
		});
	const looked = async () => (await areas()).get(municipalities[3]?.id ?? '')?.properties.looked_m2;
	await expect.poll(looked, soon).toBeGreaterThan(13_000);
	const known = await areas();
	// Both cameras of Zemun were seen today, farther than 50 m apart.
	expect(known.get('zemun')?.properties.looked_most_m2).toBe(Math.round(2 * Math.PI * 25 ** 2));
	expect(known.get('zemun')?.geometry?.type).toMatch(/Polygon$/);
	const overview = (await (await at('/data/areas.geojson?borders=simplified')).json()) as Collection;
	expect(overview.features.map(({ properties }) => properties)).toEqual(
		[...known.values()].map(({ properties }) => properties)
	);
	expect(overview.features.every(({ geometry }) => geometry?.type.endsWith('Polygon'))).toBe(true);

	const table = async (name: string) => {
		const [head = '', ...lines] = (await (await at(`/stats/${name}.csv`)).text()).trim().split('\r\n');
		const columns = head.split(',');
		return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i], value])));
	};
	const city = async () => (await table('municipalities'))[0];
	await expect.poll(async () => Number((await city())?.looked_m2), soon).toBeGreaterThan(13_000);
	const [whole, ...rows] = (await table('municipalities')).filter(
		({ municipality }) => municipality !== 'outside'
	);
	const grounds = Object.keys(known.get('zemun')?.properties ?? {}).filter((name) => name.endsWith('_m2'));
	expect(grounds).toHaveLength(58);
	for (const name of grounds) {
		const inAll = rows.map((row) => Number(row[name]));
		expect(inAll, name).toEqual(
			rows.map(({ municipality = '' }) => known.get(municipality)?.properties[name])
		);
		expect(Number(whole?.[name]), name).toBeCloseTo(
			inAll.reduce((sum, m2) => sum + m2, 0),
			4
		);
	}
	// Counted by inhabitants only where the table of the census has them: of municipalities that are loaded.
	for (const { municipality, standing, inhabitants, standing_per_1000_inhabitants } of rows) {
		const { population = NaN } = municipalities.find(({ id }) => id === municipality) ?? {};
		expect(Number(inhabitants)).toBe(population);
		expect(Number(standing_per_1000_inhabitants)).toBeCloseTo((1000 * Number(standing)) / population, 4);
	}
	const ground = await table('ground');
	expect(ground).toHaveLength(28);
	for (const { states, level, reading, ...bounds } of ground)
		for (const bound of ['least_m2', 'most_m2'])
			expect(bounds[bound]).toBe(
				whole?.[`${states === 'all' ? '' : 'verified_'}${level}_${reading}_${bound}`]
			);
	const html = await (await at('/en/stats')).text();
	const i18n = await loadI18n('en');
	const range = (row: Record<string, string>, areaKm2: number | null) => {
		const [least_m2, most_m2] = [row.outline_glance_least_m2, row.outline_glance_most_m2].map(Number);
		return groundText({ least_m2: least_m2 ?? NaN, most_m2: most_m2 ?? NaN }, areaKm2, i18n);
	};
	const watched = rows.filter((row) => Number(row.outline_glance_most_m2) > 0);
	expect(watched.length).toBeGreaterThan(0);
	const cells = watched.map((row) => range(row, Number(row.area_km2)));
	for (const cell of [range(whole ?? {}, null), ...cells])
		expect(html.includes(`>${cell}<`), cell).toBe(true);
	await server.end();
	remove();
	rmSync(folder, { recursive: true });
});
