import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { statsWords } from '../../src/lib/i18n/stats.ts';
import { propertyNames } from '../../src/lib/camera/feature.ts';
import english from '../../src/lib/i18n/en/common.ts';
import { readCameras } from '../../src/lib/camera/download.ts';
import { describeServers, guardOff } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';

describeServers('downloads', guardOff, (server) => {
	const { at, reported } = requests(server);

	interface Collection {
		type: string;
		count: number;
		licence: string;
		attribution: string;
		generated_at: string;
		demonstration?: boolean;
		features: { id: string; properties: Record<string, unknown>; geometry: { coordinates: number[] } }[];
	}
	const collection = async (query = '') =>
		(await (await at(`/data/cameras.geojson${query}`)).json()) as Collection;

	test('GeoJSON has its members, properties and positions', async () => {
		const { camera } = await reported({ type: 'fixed', operator: 'city' });
		const response = await at('/data/cameras.geojson');
		expect(response.headers.get('content-type')).toBe('application/geo+json');
		expect(response.headers.get('content-disposition')).toMatch(
			/filename="oko-cameras-\d{4}-\d\d-\d\d\.geojson"/
		);
		const all = (await response.json()) as Collection;
		expect(all).toMatchObject({
			type: 'FeatureCollection',
			licence: 'ODbL-1.0',
			attribution: expect.stringContaining(english.attribution),
			generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
			count: all.features.length
		});
		expect(all.demonstration).toBeUndefined();
		const feature = all.features.find(({ id }) => id === camera.id);
		expect(feature).toEqual(camera);
		expect(Object.keys(feature?.properties ?? {})).toEqual([...propertyNames]);
	});

	test('CSV says the same', async () => {
		const response = await at('/data/cameras.csv');
		expect(response.headers.get('content-type')).toContain('text/csv');
		const text = await response.text();
		expect(text.endsWith('\r\n')).toBe(true);
		expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		const [head, ...lines] = text.trim().split('\r\n');
		expect(head).toBe(['id', 'lon', 'lat', ...propertyNames].join(','));
		const { features } = await collection();
		expect(lines.map((line) => line.slice(0, 10))).toEqual(features.map(({ id }) => id));
	});

	test('filters let through what they say', async () => {
		const [lng, lat] = somewhere();
		const { camera } = await reported({
			position: [lng, lat],
			type: 'plate_reader',
			operator: 'transport',
			maker: 'dahua',
			capabilities: ['audio'],
			sign_present: 'no'
		});
		const box = `${lng - 0.0001},${lat - 0.0001},${lng + 0.0001},${lat + 0.0001}`;
		const ids = async (query: string) => (await collection(query)).features.map(({ id }) => id);
		expect(await ids(`?bbox=${box}`)).toEqual([camera.id]);
		expect(await ids('?type=plate_reader&type=ptz&operator=transport')).toContain(camera.id);
		expect(await ids(`?bbox=${box}&state=verified&state=removed`)).toEqual([]);
		expect(
			await ids(
				`?bbox=${box}&maker=dahua&capability=face_recognition&capability=audio&freshness=fresh&sign=no`
			)
		).toEqual([camera.id]);
		for (const query of ['maker=huawei', 'capability=face_recognition', 'freshness=stale', 'sign=unknown'])
			expect(await ids(`?bbox=${box}&${query}`), query).toEqual([]);
		expect(await ids('?since=2999-01-01')).toEqual([]);
		expect(await ids(`?bbox=${box}&since=2020-01-01`)).toEqual([camera.id]);
	});

	test('are counted without being sent', async () => {
		const counted = async (query: string) => (await at(`/api/cameras/count${query}`)).json();
		const { count: total } = await collection();
		expect(await counted('')).toEqual({ count: total, total });
		const { count } = await collection('?type=plate_reader');
		expect(await counted('?type=plate_reader')).toEqual({ count, total });
		const refused = await at('/api/cameras/count?type=x');
		expect(refused.status).toBe(400);
		expect(await refused.json()).toMatchObject({ errors: [{ field: 'type' }] });
	});

	test.each([
		'bbox=1',
		'state=hidden',
		'type=x',
		'operator=',
		'maker=x',
		'capability=x',
		'freshness=x',
		'sign=x',
		'since=x',
		'colour=red',
		'page=2'
	])('a bad filter is a 400 that names it: %s', async (query) => {
		const response = await at(`/data/cameras.csv?${query}`);
		if (query === 'operator=') return expect(response.status).toBe(200);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ errors: [{ field: query.split('=')[0] }] });
	});

	test('an ETag stands for version, day, filter and encoding', async () => {
		const tag = async (query = '', encoding = 'identity') =>
			(await at(`/data/cameras.geojson${query}`, { headers: { 'Accept-Encoding': encoding } })).headers.get(
				'etag'
			);
		const first = await tag();
		expect(await tag()).toBe(first);
		expect(await tag('?type=ptz')).not.toBe(first);
		expect(await tag('', 'gzip')).not.toBe(first);
		const known = await at('/data/cameras.geojson', {
			headers: { 'If-None-Match': `W/"x", ${first}`, 'Accept-Encoding': 'identity' }
		});
		expect([known.status, await known.text()]).toEqual([304, '']);
		await reported();
		expect(await tag()).not.toBe(first);
	});

	test('are read by "my walk", which knows their lines', async () => {
		await reported({ type: 'ptz', heading_deg: 90 });
		const { body } = await at('/data/cameras.geojson');
		const read = await readCameras(body as ReadableStream<Uint8Array>, () => {});
		const { features } = await collection();
		expect(read).toEqual(
			features.map(({ id, geometry: { coordinates }, properties }) => {
				const [lng, lat] = coordinates;
				const { type, heading_deg, state, place, municipality } = properties;
				return { id, lng, lat, type, heading_deg, state, place, municipality };
			})
		);
		expect(read.length).toBeGreaterThan(0);
	});

	test('are packed when asked', async () => {
		const raw = (encoding: string) =>
			new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
				request(
					`${server().origin}/data/cameras.geojson`,
					{ headers: { 'Accept-Encoding': encoding } },
					async (response) => {
						const chunks: Buffer[] = [];
						for await (const chunk of response) chunks.push(chunk as Buffer);
						resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) });
					}
				)
					.on('error', reject)
					.end();
			});
		const plain = await raw('identity');
		expect(plain.encoding).toBeUndefined();
		const gzip = await raw('gzip, br;q=0.5');
		expect(gzip.encoding).toBe('gzip');
		expect(gunzipSync(gzip.body).equals(plain.body)).toBe(true);
		const br = await raw('gzip, br');
		expect(br.encoding).toBe('br');
		expect(brotliDecompressSync(br.body).equals(plain.body)).toBe(true);
		expect(br.body.length).toBeLessThan(plain.body.length / 3);
	});

	test('are sent in parts, of one version', async () => {
		const { camera } = await reported({ heading_deg: 90, type: 'ptz' });
		await reported();
		const paths = [
			...['/data/cameras.geojson', '/data/cameras.csv', '/data/coverage.geojson', '/data/areas.geojson'],
			...['/stats/operators.csv', `/cameras/${camera.id}/view.geojson`]
		];
		for (const path of paths) {
			const ask = (headers: Record<string, string> = {}, method = 'GET') =>
				at(path, { method, headers: { 'Accept-Encoding': 'identity', ...headers } });
			// Ground is measured a moment after a report.
			const whole = async () => {
				const response = await ask();
				return { etag: response.headers.get('etag') ?? '', bytes: Buffer.from(await response.arrayBuffer()) };
			};
			const waits = async () => (await (await at('/en/stats')).text()).includes(statsWords('en').due);
			await expect
				.poll(async () => !(await waits()) && (await whole()).etag === (await whole()).etag, {
					timeout: 30_000
				})
				.toBe(true);
			const { etag, bytes } = await whole();
			const head = await ask({}, 'HEAD');
			expect(head.headers.get('accept-ranges'), path).toBe('bytes');
			expect(head.headers.get('content-length'), path).toBe(String(bytes.length));
			const part = await ask({ Range: 'bytes=20-99', 'If-Range': etag });
			expect(part.status, path).toBe(206);
			expect(part.headers.get('content-range'), path).toBe(`bytes 20-99/${bytes.length}`);
			expect(part.headers.get('content-length'), path).toBe('80');
			expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(20, 100)), path).toBe(true);
			const rest = await ask({ Range: 'bytes=-30' });
			expect(Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(-30)), path).toBe(true);
			const changed = await ask({ Range: 'bytes=20-99', 'If-Range': '"another"' });
			expect([changed.status, (await changed.arrayBuffer()).byteLength], path).toEqual([200, bytes.length]);
			const beyond = await ask({ Range: `bytes=${bytes.length}-` });
			expect([beyond.status, beyond.headers.get('content-range'), await beyond.text()], path).toEqual([
				...[416, `bytes */${bytes.length}`, '']
			]);
			expect((await ask({ Range: 'bytes=5-2' })).status, path).toBe(416);
			expect((await ask({ Range: 'bytes=0-9', 'If-None-Match': etag })).status, path).toBe(304);
			const packed = await ask({ Range: 'bytes=0-9', 'Accept-Encoding': 'gzip' });
			expect([packed.status, packed.headers.get('content-encoding')], path).toEqual([200, 'gzip']);
			await packed.arrayBuffer();
		}
	});

	test('are read by GDAL from their address, as QGIS opens them', async () => {
		await reported({ heading_deg: 90 });
		const { count } = await collection();
		const layer = (path: string, ...options: string[]) =>
			execFileSync('ogrinfo', ['-ro', '-so', '-al', ...options, `/vsicurl/${server().origin}${path}`], {
				encoding: 'utf8'
			});
		const names = ['-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat'];
		for (const said of [layer('/data/cameras.geojson'), layer('/data/cameras.csv', ...names)]) {
			expect(said).toContain('Geometry: Point');
			expect(said).toContain(`Feature Count: ${count}`);
		}
	});

	test('are read by GDAL', async () => {
		await reported({ heading_deg: 90 });
		const folder = mkdtempSync(join(tmpdir(), 'oko-gdal-'));
		try {
			const file = join(folder, 'cameras.geojson');
			const text = await (await at('/data/cameras.geojson')).text();
			writeFileSync(file, text);
			const said = execFileSync('ogrinfo', ['-ro', '-so', '-al', file], { encoding: 'utf8' });
			expect(said).toContain('Geometry: Point');
			expect(said).toContain(`Feature Count: ${(JSON.parse(text) as Collection).count}`);
			expect(said).toContain('heading_deg: Integer');
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
