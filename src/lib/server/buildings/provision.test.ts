import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mercator } from '../../camera/mercator.ts';
import { buildingTiles } from '../../../../tests/support/building-tiles.ts';
import { writeArchive } from '../basemap/write.ts';
import { toUtm34 } from '../../camera/utm34.ts';
import { Buildings } from './file.ts';
import { buildings } from './index.ts';
import { provisionBuildings } from './provision.ts';

let dataDir: string;
let said: string[];
beforeEach(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'oko-buildings-'));
	process.env.OKO_DATA_DIR = dataDir;
	said = [];
});
afterEach(() => {
	rmSync(dataDir, { recursive: true });
	delete process.env.OKO_DATA_DIR;
	expect(buildings()).toBe(null);
});

const run = (source?: string, more: Partial<Parameters<typeof provisionBuildings>[0]> = {}) =>
	provisionBuildings({ source, dataDir, say: (line) => said.push(line), ...more });
const write = (name: string, content: unknown) => {
	const path = join(dataDir, name);
	writeFileSync(path, Buffer.isBuffer(content) ? content : JSON.stringify(content));
	return path;
};
const square = (lng: number, lat: number, side = 0.0001) => [
	[lng, lat],
	[lng + side, lat],
	[lng + side, lat + side],
	[lng, lat + side],
	[lng, lat]
];
const feature = (coordinates: unknown, properties = {}, type = 'Polygon') => ({
	type: 'Feature',
	properties,
	geometry: { type, coordinates }
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const middle = toUtm34([20.46, 44.81]);
const found = () => buildings()!.around(middle, 100);

describe('GeoJSON', () => {
	test('polygons with yards and of several parts, with what is known of their height', async () => {
		const yard = [square(20.46, 44.81), square(20.46003, 44.81003, 0.00004)];
		const parts = [[square(20.4602, 44.81)], [square(20.4604, 44.81)]];
		const source = write(
			'b.geojson',
			collection(
				feature(yard, { building: 'yes', height: '12.5 m' }),
				feature(parts, { 'building:levels': '4' }, 'MultiPolygon'),
				feature([square(16.37, 48.2)])
			)
		);
		await run(source, { origin: { source: 'Cadastre', licence: 'CC0-1.0', day: '2026-11-24' } });
		expect(said.at(-1)).toMatch(/^3 of 4 are in .*buildings\.sqlite \(0\.0 MB\), 3 with their height$/);
		expect(buildings()!.origin).toEqual({ source: 'Cadastre', licence: 'CC0-1.0', day: '2026-11-24' });
		expect(buildings()!.count).toBe(3);
		expect(found().map(({ height_m, rings }) => [height_m, rings.length])).toEqual([
			[12.5, 2],
			[12, 1],
			[12, 1]
		]);
		const [[x, y]] = found()[0]!.rings[0]! as [[number, number]];
		expect(Math.hypot(x - middle[0], y - middle[1])).toBeLessThan(0.01);
		expect(buildings()!.around([middle[0] - 1000, middle[1]], 100)).toEqual([]);
	});

	test('what stands in nobody’s way is left out', async () => {
		const over = [{ building: 'roof' }, { building: 'no' }, { location: 'underground' }, { min_height: '4' }];
		const features = over.map((tags) => feature([square(20.46, 44.81)], tags));
		const point = feature([20.46, 44.81], {}, 'Point');
		await run(write('b.geojson', collection(point, ...features, feature([square(20.46, 44.81)]))));
		expect(found()).toHaveLength(1);
	});

	test('gzipped', async () => {
		await run(write('b.geojson.gz', gzipSync(JSON.stringify(collection(feature([square(20.46, 44.81)]))))));
		expect(found()).toHaveLength(1);
	});
});

describe('Overpass', () => {
	const geometry = square(20.46, 44.81).map(([lon, lat]) => ({ lat, lon }));
	const answer = (more = {}) => ({
		version: 0.6,
		osm3s: { timestamp_osm_base: '2026-11-29T23:30:00Z' },
		elements: [
			{ type: 'way', id: 1, nodes: [1, 2, 3, 4, 1], tags: { building: 'yes', height: '9' }, geometry },
			{
				type: 'relation',
				id: 2,
				tags: { type: 'multipolygon', building: 'school' },
				members: [{ type: 'way', ref: 3, role: 'outer', geometry }]
			}
		],
		...more
	});
	let server: Server;
	const serve = async (status: number, body: unknown) => {
		server = createServer((_, response) => response.writeHead(status).end(JSON.stringify(body)));
		await once(server.listen(0, '127.0.0.1'), 'listening');
		return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/interpreter?data=way`;
	};
	afterEach(() => void server?.close());

	test('ways and relations, named as OpenStreetMap asks', async () => {
		await run(await serve(200, answer()));
		expect(found().map(({ height_m }) => height_m)).toEqual([9, null]);
		expect(buildings()!.origin).toEqual({
			source: '© OpenStreetMap contributors',
			licence: 'ODbL 1.0',
			day: '2026-11-30'
		});
	});

	test.each([
		['a remark', 200, answer({ remark: 'runtime error: timed out' }), /gave up .* timed out/],
		['a refusal', 429, {}, /answered 429: try again later/],
		['no geometry', 200, { elements: [{ type: 'way', id: 1, nodes: [1] }] }, /end the query in "out geom;"/]
	])('%s changes nothing', async (_, status, body, message) => {
		await run(await serve(200, answer()));
		server.close();
		await expect(run(await serve(status, body))).rejects.toThrow(message);
		expect(found()).toHaveLength(2);
		expect(readdirSync(dataDir)).toEqual(['buildings.sqlite']);
	});
});

test('the streets: a building over an edge is one, and a running server takes it up', async () => {
	const [x, y] = mercator([20.46, 44.81]).map((part) => Math.floor(part * 2 ** 14) * 4096) as [
		number,
		number
	];
	const ring: [number, number][] = [
		[x - 30, y + 500],
		[x + 40, y + 500],
		[x + 40, y + 540],
		[x - 30, y + 540],
		[x - 30, y + 500]
	];
	const tiles = buildingTiles([{ rings: [ring], properties: { render_height: 20 } }])
		.map((tile) => ({ tile: zxyToTileId(14, tile.x, tile.y), content: gzipSync(tile.content) }))
		.sort((a, b) => a.tile - b.tile);
	const metadata = { attribution: '© OpenMapTiles', day: '2026-11-20' };
	await writeArchive(join(dataDir, 'basemap.pmtiles'), () => tiles, metadata, [20, 44, 21, 45]);
	expect(buildings()).toBe(null);
	await run();
	expect(buildings()!.count).toBe(1);
	expect(buildings()!.origin).toEqual({
		source: '© OpenMapTiles © OpenStreetMap contributors',
		licence: 'ODbL 1.0',
		day: '2026-11-20'
	});
	expect(buildings()!.around(middle, 2000)[0]!.height_m).toBe(20);
});

describe('what cannot be read is refused, and nothing is changed', () => {
	test.each([
		['no streets', undefined, /run npm run provision first/],
		['no file', 'none.geojson', /There is no file/],
		['no JSON', Buffer.from('PK\u0003'), /cannot be read: .* ogr2ogr/],
		['an end too early', Buffer.from('{"features":[{"type":"Feature"'), /cannot be read/],
		['nothing', { type: 'FeatureCollection', features: [] }, /holds no features/],
		['metres', collection(feature([square(457_000, 4_963_000)])), /no degrees\. .* ogr2ogr/],
		['another city', collection(feature([square(16.37, 48.2)])), /None of 1 buildings is in Belgrade/],
		['no polygons', collection(feature([20.46, 44.81], {}, 'Point')), /has no buildings in Belgrade/],
		['streets of nothing', 'none.pmtiles', /There is no file/]
	])('%s', async (_, content, message) => {
		const source =
			typeof content === 'string' ? join(dataDir, content) : content && write('given.json', content);
		await expect(run(source)).rejects.toThrow(message);
		rmSync(join(dataDir, 'given.json'), { force: true });
		expect(readdirSync(dataDir)).toEqual([]);
	});

	test('while somebody else writes it', async () => {
		const other = new DatabaseSync(join(dataDir, 'buildings.sqlite.new'));
		other.exec('begin exclusive; create table held (id)');
		const source = write('b.geojson', collection(feature([square(20.46, 44.81)])));
		await expect(run(source)).rejects.toThrow(/Somebody else is writing/);
		other.close();
		await run(source);
		expect(found()).toHaveLength(1);
	});

	test('a file of something else is no file of buildings', () => {
		expect(() => new Buildings(write('buildings.sqlite', {}))).toThrow(/provision -- buildings again/);
		rmSync(join(dataDir, 'buildings.sqlite'));
	});
});
