import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { propertyNames } from '../../src/lib/camera/feature.ts';
import { formatNames, formatPath, formats, type FormatFacts } from '../../src/lib/camera/formats.ts';
import { belgrade, fill } from '../../scripts/bench/data.ts';
import { migratedDatabase } from '../support/engines.ts';
import { readers, type ReadCamera } from '../support/format-readers.ts';
import { guardOff } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** The record in every format of the table, read by somebody else's programs. */
describe('the record in every format', () => {
	let server: RunningServer;
	const folder = mkdtempSync(join(tmpdir(), 'oko-test-formats-'));
	const { at, post, reported } = requests(() => server);

	beforeAll(async () => {
		const DATABASE_URL = await migratedDatabase();
		const sql = postgres(DATABASE_URL, { max: 1, onnotice: () => {} });
		await fill((text) => sql.unsafe(text), 400, belgrade);
		await sql.end();
		server = await startServer({ DATABASE_URL, ...guardOff });
		await reported({ capabilities: ['audio', 'face_recognition'], start_date: '2019-03', height_m: 4.5 });
	});
	afterAll(async () => {
		await server?.end();
		rmSync(folder, { recursive: true });
	});

	const plain = { 'Accept-Encoding': 'identity' };
	const bytesOf = async (path: string, headers: Record<string, string> = plain) => {
		const response = await at(path, { headers });
		expect(response.status, path).toBe(200);
		return Buffer.from(await response.arrayBuffer());
	};
	/** A file as its reader reads it, in the order of the ids. */
	async function camerasIn(format: (typeof formatNames)[number], query = ''): Promise<ReadCamera[]> {
		const bytes = await bytesOf(`${formatPath(format)}${query}`);
		const file = join(folder, `cameras.${format}`);
		writeFileSync(file, bytes);
		return (await readers[format].read(file, bytes)).toSorted((a, b) => a.id.localeCompare(b.id));
	}
	/** The same by a reader that is ours, of the format that everything else is held to. */
	async function expected(query = ''): Promise<ReadCamera[]> {
		const { features } = JSON.parse((await bytesOf(`/data/cameras.geojson${query}`)).toString()) as {
			features: {
				id: string;
				geometry: { coordinates: [number, number] };
				properties: Record<string, unknown>;
			}[];
		};
		return features.map(({ id, geometry, properties }) => {
			const texts = propertyNames.map((name) => {
				const value = properties[name];
				return [name, Array.isArray(value) ? value.join(' ') || null : value === null ? null : String(value)];
			});
			const [lng, lat] = geometry.coordinates;
			return { id, lng, lat, properties: Object.fromEntries(texts) };
		});
	}

	test.each(formatNames)('%s says of each camera what GeoJSON says', async (format) => {
		const { leavesOut }: FormatFacts = formats[format];
		const { within = 0, properties = propertyNames } = readers[format];
		const all = await expected();
		const there = all.filter(({ properties }) => !leavesOut.some((state) => state === properties.state));
		expect(there.length).toBeGreaterThan(200);
		const read = await camerasIn(format);
		expect(read.map(({ id }) => id)).toEqual(there.map(({ id }) => id));
		const some = ({ properties: said }: ReadCamera) => properties.map((name) => said[name]);
		expect(read.map(some)).toEqual(there.map(some));
		for (const [i, { lng, lat }] of read.entries()) {
			expect(Math.abs(lng - (there[i]?.lng ?? NaN))).toBeLessThanOrEqual(within);
			expect(Math.abs(lat - (there[i]?.lat ?? NaN))).toBeLessThanOrEqual(within);
		}
	});

	test.each(formatNames)('%s is filtered, and empty where nothing is left', async (format) => {
		const query = '?state=verified&type=ptz&type=dome&bbox=20.3,44.65,20.6,44.85';
		const ids = (cameras: ReadCamera[]) => cameras.map(({ id }) => id);
		const wanted = ids(await expected(query));
		expect(wanted.length).toBeGreaterThan(5);
		expect(ids(await camerasIn(format, query))).toEqual(wanted);
		const none = '?since=2999-01-01';
		// GDAL finds no layer where there is no feature, and an archive without tiles has no zoom.
		if (format === 'geojsons') expect(await bytesOf(formatPath(format) + none)).toHaveLength(0);
		else if (format === 'kml')
			expect((await bytesOf(formatPath(format) + none)).toString()).not.toContain('<Placemark');
		else if (format === 'pmtiles')
			expect((await bytesOf(formatPath(format) + none)).length).toBeLessThan(2000);
		else expect(await camerasIn(format, none)).toEqual([]);
	});

	test.each(formatNames)('%s is answered as every download is', async (format) => {
		const path = formatPath(format);
		const whole = await at(path, { headers: plain });
		const bytes = Buffer.from(await whole.arrayBuffer());
		expect(whole.headers.get('content-type')).toBe(formats[format].mediaType);
		expect(whole.headers.get('content-disposition')).toMatch(
			new RegExp(`filename="oko-cameras-\\d{4}-\\d\\d-\\d\\d\\.${format}"`)
		);
		const etag = whole.headers.get('etag') ?? '';
		const known = await at(path, { headers: { ...plain, 'If-None-Match': etag } });
		expect([known.status, await known.text()]).toEqual([304, '']);
		const head = await at(path, { method: 'HEAD', headers: plain });
		expect([head.status, head.headers.get('content-length'), head.headers.get('accept-ranges')]).toEqual([
			...[200, String(bytes.length), 'bytes']
		]);
		const part = await at(path, { headers: { ...plain, Range: 'bytes=20-99', 'If-Range': etag } });
		expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 20-99/${bytes.length}`]);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(20, 100));
		const beyond = await at(path, { headers: { ...plain, Range: `bytes=${bytes.length}-` } });
		expect(beyond.status).toBe(416);
		expect(gunzipSync(await raw(path, 'gzip'))).toEqual(bytes);
		expect(brotliDecompressSync(await raw(path, 'br'))).toEqual(bytes);
		const allowed = await at(path, { method: 'OPTIONS' });
		expect([allowed.status, allowed.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
		expect(whole.headers.get('access-control-allow-origin')).toBe('*');
	});

	/** A body as it is sent, which `fetch` unpacks. */
	const raw = (path: string, encoding: string) =>
		new Promise<Buffer>((resolve, reject) => {
			get(server.origin + path, { headers: { 'Accept-Encoding': encoding } }, async (response) => {
				const chunks: Buffer[] = [];
				for await (const chunk of response) chunks.push(chunk as Buffer);
				expect(response.headers['content-encoding'], path).toBe(encoding);
				resolve(Buffer.concat(chunks));
			}).on('error', reject);
		});

	test.each(formatNames)('%s refuses what it does not understand, by name', async (format) => {
		const { parameters }: FormatFacts = formats[format];
		const refused: [query: string, name: string][] = [
			['colour=red', 'colour'],
			['lang=xx', 'lang'],
			['for=word', 'for'],
			['for=', 'for'],
			['lang=en&lang=en', 'lang']
		];
		if (!parameters.lang) refused.push(['lang=en', 'lang']);
		if (!parameters.for) refused.push(['for=excel', 'for']);
		for (const [query, name] of refused) {
			const response = await at(`${formatPath(format)}?${query}`);
			expect(response.status, query).toBe(400);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			expect(await response.json(), query).toMatchObject({ errors: [{ field: name }] });
		}
	});

	test('an unknown format is a 404', async () => {
		for (const path of ['/data/cameras.shp', '/data/cameras.', '/data/cameras.constructor'])
			expect((await at(path)).status, path).toBe(404);
	});

	test('an index finds the cameras of a box in FlatGeobuf', async () => {
		const file = join(folder, 'box.fgb');
		writeFileSync(file, await bytesOf('/data/cameras.fgb'));
		const box = [20.4, 44.7, 20.5, 44.8];
		const said = execFileSync('ogrinfo', ['-ro', '-so', '-al', '-spat', ...box.map(String), file], {
			encoding: 'utf8'
		});
		const wanted = (await expected(`?bbox=${box.join()}`)).length;
		expect(wanted).toBeGreaterThan(10);
		expect(said).toContain(`Feature Count: ${wanted}`);
		const remote = execFileSync(
			'ogrinfo',
			['-ro', '-so', '-al', '-spat', ...box.map(String), `/vsicurl/${server.origin}/data/cameras.fgb`],
			{ encoding: 'utf8' }
		);
		expect(remote).toContain(`Feature Count: ${wanted}`);
	});

	test('ranges of a file are answered to who would take it packed', async () => {
		const path = '/data/cameras.pmtiles';
		const bytes = await bytesOf(path);
		const part = await at(path, { headers: { 'Accept-Encoding': 'gzip', Range: 'bytes=0-126' } });
		expect([part.status, part.headers.get('content-encoding')]).toEqual([206, null]);
		expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(0, 127));
	});

	test('GPX has the form of its schema, in the language that is asked for', async () => {
		const text = (await bytesOf('/data/cameras.gpx?lang=en')).toString();
		const { document } = parseHTML(text.replace(/^<\?xml.*\?>/, ''));
		const root = document.querySelector('gpx');
		expect(root?.getAttribute('version')).toBe('1.1');
		expect(text).toContain('xmlns="http://www.topografix.com/GPX/1/1"');
		const waypoints = [...(root?.querySelectorAll('wpt') ?? [])];
		expect(waypoints.length).toBeGreaterThan(200);
		for (const waypoint of waypoints) {
			expect([...waypoint.children].map(({ localName }) => localName)).toEqual([
				...['name', 'desc', 'link', 'extensions']
			]);
			expect(waypoint.querySelector('name')?.textContent).toMatch(/camera|dome|reader/i);
			expect(['reported', 'verified', 'disputed']).toContain(waypoint.querySelector('desc')?.textContent);
		}
		expect((await camerasIn('gpx', '?state=removed')).length).toBe(0);
	});

	test('CSV for Excel begins with a mark, and says the same', async () => {
		const [csv, excel] = await Promise.all([
			bytesOf('/data/cameras.csv'),
			bytesOf('/data/cameras.csv?for=excel')
		]);
		expect(csv.subarray(0, 2).toString()).toBe('id');
		expect([...excel.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
		expect(excel.subarray(3)).toEqual(csv);
	});

	test('what was taken back is in no file, also where one was kept', async () => {
		const { camera, report_id, withdraw_token } = await reported({ type: 'ptz' });
		const isIn = async (format: (typeof formatNames)[number]) =>
			(await camerasIn(format)).some(({ id }) => id === camera.id);
		for (const format of formatNames) expect(await isIn(format), format).toBe(true);
		const taken = await post({ withdraw_token }, {}, `/api/reports/${report_id}/withdraw`);
		expect(taken.status).toBe(200);
		for (const format of formatNames) expect(await isIn(format), format).toBe(false);
	});

	test('many who ask at once get the same file, and no file has a name', async () => {
		await reported();
		const files = await Promise.all(Array.from({ length: 6 }, () => bytesOf('/data/cameras.fgb')));
		for (const file of files) expect(file.equals(files[0] as Buffer)).toBe(true);
		expect(openFiles(server.pid).length).toBeGreaterThan(0);
		expect(openFiles(server.pid).filter((path) => !path.endsWith(' (deleted)'))).toEqual([]);
		for (let i = 0; i < 8; i++) await bytesOf(`/data/cameras.fgb?bbox=20,44,21,${45 + i}`);
		expect(openFiles(server.pid).length).toBeLessThanOrEqual(4);
	});
});

/** The temporary files of the project that a process has open. */
function openFiles(pid: number): string[] {
	const folder = `/proc/${pid}/fd`;
	return readdirSync(folder).flatMap((name) => {
		try {
			const path = readlinkSync(join(folder, name));
			return path.startsWith(join(tmpdir(), 'oko-')) ? [path] : [];
		} catch {
			// It was closed meanwhile.
			return [];
		}
	});
}
