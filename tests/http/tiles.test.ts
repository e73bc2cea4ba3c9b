import { spawnSync } from 'node:child_process';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { decodeCameraId } from '../../src/lib/camera/id.ts';
import { describeServers, engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';
import { bare, startServer } from '../support/server.ts';

const zooms = [0, 5, 11, 14];

describeServers('tiles', guardOff, (server) => {
	const { at, post, reported } = requests(server);
	const pathOf = ([lng = 0, lat = 0]: number[], z: number) => {
		const x = Math.floor(((lng + 180) / 360) * 2 ** z);
		const y = Math.floor(((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * 2 ** z);
		return `/tiles/cameras/${z}/${x}/${y}.mvt`;
	};
	const numbers = async (path: string) => {
		const response = await at(path);
		if (response.status === 204) return [];
		const { cameras } = new VectorTile(new PbfReader(new Uint8Array(await response.arrayBuffer()))).layers;
		return Array.from({ length: cameras?.length ?? 0 }, (_, i) => cameras?.feature(i).id);
	};

	test('a report is in every tile that holds it at once, and gone at once when it is taken back', async () => {
		const position = somewhere();
		const paths = zooms.map((z) => pathOf(position, z));
		// Kept from before, so that only dropping them shows the camera.
		for (const path of paths) await numbers(path);
		const { camera, report_id, withdraw_token } = await reported({ position });
		const number = decodeCameraId(camera.id);
		for (const path of paths) expect(await numbers(path), path).toContain(number);
		const taken = await post({ withdraw_token }, {}, `/api/reports/${report_id}/withdraw`);
		expect(taken.status).toBe(200);
		for (const path of paths) expect(await numbers(path), path).not.toContain(number);
	});

	test('a tile says what it is, how long it lasts, and is not sent twice', async () => {
		const position = somewhere();
		await reported({ position });
		const response = await at(pathOf(position, 14));
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		const ages = /max-age=(\d+), stale-while-revalidate=(\d+)/.exec(
			response.headers.get('cache-control') ?? ''
		);
		expect(Number(ages?.[1]) + Number(ages?.[2])).toBeLessThanOrEqual(60);
		const tag = response.headers.get('etag') ?? '';
		expect(tag).toMatch(/^"/);
		expect((await at(pathOf(position, 14), { headers: { 'If-None-Match': tag } })).status).toBe(304);
		const head = await at(pathOf(position, 14), { method: 'HEAD' });
		expect(head.status).toBe(200);
		expect(head.headers.get('etag')).toBe(tag);
	});

	test.each(['15/0/0', '3/8/0', '3/x/0', '03/1/1'])('tile %s is a problem, not a fault', async (tile) => {
		const response = await at(`/tiles/cameras/${tile}.mvt`);
		expect(response.status).toBe(404);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
	});

	test('an empty tile is 204', async () => {
		expect((await at('/tiles/cameras/14/0/0.mvt')).status).toBe(204);
	});

	test('TileJSON names addresses that answer', async () => {
		const tilejson = (await (await at('/tiles.json')).json()) as {
			tilejson: string;
			tiles: string[];
			vector_layers: { id: string; description: string; fields: Record<string, string> }[];
			maxzoom: number;
		};
		expect(tilejson).toMatchObject({ tilejson: '3.0.0', minzoom: 0, maxzoom: 14 });
		expect(tilejson.vector_layers.map(({ id }) => id)).toEqual(['cameras', 'clusters']);
		// Exactly these words (TileJSON 3.0.0, section 3.3.2), and true of what a tile holds.
		for (const { fields } of tilejson.vector_layers)
			for (const type of Object.values(fields)) expect(['Number', 'String', 'Boolean']).toContain(type);
		const position = somewhere();
		await reported({ position });
		const [, z = '', x = '', y = ''] = /(\d+)\/(\d+)\/(\d+)/.exec(pathOf(position, 12)) ?? [];
		const address = tilejson.tiles[0]?.replace('{z}', z).replace('{x}', x).replace('{y}', y) ?? '';
		expect(new URL(address).origin).toBe(server().origin);
		const { cameras } = new VectorTile(
			new PbfReader(new Uint8Array(await (await fetch(address)).arrayBuffer()))
		).layers;
		const { fields = {}, description = '' } = tilejson.vector_layers[0] ?? {};
		const properties = Object.entries(cameras?.feature(0).properties ?? { none: 1 });
		for (const [name, value] of properties) {
			expect(fields[name]?.toLowerCase(), name).toBe(typeof value);
			expect(description).toContain(`${name}: `);
		}
	});
});

test.each(serverEngines)(
	'what an operator hides is out of every process within two seconds (%s)',
	async (kind) => {
		const { env, remove } = await engineEnv(kind);
		const servers = [await startServer({ ...env, ...guardOff })];
		if (kind === 'postgres') servers.push(await startServer({ ...env, ...guardOff }));
		const { reported } = requests(() => servers[0] as (typeof servers)[number]);
		const { camera } = await reported();
		const status = (origin: string) =>
			fetch(`${origin}/tiles/cameras/0/0/0.mvt`).then((response) => response.status);
		for (const { origin } of servers) await expect.poll(() => status(origin), { timeout: 20_000 }).toBe(200);
		const { status: done, stderr } = spawnSync(
			process.execPath,
			['scripts/operate.ts', 'hide', camera.id, 'a home'],
			{
				env: { ...bare, OKO_SECRET: '5e'.repeat(32), ...env },
				encoding: 'utf8'
			}
		);
		expect(done, stderr).toBe(0);
		for (const { origin } of servers) await expect.poll(() => status(origin), { timeout: 20_000 }).toBe(204);
		for (const server of servers) await server.end();
		remove();
	}
);
