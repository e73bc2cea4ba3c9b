import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FetchSource, PMTiles } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyOfEmptyData } from '../support/engines.ts';
import { guardOff } from '../support/on-engines.ts';
import { bare, startServer, type RunningServer } from '../support/server.ts';
import { writeTinyArchive } from '../support/tiny-archive.ts';

const archives = mkdtempSync(join(tmpdir(), 'oko-archives-'));
const source = join(archives, 'tiny.pmtiles');
beforeAll(() => writeTinyArchive(source));
afterAll(() => rmSync(archives, { recursive: true }));

describe('streets', () => {
	let server: RunningServer;
	let dataDir: string;
	beforeAll(async () => {
		dataDir = copyOfEmptyData();
		server = await startServer({ OKO_DATA_DIR: dataDir, OKO_SEED: 'none', ...guardOff });
	});
	afterAll(async () => {
		await server?.end();
		rmSync(dataDir, { recursive: true });
	});
	const file = () => readFileSync(join(dataDir, 'basemap.pmtiles'));
	const at = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
		fetch(server.origin + path, { method, headers });
	const pageData = async () => (await at('/__data.json')).text();
	const versionNow = async () =>
		(await at('/basemap.pmtiles', {}, 'HEAD')).headers.get('etag')?.slice(1, -1) ?? '';

	test('there are none until the operator brings them, and that is no fault', async () => {
		await expect.poll(server.printed).toContain('no streets yet: npm run provision');
		const missing = await at('/basemap.pmtiles', { Range: 'bytes=0-99' });
		expect(missing.status).toBe(404);
		expect(missing.headers.get('content-type')).toBe('application/problem+json');
		expect((await at('/basemap/style.json?scheme=light&locale=en')).status).toBe(404);
		expect(await pageData()).not.toContain('OpenStreetMap');
	});

	test('what npm run provision brings is there without a restart', async () => {
		const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/provision.ts', source], {
			env: { ...bare, OKO_DATA_DIR: dataDir },
			encoding: 'utf8'
		});
		expect(status, stderr).toBe(0);
		expect(stdout).toContain('100 %');
		expect((await at('/basemap.pmtiles', { Range: 'bytes=0-6' })).status).toBe(206);
		expect(await pageData()).toContain('Protomaps © OpenStreetMap');
		// What the server draws at first is what the map will draw.
		const page = await (await at('/')).text();
		expect(page).toMatch(/<path id="roads" d="M-?\d+ -?\d+l512 0/);
		expect(page).not.toContain('class="bridges"');
		const layers = (await (await at('/basemap/style.json?scheme=dark&locale=sr-Latn')).json()) as {
			id: string;
		}[];
		expect(layers.map(({ id }) => id)).toContain('street-residential');
		expect((await at('/basemap/style.json?scheme=pink&locale=sr-Latn')).status).toBe(404);
	});

	test('it is sent in ranges', async () => {
		const part = await at('/basemap.pmtiles', { Range: 'bytes=10-19' });
		expect(part.status).toBe(206);
		expect(part.headers.get('content-range')).toBe(`bytes 10-19/${file().length}`);
		expect(part.headers.get('accept-ranges')).toBe('bytes');
		expect(part.headers.get('content-type')).toBe('application/vnd.pmtiles');
		expect(part.headers.get('x-content-type-options')).toBe('nosniff');
		expect(part.headers.get('cross-origin-resource-policy')).toBe('same-origin');
		expect(Buffer.from(await part.arrayBuffer()).equals(file().subarray(10, 20))).toBe(true);
		const beyond = await at('/basemap.pmtiles', { Range: `bytes=${file().length}-` });
		expect(beyond.status).toBe(416);
		expect(beyond.headers.get('content-range')).toBe(`bytes */${file().length}`);
		const whole = await at('/basemap.pmtiles');
		expect(whole.status).toBe(200);
		expect(Buffer.from(await whole.arrayBuffer()).equals(file())).toBe(true);
		const head = await at('/basemap.pmtiles', {}, 'HEAD');
		expect(head.headers.get('content-length')).toBe(String(file().length));
		expect((await at('/basemap.pmtiles', {}, 'POST')).status).toBe(405);
	});

	test('it is kept for good under its version, and asked for again otherwise', async () => {
		const version = await versionNow();
		const versioned = await at(`/basemap.pmtiles?v=${version}`, { Range: 'bytes=0-9' });
		expect(versioned.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		const other = await at('/basemap.pmtiles?v=other', { Range: 'bytes=0-9' });
		expect(other.headers.get('cache-control')).toBe('public, no-cache');
		// Node's fetch would say no-cache by itself.
		const known = { 'If-None-Match': `"${version}"`, 'Cache-Control': 'max-age=0' };
		expect((await at('/basemap.pmtiles', known)).status).toBe(304);
		const stale = await at('/basemap.pmtiles', { Range: 'bytes=0-9', 'If-Range': '"other"' });
		expect(stale.status).toBe(200);
		await stale.body?.cancel();
	});

	test('a reader of PMTiles reads it over HTTP, and notices another file', async () => {
		const pmtiles = new PMTiles(new FetchSource(`${server.origin}/basemap.pmtiles`));
		expect(await pmtiles.getZxy(0, 0, 0)).toBeTruthy();
		const before = await versionNow();
		const { status } = spawnSync(process.execPath, ['scripts/provision.ts', source], {
			env: { ...bare, OKO_DATA_DIR: dataDir }
		});
		expect(status).toBe(0);
		expect(await versionNow()).not.toBe(before);
		expect(await pmtiles.getZxy(1, 1, 0)).toBeTruthy();
	});
});

describe('the offer of npm start, at a terminal', () => {
	async function offered(answer: string, env: Record<string, string>) {
		const dataDir = mkdtempSync(join(tmpdir(), 'oko-offer-'));
		const offer = "import('./scripts/offer-streets.ts').then((module) => module.offerStreets())";
		// script(1) gives it a terminal.
		const child = spawn('script', ['-qefc', `${process.execPath} -e "${offer}"`, '/dev/null'], {
			env: { ...bare, OKO_DATA_DIR: dataDir, OKO_BASEMAP_SOURCE: source, ...env }
		});
		let printed = '';
		let isAnswered = false;
		child.stdout.on('data', (chunk) => {
			printed += String(chunk);
			if (isAnswered || !printed.includes('[y/N]')) return;
			isAnswered = true;
			child.stdin.write(answer);
		});
		const code = await new Promise((done) => child.once('exit', done));
		const files = readdirSync(dataDir);
		rmSync(dataDir, { recursive: true });
		return { printed, files, code };
	}

	test('a yes brings the streets, with progress', async () => {
		const { printed, files } = await offered('y\n', {});
		expect(printed).toMatch(/no streets yet[^]*\[y\/N\][^]*100 % of/);
		expect(files).toEqual(['basemap.pmtiles']);
	});

	test('nothing is brought unasked, and Ctrl-C still ends the server', async () => {
		expect(await offered('\n', {})).toMatchObject({ files: [], code: 0 });
		expect(await offered('\u0003', {})).toMatchObject({ files: [], code: 130 });
	});

	test('nothing is asked in continuous integration', async () => {
		expect(await offered('', { CI: 'true' })).toEqual({ printed: '', files: [], code: 0 });
	});
});

test('the command says what is wrong in a sentence', () => {
	mkdirSync(join(archives, 'data'), { recursive: true });
	const run = (...args: string[]) =>
		spawnSync(process.execPath, ['scripts/provision.ts', ...args], {
			env: { ...bare, OKO_DATA_DIR: join(archives, 'data') },
			encoding: 'utf8'
		});
	const { status, stderr } = run('http://127.0.0.1:9/planet.pmtiles');
	expect(status).toBe(1);
	expect(stderr).toMatch(/^127\.0\.0\.1:9 cannot be reached \([^)]*\)\.\n$/);
	expect(run('--whatever').stderr).toMatch(/Unknown option/);
	expect(run('--help').stdout).toMatch(/npm run provision -- areas/);
});
