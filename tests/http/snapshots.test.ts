import { execFile } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { guardOff } from '../support/on-engines.ts';
import { bare, secret, startServer, type RunningServer } from '../support/server.ts';
import { firstEdition } from '../support/snapshots.ts';
import { makeSmallData } from '../support/small-demonstration.ts';

interface Manifest {
	edition: string;
	day: string;
	cameras: number;
	corrects?: string;
	accepted?: { reason: string; median: number };
	files: { name: string; bytes: number; sha256: string }[];
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('snapshots', () => {
	const folder = mkdtempSync(join(tmpdir(), 'oko-snapshots-'));
	const kept = join(folder, 'snapshots');
	let server: RunningServer;
	let day = '';
	const at = (path: string, init?: RequestInit) => fetch(server.origin + path, init);
	const file = (name: string, edition = day) => at(`/data/snapshots/${edition}/${name}`);
	const manifestOf = async (edition = day) =>
		(await (await file('manifest.json', edition)).json()) as Manifest;

	function run(script: string, ...args: string[]) {
		const env = { ...bare, OKO_DATA_DIR: folder, OKO_SECRET: secret };
		return new Promise<{ code: number; said: string }>((resolve) => {
			execFile(process.execPath, [`scripts/${script}.ts`, ...args], { env }, (error, out, said) =>
				resolve({ code: Number(error?.code ?? 0), said: out + said })
			);
		});
	}

	beforeAll(async () => {
		await makeSmallData(folder);
		server = await startServer({ OKO_DATA_DIR: folder, OKO_SNAPSHOTS: '', ...guardOff });
		day = await firstEdition(server.origin);
	}, 120_000);
	afterAll(async () => {
		await server?.end();
		rmSync(folder, { recursive: true });
	});

	test('each file has the length and hash of the manifest, whose signature the public key verifies', async () => {
		const text = Buffer.from(await (await file('manifest.json')).arrayBuffer());
		const signature = Buffer.from(await (await file('manifest.sig')).arrayBuffer());
		const { pem, keys } = await (await at('/.well-known/oko-key.json')).json();
		expect(verify(null, text, createPublicKey(pem), signature)).toBe(true);
		expect(verify(null, Buffer.concat([text, Buffer.of(10)]), createPublicKey(pem), signature)).toBe(false);
		expect(createPublicKey({ key: keys[0], format: 'jwk' }).export({ format: 'pem', type: 'spki' })).toBe(
			pem
		);
		const { files, cameras } = JSON.parse(text.toString()) as Manifest;
		expect(files.map(({ name }) => name)).toEqual([
			'cameras.geojson',
			'cameras.csv',
			'coverage.geojson',
			'areas.geojson',
			'citation.bib',
			'citation.json'
		]);
		for (const { name, bytes, sha256: hash } of files) {
			const got = Buffer.from(await (await file(name)).arrayBuffer());
			expect([name, got.length, sha256(got)]).toEqual([name, bytes, hash]);
		}
		const { count, features } = await (await file('cameras.geojson')).json();
		expect([count, features.length]).toEqual([cameras, cameras]);
	});

	test('a file is answered in ranges, by its tag, and without a body', async () => {
		const path = `/data/snapshots/${day}/cameras.csv`;
		const plain = { 'Accept-Encoding': 'identity' };
		const head = await at(path, { method: 'HEAD', headers: plain });
		const { bytes } = (await manifestOf()).files.find(({ name }) => name === 'cameras.csv') ?? {};
		expect(head.headers.get('content-length')).toBe(String(bytes));
		// What is taken down later must not be shown from a cache.
		expect(head.headers.get('cache-control')).toBe('no-cache');
		const range = await at(path, { headers: { ...plain, Range: 'bytes=0-9' } });
		expect([range.status, await range.text()]).toEqual([206, 'id,lon,lat']);
		const etag = head.headers.get('etag') ?? '';
		expect((await at(path, { headers: { ...plain, 'If-None-Match': etag } })).status).toBe(304);
		for (const other of ['../secret', '..%2f..%2fsecret', 'nothing'])
			expect((await file(other)).status).toBe(404);
		expect((await file('manifest.json', '2020-01-01')).status).toBe(404);
		expect((await at(`${path}?nonsense=1`)).status).toBe(400);
	});

	test('made again it stays as it is, and pages show it without scripts', async () => {
		const before = await (await file('manifest.json')).text();
		expect(await run('snapshot')).toMatchObject({
			code: 0,
			said: expect.stringContaining('was there already')
		});
		expect(await (await file('manifest.json')).text()).toBe(before);
		for (const language of ['', '/sr-Cyrl', '/en']) {
			expect(await (await at(`${language}/data/snapshots`)).text()).toContain(day);
			expect(await (await at(`${language}/data/snapshots/${day}`)).text()).toContain('@misc{oko-');
		}
		expect((await at('/data/snapshots/2020-01-01')).status).toBe(404);
	});

	test('too few cameras are refused, the last good one stays, and the operator may accept them in public', async () => {
		const earlier = '2020-01-01';
		const manifest = { ...(await manifestOf()), edition: earlier, day: earlier, cameras: 100_000 };
		cpSync(join(kept, day), join(folder, earlier), { recursive: true });
		writeFileSync(join(folder, earlier, 'manifest.json'), JSON.stringify(manifest));
		renameSync(join(folder, earlier), join(kept, earlier));
		rmSync(join(kept, day), { recursive: true });
		const refused = await run('snapshot');
		expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('is refused') });
		expect(existsSync(join(kept, day))).toBe(false);
		const ready = await at('/readyz');
		expect([ready.status, await ready.text()]).toEqual([200, expect.stringContaining('was refused')]);
		expect((await file('cameras.csv', earlier)).status).toBe(200);

		expect((await run('snapshot', '--accept', 'Duplicates were merged')).code).toBe(0);
		expect((await manifestOf()).accepted).toEqual({ reason: 'Duplicates were merged', median: 100_000 });
		expect(await (await at('/readyz')).text()).not.toContain('refused');
		expect((await run('snapshot', '--keep', '1')).said).toContain('deleted: 1');
		expect((await file('cameras.csv', earlier)).status).toBe(404);
	});

	test('an erased camera takes its snapshot down, with a corrected edition beside it', async () => {
		const old = await manifestOf();
		const { features } = await (await file('cameras.geojson')).json();
		const id: string = features[0].id;
		expect((await run('operate', 'erase', id, 'A court said so')).code).toBe(0);
		await expect.poll(async () => (await file('cameras.csv')).status, { timeout: 60_000 }).toBe(410);
		const problem = await (await file('cameras.csv')).json();
		expect(problem).toMatchObject({
			detail: 'A court said so',
			sha256: old.files.find(({ name }) => name === 'cameras.csv')?.sha256
		});
		expect(existsSync(join(kept, day))).toBe(false);
		const corrected = await manifestOf(`${day}.2`);
		expect(corrected).toMatchObject({ corrects: day, cameras: old.cameras - 1 });
		const left = await (await file('cameras.geojson', `${day}.2`)).json();
		expect(left.count).toBe(old.cameras - 1);
		expect(left.features).toEqual(features.slice(1));
		expect(readFileSync(join(kept, `${day}.2`, 'cameras.csv'), 'utf8')).not.toContain(id);
		expect(await (await at(`/data/snapshots/${day}`)).text()).toContain('A court said so');
	});
}, 180_000);
