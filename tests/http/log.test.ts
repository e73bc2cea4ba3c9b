import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { addDays, belgradeDay } from '../../src/lib/camera/day.ts';
import { verifyLog, type KeptHead } from '../../src/lib/camera/log.ts';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { bare, startServer, type RunningServer } from '../support/server.ts';

/** Two cameras on the first day, one of them verified on the third; closed on the fourth. */
const history = `
	create function pg_temp.made(p_at timestamptz, p_lng float8) returns bigint language sql as
		$$ select (private.take_report(p_at, jsonb_build_object('report_id', gen_random_uuid(), 'lng', p_lng, 'lat', 44.81))
			-> 'camera' ->> 'number')::bigint $$;
	select private.set_camera_state('2026-03-03T12:00Z', pg_temp.made('2026-03-01T12:00Z', 20.41), 'verified');
	select pg_temp.made('2026-03-01T12:00Z', 20.42);
	select private.close_days('2026-03-04T12:00Z')`;

/** Runs SQL as the owner while no server has the database open. */
async function asOwner(env: Record<string, string>, statements: string): Promise<void> {
	if (env.OKO_DATA_DIR) {
		const database = await openPglite(join(env.OKO_DATA_DIR, 'db'));
		await database.exec(statements);
		return database.close();
	}
	await (await openEngine({ ...env, OKO_SECRET: '5e'.repeat(32) })).close();
	const sql = postgres(env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} });
	await sql.unsafe(statements);
	await sql.end();
}

/** Runs a script of ours; answers its exit code and what it printed. */
function script(file: string, args: string[], env: Record<string, string> = {}) {
	return new Promise<{ code: number; said: string }>((resolve) => {
		const all = { ...bare, OKO_SECRET: '5e'.repeat(32), ...env };
		execFile(process.execPath, [`scripts/${file}`, ...args], { env: all }, (error, out, said) =>
			resolve({ code: Number(error?.code ?? 0), said: out + said })
		);
	});
}

describe.each(serverEngines)('the public log (%s)', (kind) => {
	let server: RunningServer;
	let env: Record<string, string>;
	let remove = () => {};
	const folder = mkdtempSync(join(tmpdir(), 'oko-log-'));
	const { at, reported } = requests(() => server);
	const log = async (query = '') => (await at(`/data/log.jsonl${query}`)).text();
	const lines = async (query = '') =>
		(await log(query))
			.split('\n')
			.filter(Boolean)
			.map((line) => JSON.parse(line) as Record<string, string>);
	const days = async () =>
		((await (await at('/data/log/heads.json')).json()) as { days: (KeptHead & { day: string })[] }).days;
	const verified = async (kept: KeptHead[] = []) =>
		verifyLog((await at('/data/log.jsonl')).body as ReadableStream<Uint8Array>, kept);
	const operate = (...args: string[]) => script('operate.ts', args, env);

	beforeAll(async () => {
		({ env, remove } = await engineEnv(kind));
		await asOwner(env, history);
		server = await startServer({ ...env, ...guardOff });
	});
	afterAll(async () => {
		await server?.end();
		remove();
		rmSync(folder, { recursive: true, force: true });
	});

	test('holds closed days only, and gives its heads', async () => {
		await reported();
		const response = await at('/data/log.jsonl');
		expect(response.headers.get('content-type')).toContain('application/x-ndjson');
		expect(response.headers.get('content-disposition')).toMatch(/"oko-log-\d{4}-\d\d-\d\d\.jsonl"/);
		expect(response.headers.get('access-control-allow-origin')).toBe('*');
		const heads = await (await at('/data/log/heads.json')).json();
		expect(heads).toMatchObject({
			format: 'oko-log-1',
			licence: 'ODbL-1.0',
			generated: expect.stringMatching(/^\d{4}-\d\d-\d\d$/)
		});
		const closed = await days();
		expect(closed.slice(0, 3)).toEqual([
			{ day: '2026-03-01', head: expect.stringMatching(/^[0-9a-f]{64}$/), leaves: 2 },
			{ day: '2026-03-02', head: expect.stringMatching(/^[0-9a-f]{64}$/), leaves: 0 },
			{ day: '2026-03-03', head: expect.stringMatching(/^[0-9a-f]{64}$/), leaves: 1 }
		]);
		const found = await lines();
		// What was reported just now is of a day that is still open.
		expect(found.filter(({ leaf }) => leaf)).toHaveLength(3);
		expect(found.map(({ day }) => day)).toEqual(found.map(({ day }) => day).sort());
		const { finding, events, heads: computed } = await verified(closed);
		expect({ finding, events }).toEqual({ finding: null, events: 3 });
		expect([...computed.values()]).toEqual(closed.map(({ head }) => head));
	});

	test('the clock closes what is over, up to yesterday', async () => {
		const yesterday = addDays(belgradeDay(), -1);
		// Within the minutes after midnight it is the day before.
		await expect
			.poll(async () => (await days()).at(-1)?.day ?? '', { timeout: 40_000, interval: 1000 })
			.toSatisfy((day: string) => Date.parse(yesterday) - Date.parse(day) <= 86_400_000);
		expect((await verified(await days())).finding).toBeNull();
	});

	test('goes on where it broke off', async () => {
		const whole = await lines();
		expect(await lines('?from=2026-03-02')).toEqual(whole.slice(3));
		expect(await lines(`?from=2026-03-01&after=${whole[0]?.leaf}`)).toEqual(whole.slice(1));
		expect(await log('?from=9999-12-31')).toBe('');
	});

	test.each([
		['from=x', 'from'],
		['from=2026-02-30', 'from'],
		['from=0000-01-01', 'from'],
		['from=2026-03-01&from=2026-03-02', 'from'],
		['from=2026-03-01&after=x', 'after'],
		[`after=${'0'.repeat(64)}`, 'after'],
		['page=2', 'page']
	])('a parameter that is not understood is a 400 that names it: %s', async (query, name) => {
		const response = await at(`/data/log.jsonl?${query}`);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({ code: 'bad_filter', errors: [{ field: name }] });
		expect((await at(`/data/log/heads.json?${query}`)).status).toBe(400);
	});

	test('is fetched once while nothing changes', async () => {
		for (const path of ['/data/log.jsonl', '/data/log/heads.json']) {
			const first = await at(path);
			const etag = first.headers.get('etag') ?? '';
			await first.arrayBuffer();
			expect(etag).toMatch(/^"[\w-]{27}"$/);
			expect((await at(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
			const head = await at(path, { method: 'HEAD', headers: { 'If-None-Match': '"x"' } });
			expect([head.status, head.headers.get('etag')]).toEqual([200, etag]);
		}
		expect((await at('/data/log.jsonl')).headers.get('etag')).not.toBe(
			(await at('/data/log.jsonl?from=2026-03-02')).headers.get('etag')
		);
	});

	test('what is hidden is withheld, comes back when it is shown again, and is gone when erased', async () => {
		const whole = await log();
		const kept = await days();
		const etag = (await at('/data/log.jsonl')).headers.get('etag') ?? '';
		const line = (await lines()).find(({ line }) => line?.includes('"verified"'))?.line ?? '{}';
		const { camera } = JSON.parse(line) as { camera: string };
		expect((await operate('hide', camera, 'It', 'stands', 'on', 'a', 'home')).code).toBe(0);
		const again = await at('/data/log.jsonl', { headers: { 'If-None-Match': etag } });
		expect(again.status).toBe(200);
		const withheld = await again.text();
		expect(withheld).not.toContain(camera);
		expect(withheld.match(/"withheld": "hidden"/g)).toHaveLength(2);
		expect(await verified(kept)).toMatchObject({ finding: null, events: 3, withheld: 2 });
		expect((await operate('restore', camera)).code).toBe(0);
		expect(await log()).toBe(whole);
		const erased = await operate('erase', camera, 'A', 'court', 'said', 'so');
		expect(erased).toMatchObject({ code: 0, said: expect.stringContaining('"erased_lines": 5') });
		expect((await log()).match(/"withheld": "erased"/g)).toHaveLength(2);
		expect(await verified(kept)).toMatchObject({ finding: null, events: 3, withheld: 2 });
		expect((await at(`/cameras/${camera}`)).status).toBe(410);
	});

	test('npm run verify-log says whether a log is what it was, and where it is not', async () => {
		const verify = (...args: string[]) => script('verify-log.ts', args);
		const file = join(folder, 'log.jsonl');
		const heads = join(folder, 'heads.json');
		const text = await log();
		writeFileSync(file, text);
		writeFileSync(heads, await (await at('/data/log/heads.json')).text());
		const [first] = await days();
		const { origin } = server;

		const good = await verify(`${origin}/data/log.jsonl`, '--heads', `${origin}/data/log/heads.json`);
		expect(good).toMatchObject({ code: 0, said: expect.stringContaining('Everything agrees.') });
		const one = await verify(file, '--heads', heads, '--head', first?.head ?? '');
		expect(one).toMatchObject({ code: 0, said: expect.stringContaining('the head of 2026-03-01') });

		writeFileSync(file, text.replace('"reported', '"REPORTED'));
		const changed = await verify(file);
		expect(changed.code).toBe(1);
		expect(changed.said).toMatch(/^It does not agree\.\n2026-03-01, line [12] of the file: .* was changed\./);
		writeFileSync(file, text.split('\n').slice(1).join('\n'));
		const dropped = await verify(file);
		expect(dropped).toMatchObject({
			code: 1,
			said: expect.stringContaining('2026-03-01, line 2 of the file')
		});
		writeFileSync(file, text);
		const unknown = await verify(file, '--head', 'a'.repeat(64));
		expect(unknown).toMatchObject({ code: 1, said: expect.stringContaining('No closed day has the head') });

		for (const args of [
			[],
			['/nowhere'],
			[`${origin}/nowhere`],
			[file, '--head', 'x'],
			[file, '--heads', file]
		])
			expect((await verify(...args)).code).toBe(2);
	});

	test('the page is in its language, and no data address', async () => {
		const page = await at('/data/log', { headers: { 'Accept-Language': 'en' } });
		const html = await page.text();
		expect(page.headers.get('access-control-allow-origin')).toBeNull();
		expect(html).toContain('<html lang="sr-Latn"');
		expect(html).toContain((await days()).at(-1)?.head);
		expect(html).toContain('<noscript>');
		expect(await (await at('/en/data/log')).text()).toContain('The public log');
	});
});

test('before a day is closed the log is empty, and says so', async () => {
	const { env, remove } = await engineEnv('postgres');
	const server = await startServer({ ...env, ...guardOff });
	try {
		const at = async (path: string) => (await fetch(server.origin + path)).text();
		expect(await at('/data/log.jsonl')).toBe('');
		expect(JSON.parse(await at('/data/log/heads.json'))).toMatchObject({ days: [] });
		expect(await at('/en/data/log')).toContain('No day is closed yet');
		const { code, said } = await script('verify-log.ts', [`${server.origin}/data/log.jsonl`]);
		expect([code, said]).toEqual([0, expect.stringContaining('No day is closed yet')]);
	} finally {
		await server.end();
		remove();
	}
});
