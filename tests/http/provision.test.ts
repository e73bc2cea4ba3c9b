import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PMTiles, zxyToTileId } from 'pmtiles';
import { afterAll, beforeAll, beforeEach, afterEach, expect, test } from 'vitest';
import { startRangeServer, type RangeServer } from '../support/range-server.ts';
import { deepest, middle, namesIn, writeTinyArchive, writeTinyMbtiles } from '../support/tiny-archive.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { withPlaceNames } from '../../src/lib/i18n/place-names.ts';
import { cityBox, tilesIn } from '../../src/lib/server/basemap/box.ts';
import { LocalFile } from '../../src/lib/server/basemap/pmtiles.ts';
import { provision, type ProvisionOptions } from '../../src/lib/server/basemap/provision.ts';

const archives = mkdtempSync(join(tmpdir(), 'oko-archives-'));
const planet = join(archives, 'planet.pmtiles');
const inTheMiddle = tilesIn(middle, deepest);
const [someTile = 0] = inTheMiddle.slice(-1);
let server: RangeServer;
let dataDir: string;

beforeAll(() => writeTinyArchive(planet));
afterAll(() => rmSync(archives, { recursive: true }));
beforeEach(async () => {
	dataDir = mkdtempSync(join(tmpdir(), 'oko-provision-'));
	server = await startRangeServer(planet);
});
afterEach(async () => {
	await server.close();
	rmSync(dataDir, { recursive: true });
});

const inPlace = () => join(dataDir, 'basemap.pmtiles');
const run = (options: Partial<ProvisionOptions> = {}) =>
	provision({
		source: server.address,
		dataDir,
		rename: withPlaceNames,
		say: () => {},
		pauseMs: 1,
		...options
	});

async function expectStreets(): Promise<void> {
	expect(readdirSync(dataDir)).toEqual(['basemap.pmtiles']);
	for (const tile of inTheMiddle) {
		const names = await namesIn(inPlace(), tile);
		expect(names?.roads?.map((road) => [road.name, road['name:sr-Latn']])).toEqual([
			['Његошева', 'Njegoševa'],
			['Булевар деспота Стефана', 'Bulevar despota Stefana'],
			['Улица Џорџа Вашингтона', 'Ulica Džordža Vašingtona']
		]);
		expect(names?.places?.[0]).toMatchObject({ tile, 'name:en': 'Belgrade' });
	}
}

/** The server fails for good after so many requests. */
async function interrupted(after: number): Promise<void> {
	server.intercept = (request, _response, count) => count > after && Boolean(request.socket.destroy());
	await expect(run()).rejects.toThrow(/cannot be reached/);
	server.intercept = () => false;
	expect(readdirSync(dataDir)).toEqual(['basemap.partial']);
}

test('the box is the one of the settings', () => {
	const { area_west_deg, area_south_deg, area_east_deg, area_north_deg } = settings;
	expect(cityBox).toEqual([area_west_deg, area_south_deg, area_east_deg, area_north_deg]);
});

test('Belgrade alone is fetched, in ranges, politely, with its names in both scripts', async () => {
	const said: string[] = [];
	await run({ say: (line) => said.push(line) });
	await expectStreets();
	expect(await namesIn(inPlace(), zxyToTileId(deepest, 2 ** deepest / 2, 2 ** deepest / 2 - 1))).toBeNull();
	expect(server.bytesSent()).toBeLessThan(statSync(planet).size / 4);
	expect(server.mostAtOnce()).toBeLessThanOrEqual(2);
	for (const { range, userAgent } of server.asked) {
		expect(range).toMatch(/^bytes=\d+-\d+$/);
		expect(userAgent).toMatch(/^Oko /);
	}
	expect(said.join('\n')).toMatch(/tiles from http[^]*100 % of [^]*the streets are in/);
	const file = await LocalFile.open(inPlace());
	const header = await new PMTiles(file).getHeader();
	expect(header).toMatchObject({ minZoom: 0, maxZoom: deepest, minLon: 19.95, maxLat: 45.15 });
	expect(header.numAddressedTiles).toBe(inTheMiddle.length);
	expect(await new PMTiles(file).getMetadata()).toMatchObject({ source: server.address });
	await file.close();
});

test('an interrupted download goes on where it stopped', async () => {
	await interrupted(8);
	const answered = server.asked.slice(0, 8).map(({ range }) => range);
	server.asked.length = 0;
	await run();
	await expectStreets();
	const again = server.asked.map(({ range }) => range).filter((range) => answered.includes(range));
	// Header and metadata must be read again, to know that it is the same file; tiles are not.
	expect(again).toEqual(answered.slice(0, 2));
});

test('a kept tile that is damaged is fetched again', async () => {
	await interrupted(8);
	const partial = new DatabaseSync(join(dataDir, 'basemap.partial'));
	const { changes } = partial.prepare("update tiles set content = x'1f8b00' where tile = 0").run();
	partial.close();
	expect(changes).toBe(1);
	await run();
	await expectStreets();
});

test('a passing failure is waited out', async () => {
	server.intercept = (_request, response, count) => {
		if (count !== 4 && count !== 5) return false;
		response.writeHead(count === 4 ? 503 : 429).end();
		return true;
	};
	await run();
	await expectStreets();
});

test('an archive that is replaced meanwhile is not mixed with the old one', async () => {
	server.intercept = (_request, _response, count) => {
		if (count === 6) utimesSync(planet, new Date(), new Date(Date.now() + count * 1000));
		return false;
	};
	await expect(run()).rejects.toThrow(/was replaced while it was being read/);
	server.intercept = () => false;
	expect(existsSync(inPlace())).toBe(false);
	await run();
	await expectStreets();
});

test('a damaged tile is found, and what was in place stays', async () => {
	await run();
	const good = readFileSync(inPlace());
	const bytes = readFileSync(planet);
	const damaged = join(archives, 'damaged.pmtiles');
	const { offset, length } = await placeOf(someTile);
	bytes.fill(0, offset + 10, offset + length - 8);
	writeFileSync(damaged, bytes);
	await expect(run({ source: damaged })).rejects.toThrow(/A tile from .* is damaged/);
	expect(readFileSync(inPlace()).equals(good)).toBe(true);
});

async function placeOf(tile: number): Promise<{ offset: number; length: number }> {
	const file = await LocalFile.open(planet);
	const pmtiles = new PMTiles(file);
	const header = await pmtiles.getHeader();
	const entries = await pmtiles.cache.getDirectory(
		file,
		header.rootDirectoryOffset,
		header.rootDirectoryLength,
		header
	);
	await file.close();
	const entry = entries.find(({ tileId }) => tileId === tile);
	return { offset: header.tileDataOffset + (entry?.offset ?? NaN), length: entry?.length ?? NaN };
}

test('without room on the disk nothing is fetched', async () => {
	await expect(run({ freeBytes: () => 1e6 })).rejects.toThrow(/has 1\.0 MB free, and \d+\.\d MB are needed/);
	expect(server.asked.length).toBeLessThan(4);
	expect(readdirSync(dataDir)).toEqual([]);
});

test('two at once do not write into each other', async () => {
	let second: Promise<unknown> = Promise.resolve();
	server.intercept = (_request, _response, count) => {
		if (count === 5) second = run().catch((error: Error) => error.message);
		return false;
	};
	await run();
	expect(await second).toMatch(/Somebody else is writing/);
	await expectStreets();
});

test.each([
	['there is no server', 'http://127.0.0.1:9/planet.pmtiles', /^127\.0\.0\.1:9 cannot be reached/],
	['there is no such file', () => `${server.address}x`, /^There is no file at .* \(HTTP 404\)/],
	['there is no such path', '/nonexistent/x.pmtiles', /^There is no file /],
	['it is no archive', join(import.meta.dirname, 'provision.test.ts'), /is not a PMTiles archive/]
])('when %s, one sentence says so', async (_name, source, sentence) => {
	await expect(run({ source: typeof source === 'string' ? source : source() })).rejects.toThrow(sentence);
	expect(readdirSync(dataDir)).toEqual([]);
});

test('a server that would send the whole file is left at once', async () => {
	server.intercept = (_request, response) => {
		response.writeHead(200, { 'Content-Length': 1e12 });
		response.write('PMTiles');
		return true;
	};
	await expect(run()).rejects.toThrow(/does not send parts of a file/);
});

test('an archive of another place is refused, unless it is wanted', async () => {
	const elsewhere = join(archives, 'elsewhere.mbtiles');
	writeTinyMbtiles(elsewhere);
	const database = new DatabaseSync(elsewhere);
	database.exec(`delete from tiles where zoom_level > 10 and tile_column <> 1 << (zoom_level - 1);
		insert into metadata values ('bounds', '0.0005,0.0005,0.003,0.003')`);
	database.close();
	await expect(run({ source: elsewhere })).rejects.toThrow(/holds no streets of Belgrade/);
	await run({ source: elsewhere, anywhere: true });
	expect(existsSync(inPlace())).toBe(true);
});

test('a local MBTiles archive is taken as well', async () => {
	const source = join(archives, 'tiny.mbtiles');
	writeTinyMbtiles(source);
	await run({ source });
	await expectStreets();
});

test('{day} is the newest build that is there', async () => {
	const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
	const builds = await startRangeServer(planet, `${day}.pmtiles`);
	await run({ source: builds.address.replace(day, '{day}') });
	await builds.close();
	await expectStreets();
});
