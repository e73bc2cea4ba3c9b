import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { rmSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, describe, expect, test } from 'vitest';
import { admitted } from '../../scripts/crowd.js';
import { startCluster } from '../support/cluster.ts';
import { copyOfEmptyData, newDatabase } from '../support/engines.ts';
import { isFull } from '../support/full.ts';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { bare, refusedStart, startServer } from '../support/server.ts';

const folder = copyOfEmptyData();
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const secret = '5e'.repeat(32);

describe('the start is refused with one sentence', () => {
	test('when the port is taken', async () => {
		const other = createServer();
		await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
		const { port } = other.address() as AddressInfo;
		const { code, printed } = await refusedStart({
			PORT: String(port),
			OKO_DATA_DIR: folder,
			OKO_SEED: 'none'
		});
		other.close();
		expect(code).toBe(1);
		expect(printed.trim()).toBe(
			`Oko cannot start. Port ${port} is taken: stop what uses it, or choose another, for example PORT=3001 npm start`
		);
	});

	test.each<[string, Record<string, string>, RegExp]>([
		[
			'half a configuration',
			{ SUPABASE_URL: 'http://x' },
			/set SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY/
		],
		['no secret', { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x' }, /OKO_SECRET/],
		['no database', { DATABASE_URL: 'postgresql://x@127.0.0.1:1/x', OKO_SECRET: secret }, /does not answer/],
		[
			'a guard off in public',
			{ OKO_CHALLENGE: 'off', ORIGIN: 'https://oko.example', OKO_DATA_DIR: folder },
			/tests only/
		]
	])('with %s', async (_name, env, sentence) => {
		const { code, printed } = await refusedStart(env);
		expect(code).toBe(1);
		expect(printed).toMatch(sentence);
		expect(printed).not.toMatch(/\n\s+at /);
		expect(printed.match(/Oko cannot start/g)).toHaveLength(1);
	});
});

test('Ctrl-C closes the database, and the next start finds everything', async () => {
	const env = { OKO_DATA_DIR: folder, OKO_SEED: 'none', ...guardOff };
	const first = await startServer(env);
	await report(first.origin, [20.4, 44.8]);
	expect(await first.end('SIGINT')).toBe(0);
	expect(first.printed()).toContain('closing the database');
	const second = await startServer(env);
	expect(await count(second.origin)).toBe(1);
	await second.end();
});

test('what is worked on when the server is told to end is answered', async () => {
	const url = await newDatabase();
	const server = await startServer({ DATABASE_URL: url, ...guardOff });
	const owner = postgres(url, { max: 2, onnotice: () => {} });
	let sent: Promise<string | null> | undefined;
	let ended: Promise<number | null> | undefined;
	await owner.begin(async (sql) => {
		await sql`select from private.version for update`;
		sent = report(server.origin, [20.4, 44.8]);
		const waits = () =>
			owner`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
		await expect.poll(async () => (await waits())[0]?.n, { timeout: 30_000 }).toBe(1);
		ended = server.end();
		await expect.poll(() => server.printed(), { timeout: 30_000 }).toContain('closing the database');
	});
	expect(await sent).toMatch(/^[0-9A-Z]{10}$/);
	expect(await ended).toBe(0);
	await owner.end();
});

test('who waits for a page is let in by turn, and a thousand wait at most', async () => {
	class Answer extends EventEmitter {
		destroyed = false;
		status = 0;
		writeHead(status: number) {
			this.status = status;
		}
		end() {}
	}
	const ask = () => {
		const answer = new Answer();
		return { answer, isIn: admitted({ method: 'GET', url: '/list' } as never, answer as never) };
	};
	const inside = Array.from({ length: 32 }, ask);
	expect(await Promise.all(inside.map(({ isIn }) => isIn))).not.toContain(false);
	const waiting = Array.from({ length: 1000 }, ask);
	const late = ask();
	expect(await late.isIn).toBe(false);
	expect(late.answer.status).toBe(503);
	expect(waiting.filter(({ answer }) => answer.status !== 0)).toEqual([]);
	inside[0]?.answer.writeHead(200);
	expect(await waiting[0]?.isIn).toBe(true);
	// Whoever goes away while they wait takes no place.
	waiting[1]?.answer.emit('close');
	expect(await waiting[1]?.isIn).toBe(false);
	for (const { isIn } of waiting.slice(2)) expect(await isIn).toBe(false);
	expect(new Set(waiting.slice(2).map(({ answer }) => answer.status))).toEqual(new Set([503]));
});

test('300 readers at once restart nothing, and lose no report that was answered 201', async () => {
	const { env, remove } = await engineEnv('embedded');
	const server = await startServer({ ...env, ...guardOff });
	const statuses = new Set<number>();
	const readers = Array.from({ length: 300 }, async () => {
		const response = await fetch(`${server.origin}/list`);
		if (response.status === 503) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
		await response.text();
		statuses.add(response.status);
	});
	const ids = await Promise.all([0, 1, 2, 3].map((i) => report(server.origin, [20.4 + i * 0.01, 44.8])));
	await Promise.all(readers);
	expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
	expect(server.printed()).not.toContain('restarted');
	expect(await count(server.origin)).toBe(ids.filter(Boolean).length);
	await server.end();
	remove();
});

test.each(['embedded', 'postgres'] as const)(
	'kill -9 three times while reports are sent loses none that was answered 201 (%s)',
	async (kind) => {
		// The embedded engine syncs each of them.
		const all = kind === 'postgres' || isFull ? 500 : 200;
		const { env, remove } = await engineEnv(kind);
		const answered = new Set<string>();
		let next = 0;
		const position = () => {
			const i = next++;
			return [20 + (i % 90) * 0.01, 44.25 + Math.floor(i / 90) * 0.01];
		};
		for (let round = 0; round < 3; round++) {
			const server = await startServer({ ...env, ...guardOff });
			const before = answered.size;
			const until = all * (round < 2 ? 0.3 : 0.4);
			const clients = Array.from({ length: 8 }, async () => {
				for (;;) {
					const id = await report(server.origin, position()).catch(() => null);
					if (!id) return;
					answered.add(id);
					if (answered.size - before >= until) void server.end('SIGKILL');
				}
			});
			await Promise.all(clients);
			await server.end('SIGKILL');
		}
		expect(answered.size).toBeGreaterThanOrEqual(all);
		const last = await startServer({ ...env, ...guardOff });
		const { features } = (await (await fetch(`${last.origin}/data/cameras.geojson`)).json()) as {
			features: { id: string }[];
		};
		const kept = new Set(features.map(({ id }) => id));
		expect([...answered].filter((id) => !kept.has(id))).toEqual([]);
		await last.end();
		remove();
	}
);

test('a database that goes away is a 503 with Retry-After, and comes back', async () => {
	const cluster = await startCluster();
	try {
		const server = await startServer({ DATABASE_URL: await cluster.createDatabase(), ...guardOff });
		expect(await count(server.origin)).toBe(0);
		await report(server.origin, [20.4, 44.8]);
		cluster.kill();
		// The list, tiles and downloads go on from memory, also those that nobody has asked for yet.
		expect((await fetch(`${server.origin}/tiles/cameras/0/0/0.mvt`)).status).toBe(200);
		expect(await count(server.origin)).toBe(1);
		expect((await fetch(`${server.origin}/list`)).status).toBe(200);
		for (const path of ['/', '/readyz', '/api/cameras/0000000001']) {
			const response = await fetch(server.origin + path);
			expect(response.status, path).toBe(503);
			expect(Number(response.headers.get('retry-after')), path).toBeGreaterThan(0);
			expect(await response.text(), path).not.toMatch(/at .*\.js:\d+|ECONN/);
		}
		const sent = await fetch(`${server.origin}/api/reports`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ position: [20.4, 44.8] })
		});
		expect(sent.status).toBe(503);
		expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
		// Sent again with the same key it is not written twice, so the page keeps the key.
		const key = 'k'.repeat(30);
		const form = await fetch(`${server.origin}/report?/report`, {
			method: 'POST',
			headers: { Accept: 'text/html', Origin: server.origin },
			body: new URLSearchParams({ key, position: '44.8, 20.4', publish: 'now' })
		});
		expect(form.status).toBe(503);
		expect(await form.text()).toContain(`value="${key}"`);
		cluster.start();
		await expect.poll(() => count(server.origin).catch(() => null), { timeout: 30_000 }).toBe(1);
		cluster.kill();
		expect((await fetch(`${server.origin}/readyz`)).status).toBe(503);
		expect(await server.end()).toBe(0);
	} finally {
		cluster.stop();
	}
});

test('operator commands reach a running server, and a stopped one', async () => {
	const env = { OKO_DATA_DIR: folder, OKO_SEED: 'none' };
	const operate = (...words: string[]) => {
		const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/operate.ts', ...words], {
			env: { ...bare, OKO_SECRET: secret, ...env },
			encoding: 'utf8'
		});
		return { said: stdout + stderr, status };
	};
	const server = await startServer({ ...env, ...guardOff });
	const id = (await report(server.origin, [20.41, 44.81])) ?? '';
	expect(operate('status')).toMatchObject({ status: 0, said: expect.stringContaining('"reported"') });
	expect(operate('hide', id, 'It', 'stands', 'on', 'a', 'home')).toMatchObject({ status: 0 });
	const page = await fetch(`${server.origin}/en/cameras/${id}`);
	expect(page.status).toBe(410);
	expect(await page.text()).toContain('It stands on a home');
	await server.end();
	expect(operate('restore', id)).toMatchObject({ status: 0, said: expect.stringContaining('reported') });
	expect(operate('hide', id)).toMatchObject({ status: 1, said: expect.stringContaining('npm run operate') });
	expect(operate('restore', 'K7')).toMatchObject({
		status: 1,
		said: expect.stringContaining('no camera id')
	});
});

async function report(origin: string, position: number[]): Promise<string | null> {
	const response = await fetch(`${origin}/api/reports`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ position, another_camera: true })
	});
	if (response.status !== 201) return null;
	return ((await response.json()) as { camera: { id: string } }).camera.id;
}

async function count(origin: string): Promise<number> {
	return ((await (await fetch(`${origin}/data/cameras.geojson`)).json()) as { count: number }).count;
}
