import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { bare, startServer, type RunningServer } from '../support/server.ts';

interface Answer {
	version: string;
	next?: string;
	download?: string;
	changes: { version: number; id: string; camera?: object; gone?: string; reason?: string }[];
}

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

/** Two processes on one database, which say the same address. */
describe('a mirror', () => {
	let servers: [RunningServer, RunningServer];
	let sql: postgres.Sql;
	let remove = () => {};
	const folder = mkdtempSync(join(tmpdir(), 'oko-mirror-'));
	const { at, reported } = requests(() => servers[0]);
	const changes = async (query: string, server = servers[0]) =>
		(await (await fetch(`${server.origin}/data/changes.json${query}`)).json()) as Answer;
	const whole = async () => (await at('/data/cameras.geojson')).text();
	const mirrored = (path: string) => readFileSync(join(path, 'cameras.geojson'), 'utf8');

	beforeAll(async () => {
		const engine = await engineEnv('postgres');
		remove = engine.remove;
		sql = postgres(engine.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
		// More than a page.
		await sql.unsafe(`do $$ begin for i in 1..1010 loop
			perform private.take_report(now(), jsonb_build_object('report_id', gen_random_uuid(),
				'lng', 20.3 + i % 50 * 0.002, 'lat', 44.7 + i / 50 * 0.002, 'another_camera', true));
		end loop; end $$`);
		const env = { ...engine.env, ...guardOff };
		const first = await startServer(env);
		servers = [first, await startServer({ ...env, ORIGIN: first.origin })];
	});
	afterAll(async () => {
		for (const server of servers ?? []) await server.end();
		await sql?.end();
		remove();
		rmSync(folder, { recursive: true });
	});

	/** Runs npm run mirror; answers its exit code and what it said. */
	function mirror(...args: string[]) {
		return new Promise<{ code: number; said: string }>((resolve) => {
			execFile(process.execPath, ['scripts/mirror.ts', ...args], { env: bare }, (error, out, said) =>
				resolve({ code: Number(error?.code ?? 0), said: out + said })
			);
		});
	}

	test('a change is told at once, by every process, with the feature of the download', async () => {
		const { version, download, changes: none } = await changes('');
		expect([download, none]).toEqual([`${servers[0].origin}/data/cameras.geojson`, undefined]);
		const { camera, report_id, withdraw_token } = await reported({ type: 'ptz', heading_deg: 90 });
		for (const server of servers) {
			const told = await changes(`?since=${version}`, server);
			expect(told).toMatchObject({ licence: 'ODbL-1.0', attribution: expect.stringContaining('Oko') });
			expect(told.changes).toEqual([{ version: expect.any(Number), id: camera.id, camera }]);
			expect(await changes(`?since=${told.version}`, server)).toMatchObject({
				changes: [],
				version: told.version
			});
			// A number alone is a version too.
			expect((await changes(`?since=${told.changes[0]!.version - 1}`, server)).changes).toEqual(told.changes);
		}
		const { post } = requests(() => servers[1]);
		expect((await post({ withdraw_token }, {}, `/api/reports/${report_id}/withdraw`)).status).toBe(200);
		for (const server of servers)
			expect((await changes(`?since=${version}`, server)).changes).toEqual([
				{ version: expect.any(Number), id: camera.id, gone: 'withdrawn' }
			]);
	});

	test('pages follow each other, at most 500 changes each, in the order of their versions', async () => {
		const pages: Answer[] = [await changes('?since=0')];
		for (let next = pages[0]!.next; next; next = pages.at(-1)?.next)
			pages.push((await (await fetch(next)).json()) as Answer);
		expect(pages.map((page) => page.changes.length)[0]).toBe(500);
		expect(pages).toHaveLength(3);
		const versions = pages.flatMap((page) => page.changes.map((change) => change.version));
		expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
		expect(versions.length).toBeGreaterThan(1010);
		expect(pages.at(-1)?.version).toBe((await changes('')).version);
	});

	test.each([
		['since=x', 'since'],
		['since=', 'since'],
		['since=-1', 'since'],
		['since=1&since=2', 'since'],
		['since=1-20260230-00000000-000000000000', 'since'],
		['bbox=20,44,21,45', 'bbox'],
		['since=1&page=2', 'page']
	])('what is not understood is a 400 that names it: %s', async (query, field) => {
		const response = await at(`/data/changes.json?${query}`);
		expect([response.status, response.headers.get('content-type')]).toEqual([
			400,
			'application/problem+json'
		]);
		expect(await response.json()).toMatchObject({ code: 'bad_filter', errors: [{ field }] });
	});

	test('a version of another record is a 410 with the address of the whole', async () => {
		const { version } = await changes('');
		for (const since of ['999999999', version.replace(/.$/, (last) => (last === '0' ? '1' : '0'))]) {
			const response = await at(`/data/changes.json?since=${since}`);
			expect(response.status).toBe(410);
			expect(await response.json()).toMatchObject({
				code: 'unknown_version',
				download: `${servers[0].origin}/data/cameras.geojson`
			});
		}
	});

	test('an answer is known by its ETag, measured by HEAD, sent in parts and packed', async () => {
		const ask = (headers: Record<string, string>, method = 'GET') =>
			at('/data/changes.json?since=0', { method, headers: { 'Accept-Encoding': 'identity', ...headers } });
		const plain = await ask({});
		const text = await plain.text();
		const etag = plain.headers.get('etag') ?? '';
		expect(plain.headers.get('access-control-allow-origin')).toBe('*');
		expect((await ask({ 'If-None-Match': etag })).status).toBe(304);
		const head = await ask({}, 'HEAD');
		expect([head.headers.get('content-length'), await head.text()]).toEqual([
			String(Buffer.byteLength(text)),
			''
		]);
		const part = await ask({ Range: 'bytes=5-24', 'If-Range': etag });
		expect([part.status, await part.text()]).toEqual([206, Buffer.from(text).subarray(5, 25).toString()]);
		for (const coding of ['gzip', 'br']) {
			const packed = await ask({ 'Accept-Encoding': coding });
			expect([packed.headers.get('content-encoding'), await packed.text()]).toEqual([coding, text]);
			expect(packed.headers.get('etag')).not.toBe(etag);
		}
		expect((await at('/data/changes.json', { method: 'OPTIONS' })).headers.get('allow')).toContain('GET');
		await reported();
		expect((await ask({ 'If-None-Match': etag })).status).toBe(200);
	});

	test('npm run mirror is the download byte for byte, also when it was killed', async () => {
		const [path, killed] = [join(folder, 'a'), join(folder, 'b')];
		const { origin } = servers[0];
		const first = await mirror(origin, path, '--once');
		expect(first).toMatchObject({ code: 0, said: expect.stringMatching(/: [0-9,]+ cameras, version \d+-/) });
		expect(mirrored(path)).toBe(await whole());

		// It is killed while it waits for the second page.
		let asked = 0;
		const slow = createServer(({ url }, response) => {
			if (++asked === 1) void fetch(origin + url).then(async (page) => response.end(await page.text()));
		}).listen(0, '127.0.0.1');
		await once(slow, 'listening');
		const child = spawn(process.execPath, ['scripts/mirror.ts', addressOf(slow), killed], { env: bare });
		await expect.poll(() => asked, { timeout: 30_000 }).toBe(2);
		child.kill('SIGKILL');
		await once(child, 'close');
		slow.close();
		expect(existsSync(join(killed, 'coming.jsonl'))).toBe(true);
		const { camera } = await reported();
		for (const one of [path, killed]) {
			expect((await mirror(origin, one, '--once')).code).toBe(0);
			expect(mirrored(one)).toContain(camera.id);
			expect(mirrored(one)).toBe(await whole());
			expect(existsSync(join(one, 'coming.jsonl'))).toBe(false);
		}

		// Without --once it stays. A restored backup, seen from the mirror, is a version that is none of the record.
		const state = join(path, 'mirror.json');
		writeFileSync(state, readFileSync(state, 'utf8').replace(/"version": "\d+/, '"version": "987654321'));
		const following = spawn(process.execPath, ['scripts/mirror.ts', origin, path], { env: bare });
		let said = '';
		for (const stream of [following.stdout, following.stderr]) stream.on('data', (chunk) => (said += chunk));
		await expect.poll(() => said, { timeout: 30_000 }).toMatch(/beginning again[^]*cameras, version/);
		following.kill();
		await once(following, 'close');
		expect(mirrored(path)).toBe(await whole());
	});

	test('npm run mirror says what is wrong, and leaves the folder as it is', async () => {
		const { origin } = servers[0];
		const [path, broken] = [join(folder, 'a'), join(folder, 'broken')];
		const before = mirrored(path);
		const other = createServer((_, response) => response.end('{}')).listen(0, '127.0.0.1');
		await once(other, 'listening');
		const elsewhere = addressOf(other);
		await mirror(origin, broken, '--once');
		writeFileSync(join(broken, 'cameras.geojson'), mirrored(broken).split('\n').slice(1, -3).join('\n'));
		const wrong: [string[], number, RegExp][] = [
			[[], 2, /npm run mirror -- <origin> <folder>/],
			[[origin, path, '--always'], 2, /npm run mirror --/],
			[['x', path], 2, /x is no address/],
			[[elsewhere, path, '--once'], 2, /is a mirror of .*: name another folder/],
			[[elsewhere, join(folder, 'c'), '--once'], 2, /answers no changes: is this an instance of Oko/],
			[[origin, broken, '--once'], 2, /is not as it was written: delete/],
			[[origin, '/dev/null', '--once'], 2, /cannot be written/],
			[['http://127.0.0.1:9', join(folder, 'd'), '--once'], 1, /127\.0\.0\.1:9\S* cannot be reached/]
		];
		const said = await Promise.all(wrong.map(([args]) => mirror(...args)));
		wrong.forEach(([args, code, sentence], i) =>
			expect(said[i], args.join(' ')).toMatchObject({ code, said: expect.stringMatching(sentence) })
		);
		expect(mirrored(path)).toBe(before);
		other.close();
	});

	test('the twenty lines of docs/mirror.md are a mirror', async () => {
		const script =
			/## In twenty lines[^]*?```sh\n([^]*?)```/.exec(readFileSync('docs/mirror.md', 'utf8'))?.[1] ?? '';
		expect(script.trim().split('\n').length).toBeLessThanOrEqual(20);
		const file = join(folder, 'mirror.sh');
		writeFileSync(file, script);
		const run = () =>
			new Promise<void>((resolve, reject) => {
				execFile('sh', [file, servers[0].origin, join(folder, 'shell')], { env: bare }, (error, _, said) =>
					error || said ? reject(new Error(said, { cause: error })) : resolve()
				);
			});
		const features = (text: string) =>
			(JSON.parse(text) as { features: unknown[] }).features.map((feature) => JSON.stringify(feature));
		await run();
		expect(features(mirrored(join(folder, 'shell')))).toEqual(features(await whole()));
		const hidden = await reported();
		await run();
		expect(mirrored(join(folder, 'shell'))).toContain(hidden.camera.id);
		await sql`select private.set_camera_state(now(), (select number from public.cameras order by version desc limit 1), 'hidden', 'A home')`;
		await run();
		expect(mirrored(join(folder, 'shell'))).not.toContain(hidden.camera.id);
		expect(features(mirrored(join(folder, 'shell')))).toEqual(features(await whole()));
		const text = JSON.parse(mirrored(join(folder, 'shell'))) as object;
		expect(text).toMatchObject({ type: 'FeatureCollection', licence: 'ODbL-1.0' });
	});
});
