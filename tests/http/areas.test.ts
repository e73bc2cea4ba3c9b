import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { municipalities } from '../../src/lib/camera/municipalities.ts';
import { inStrip, provisionAreas, strip, strips, stripsFile } from '../support/areas.ts';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const outside = [strips.west - 0.03, 44.8];

/** The strips as an Overpass server tells them: each of ways in any order and direction, shared by neighbours. */
function overpassAnswer() {
	const way = (ref: number, coordinates: number[][], role = 'outer') => ({
		type: 'way',
		ref,
		role,
		geometry: coordinates.map(([lon, lat]) => ({ lon, lat }))
	});
	const relations = municipalities.map(({ names }, index) => {
		const [southEast, northEast, northWest, southWest] = strip(index).coordinates[0] as number[][];
		return {
			type: 'relation',
			id: index + 1,
			tags: {
				type: 'boundary',
				boundary: 'administrative',
				admin_level: '8',
				name: `Општина ${names['sr-Cyrl']}`
			},
			members: [
				{ type: 'node', ref: 9000 + index, role: 'admin_centre', lat: 44.8, lon: 20.4 },
				way(1000 + index, [southEast, northEast] as number[][]),
				way(3000 + index, [southWest, southEast] as number[][]),
				way(2000 + index, [northEast, northWest] as number[][]),
				// The neighbour's eastern side, the other way round.
				way(999 + index, [southWest, northWest] as number[][]),
				{ type: 'relation', ref: 8000 + index, role: 'subarea' }
			]
		};
	});
	const neighbour = { ...relations[16], id: 99, tags: { boundary: 'administrative', name: 'Град Панчево' } };
	return { osm3s: { timestamp_osm_base: '2026-11-20T23:30:00Z' }, elements: [...relations, neighbour] };
}

describe.each(serverEngines)('boundaries (%s)', (kind) => {
	let server: RunningServer;
	let overpass: Server;
	let remove = () => {};
	let env: Record<string, string> = {};
	let answer: { status: number; body: string } = { status: 200, body: '' };
	let tagBefore: string | null = null;
	const asked: { agent: string; query: string }[] = [];
	const folder = mkdtempSync(join(tmpdir(), 'oko-areas-'));
	const file = join(folder, 'strips.geojson');
	const { at, post, reported } = requests(() => server);
	const page = async (path: string) => (await at(path)).text();
	const provision = (...args: string[]) => provisionAreas(args, { ...env, ...guardOff });

	beforeAll(async () => {
		overpass = createServer(async (request, response) => {
			let body = '';
			for await (const chunk of request) body += chunk;
			const query = new URLSearchParams(body).get('data') ?? '';
			asked.push({ agent: request.headers['user-agent'] ?? '', query });
			response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(answer.body);
		});
		await new Promise<void>((resolve) => overpass.listen(0, '127.0.0.1', resolve));
		writeFileSync(file, stripsFile());
		const engine = await engineEnv(kind);
		remove = engine.remove;
		const { port } = overpass.address() as AddressInfo;
		env = { ...engine.env, OKO_OVERPASS: `http://127.0.0.1:${port}/api`, OKO_CONTACT: 'map@oko.example' };
		server = await startServer({ ...engine.env, ...guardOff });
	});
	afterAll(async () => {
		await server?.end();
		overpass.close();
		remove();
		rmSync(folder, { recursive: true });
	});

	test('without boundaries /stats says so and what to do, and the box is the only check', async () => {
		const html = await page('/en/stats');
		expect(html).toContain('not loaded yet');
		expect(html).toContain('npm run provision -- areas');
		expect(html).toMatch(/1,000 high-definition cameras/);
		await reported({ position: outside });
		expect(await page('/en/list')).not.toContain('name="municipality"');
		expect(await page('/en/list?municipality=zemun')).toMatch(/role="alert"[^>]*>[^<]*municipality/);
		expect(await page('/en')).not.toContain('name="municipality"');
		for (const path of ['/data/cameras.csv', '/data/cameras.geojson', '/api/cameras/count']) {
			const refused = await at(`${path}?municipality=zemun`);
			expect(refused.status).toBe(400);
			expect(await refused.json()).toMatchObject({
				code: 'bad_filter',
				errors: [{ field: 'municipality' }]
			});
		}
		tagBefore = (await at('/data/cameras.csv')).headers.get('etag');
	});

	test('what is not all of them changes nothing, and says why', async () => {
		const refused = async (said: RegExp, ...args: string[]) => {
			const { code, said: printed } = await provision(...args);
			expect(printed).toMatch(said);
			expect(printed).not.toMatch(/\n\s+at /);
			expect(code).toBe(1);
		};
		answer = { status: 429, body: '' };
		await refused(/answered enough for now/);
		answer = { status: 504, body: '' };
		await refused(/answered 504/);
		answer = { status: 200, body: '<html>' };
		await refused(/did not answer in JSON/);
		answer.body = JSON.stringify({ elements: [], remark: 'runtime error: Query timed out' });
		await refused(/gave up \(runtime error: Query timed out\)/);
		const whole = overpassAnswer();
		answer.body = JSON.stringify({ ...whole, elements: whole.elements.filter(({ id }) => id !== 16) });
		await refused(/Not found: Zemun\./);
		const open = structuredClone(whole);
		const [zemun] = open.elements.filter(({ id }) => id === 16);
		zemun?.members?.splice(2, 1);
		answer.body = JSON.stringify(open);
		await refused(/Zemun/);
		await refused(/cannot be read/, join(folder, 'none.geojson'));
		await refused(/areas FILE\.geojson/, file, '--day', 'yesterday');
		expect(await page('/en/stats')).toContain('not loaded yet');
	});

	test('they come from Overpass, asked once, saying who asks; a running server knows them at once', async () => {
		asked.length = 0;
		answer = { status: 200, body: JSON.stringify(overpassAnswer()) };
		await reported({ position: inStrip(15) });
		const { code, said } = await provision();
		expect(said).toMatch(/17 municipalities loaded, © OpenStreetMap contributors/);
		expect(code).toBe(0);
		expect(asked).toHaveLength(1);
		expect(asked[0]?.agent).toBe('Oko (map@oko.example)');
		expect(asked[0]?.query).toContain('RS-00');
		const response = await post({ position: outside }, { 'Accept-Language': 'sr-Cyrl' });
		expect(response.status).toBe(422);
		expect(await response.json()).toMatchObject({
			errors: [{ field: 'position', code: 'outside_area', message: expect.stringContaining('ван подручја') }]
		});
		await reported({ position: inStrip(15, 0.01) });
	});

	test('the plain form says it too, and keeps what was typed', async () => {
		const response = await at('/en/report?/report', {
			method: 'POST',
			headers: {
				Origin: server.origin,
				Accept: 'text/html',
				'Content-Type': 'application/x-www-form-urlencoded'
			},
			body: new URLSearchParams({ position: `${outside[1]}, ${outside[0]}`, note: 'my note' })
		});
		const html = await response.text();
		expect(html).toContain('outside the area of the City of Belgrade');
		expect(html).toContain('my note');
	});

	test('/stats shows each municipality, its source, its day and its coarseness', async () => {
		await expect.poll(() => page('/en/stats'), { timeout: 15_000, interval: 1000 }).toContain('Zemun');
		const html = await page('/en/stats');
		const row = /<tr[^>]*>(?:(?!<\/tr>).)*Zemun(?:(?!<\/tr>).)*<\/tr>/s
			.exec(html)?.[0]
			.replace(/<[^>]+>/g, ' ');
		expect(row?.replace(/\s+/g, ' ')).toMatch(
			/Zemun within these boundaries 144% larger than the published area 2 2 0 0 0 0% 0 0\.01 0\.01/
		);
		expect(html).toMatch(/OpenStreetMap contributors \(licence: ODbL 1\.0, 21 November 2026\)/);
		expect(html).toContain('The boundaries are coarse');
		expect(html).toContain('Outside the municipalities');
		expect(await page('/sr-Cyrl/stats')).toContain('Земун');
		expect(await page('/stats')).toContain('Čukarica');
		const placed = { timeout: 15_000, interval: 1000 };
		await expect.poll(() => page('/en/list?municipality=zemun'), placed).toMatch(/>2 cameras</);
		const list = await page('/en/list?municipality=zemun');
		expect(list).toContain('New Belgrade');
	});

	test('downloads, tiles, the map and its count know the municipality of a camera', async () => {
		expect((await page('/en')).includes('name="municipality"')).toBe(true);
		expect((await page('/en?municipality=zemun')).includes('2 of 3')).toBe(true);
		expect(await (await at('/api/cameras/count?municipality=zemun')).json()).toMatchObject({ count: 2 });
		const csv = await at('/data/cameras.csv?municipality=zemun');
		const [head = '', ...rows] = (await csv.text()).trim().split('\r\n');
		const column = head.split(',').indexOf('municipality');
		expect(rows.map((row) => row.split(',')[column])).toEqual(['zemun', 'zemun']);
		// No camera has changed since, and yet it says something else.
		expect((await at('/data/cameras.csv')).headers.get('etag')).not.toBe(tagBefore);
		const tile = await (await at('/tiles/cameras/0/0/0.mvt')).text();
		expect(tile).toContain('municipality');
	});

	test('they come from a file, with the server stopped; what nobody said is said', async () => {
		await server.end();
		const { code, said } = await provision(file);
		expect(said).toMatch(/source not said/);
		expect(code).toBe(0);
		server = await startServer({ ...env, ...guardOff });
		expect(await page('/en/stats')).toContain('The source of the boundaries is not stated');
		expect((await post({ position: outside })).status).toBe(422);
	});
});
