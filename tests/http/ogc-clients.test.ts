import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { OgcApiEndpoint } from '@camptocamp/ogc-client';
import { expect, test } from 'vitest';
import { ogcRequests, type Item, type Items } from '../support/ogc.ts';
import { describeServers, guardOff } from '../support/on-engines.ts';

const run = promisify(execFile);

describeServers('programs read /ogc', guardOff, (server) => {
	const { at, items, reported } = ogcRequests(server);
	const landing = () => `${server().origin}/ogc`;

	test('GDAL copies everything into a GeoPackage, page by page, and back, and nothing is lost', async () => {
		for (let i = 0; i < 5; i++)
			await reported({
				type: 'dome',
				heading_deg: i * 30,
				height_m: [null, 4, 5, 6.5, 4][i],
				capabilities: i % 2 ? ['audio', 'face_recognition'] : [],
				start_date: '2019-03'
			});
		const folder = mkdtempSync(join(tmpdir(), 'oko-ogc-'));
		const [gpkg, back] = [join(folder, 'cameras.gpkg'), join(folder, 'cameras.geojson')];
		try {
			const pages = ['-oo', 'PAGE_SIZE=2'];
			const { stdout } = await run('ogrinfo', ['-ro', '-so', ...pages, `OAPIF:${landing()}`, 'cameras']);
			expect(stdout).toContain('Feature Count: 5');
			expect(stdout).toContain('heading_deg: Integer');
			// Whatever the first page holds: the schema says it.
			expect(stdout).toContain('height_m: Real');
			expect(stdout).toContain('capabilities: StringList');
			expect(stdout).toContain('first_reported_on: Date');
			await run('ogr2ogr', ['-f', 'GPKG', gpkg, `OAPIF:${landing()}`, 'cameras', ...pages]);
			await run('ogr2ogr', [
				'-f',
				'GeoJSON',
				'-lco',
				'ID_FIELD=id',
				'-lco',
				'COORDINATE_PRECISION=6',
				back,
				gpkg,
				'cameras'
			]);
			const { stdout: text } = await run('cat', [back]);
			const copied = (JSON.parse(text) as Items).features;
			const { features } = (await (await at('/data/cameras.geojson')).json()) as Items;
			// A GeoPackage has no lists: GDAL writes (2:audio,face_recognition). Its days have slashes.
			const listOf = (text: string) => (/^\(\d+:(.*)\)$/.exec(text)?.[1] ?? '').split(',').filter(Boolean);
			const plain = ({ id, geometry, properties }: Item) => ({
				id,
				geometry,
				properties: Object.fromEntries(
					Object.entries(properties).map(([name, value]) => [
						name,
						name === 'capabilities' && (typeof value === 'string' || value === null)
							? listOf(value ?? '')
							: /_on$/.test(name) && typeof value === 'string'
								? value.replaceAll('/', '-')
								: value
					])
				)
			});
			expect(copied.map(plain)).toEqual(features.map(plain));
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('GDAL hands a box on to the server', async () => {
		const [first] = (await items()).features;
		const [lng = 0, lat = 0] = first?.geometry.coordinates ?? [];
		const box = [lng - 0.001, lat - 0.001, lng + 0.001, lat + 0.001].map(String);
		const { stdout } = await run('ogrinfo', ['-ro', '-al', `OAPIF:${landing()}`, 'cameras', '-spat', ...box]);
		expect(stdout.match(/^OGRFeature/gm)).toHaveLength(1);
		expect(stdout).toContain(`id (String) = ${first?.id}`);
	});

	test('the client of Camptocamp finds the collections and their items', async () => {
		const endpoint = new OgcApiEndpoint(landing());
		expect((await endpoint.allCollections).map(({ name }) => name)).toEqual(['cameras', 'coverage', 'areas']);
		expect(await endpoint.hasFeatures).toBe(true);
		const info = await endpoint.getCollectionInfo('cameras');
		expect(info).toMatchObject({ id: 'cameras', itemType: 'feature' });
		const found = await endpoint.getCollectionItems('cameras', 3);
		expect(found.map(({ id }) => id)).toEqual((await items({ limit: '3' })).features.map(({ id }) => id));
	});

	test('QGIS draws the layer', async () => {
		const home = mkdtempSync(join(tmpdir(), 'oko-qgis-'));
		try {
			// Debian's Python, which has QGIS.
			const { stdout } = await run(
				'/usr/bin/python3',
				['tests/support/qgis-layer.py', landing(), 'cameras'],
				{
					env: { PATH: process.env.PATH, HOME: home, QT_QPA_PLATFORM: 'offscreen', XDG_RUNTIME_DIR: home }
				}
			);
			const { ids, fields, drawn } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as {
				ids: string[];
				fields: string[];
				drawn: number;
			};
			const { features } = await items();
			expect(ids).toEqual(features.map(({ id }) => id));
			expect(fields).toEqual(expect.arrayContaining(Object.keys(features[0]?.properties ?? {})));
			expect(drawn).toBeGreaterThan(5);
		} finally {
			rmSync(home, { recursive: true, force: true });
		}
	});
});
