import { createHash } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, describe, expect, test } from 'vitest';
import { noHead, parseLogLine, verifyLog, type LogLine } from '../../src/lib/camera/log.ts';
import { openPostgres } from '../../src/lib/server/engine/connections.ts';
import { bootLite } from '../../src/lib/server/engine/lite.ts';
import { describeEngines, newDatabase } from '../support/engines.ts';
import { reportArguments, somewhere, verbs } from '../support/record.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
interface Heads {
	version: number;
	days: { day: string; head: string; leaves: number }[];
}

describeEngines('the public log', (database) => {
	const sql = <T>(statement: string, parameters: unknown[] = []) => database().sql<T>(statement, parameters);
	const { reportAt } = verbs(database);
	const report = async (at: string) => (await reportAt(at, somewhere())).camera.number;
	const setState = (at: string, number: number, state: string | null, reason: string | null = null) =>
		sql(`select private.set_camera_state($1::timestamptz, $2::bigint, $3::text, $4::text)`, [
			at,
			number,
			state,
			reason
		]);
	const close = async (at: string) =>
		(await sql<{ n: number }>(`select private.close_days($1::timestamptz) as n`, [at]))[0]?.n;
	const heads = async (p_last?: number) =>
		(await database().anon.rpc('log_heads', { p_last })).data as unknown as Heads;
	/** the whole log, read in pages of three lines */
	const text = async () => {
		const lines: string[] = [];
		let [day, place] = ['0001-01-01', ''];
		for (;;) {
			const { data, error } = await database().anon.rpc('log_lines', {
				p_from: day,
				p_after: place,
				p_limit: 3
			});
			expect(error).toBeNull();
			if (!data) return lines;
			lines.push(...data.split('\n'));
			const last = parseLogLine(lines.at(-1) ?? '') as LogLine;
			[day, place] = [last.day, 'leaf' in last ? last.leaf : 'head'];
		}
	};
	const verified = async (kept: Heads['days'] = []) =>
		verifyLog(new Blob([(await text()).map((line) => `${line}\n`).join('')]).stream(), kept);
	let first: number;
	let second: number;

	test('is empty until the first day is over', async () => {
		expect(await close('2026-03-01T12:00Z')).toBe(0);
		first = await report('2026-03-01T12:00Z');
		second = await report('2026-03-01T13:00Z');
		// 23:59 in Belgrade, and within the minutes after midnight.
		expect(await close('2026-03-01T22:59Z')).toBe(0);
		expect(await close('2026-03-01T23:09Z')).toBe(0);
		expect((await heads()).days).toEqual([]);
		expect(await text()).toEqual([]);
	});

	test('a day is closed after midnight in Belgrade, once, by the formula', async () => {
		await setState('2026-03-03T10:00Z', first, 'verified');
		expect(await close('2026-03-01T23:10Z')).toBe(1);
		expect(await close('2026-03-01T23:10Z')).toBe(0);
		const events = await sql<{ salt: string; public_line: string }>(
			`select salt, public_line from public.camera_events where day = '2026-03-01'`
		);
		const leaves = events.map((event) => sha256(event.salt + event.public_line)).sort();
		expect((await heads()).days).toEqual([
			{
				day: '2026-03-01',
				head: sha256(`${noHead}\n2026-03-01\n${leaves[0]}\n${leaves[1]}\n`),
				leaves: 2
			}
		]);
		expect((await text()).map((line) => (JSON.parse(line) as { leaf?: string }).leaf)).toEqual([
			...leaves,
			undefined
		]);
	});

	test('days that nobody closed are closed in their order, and one without events has a head too', async () => {
		const [one] = (await heads()).days;
		expect(await close('2026-03-05T12:00Z')).toBe(3);
		const { days } = await heads();
		expect(days.map(({ day, leaves }) => [day, leaves])).toEqual([
			['2026-03-01', 2],
			['2026-03-02', 0],
			['2026-03-03', 1],
			['2026-03-04', 0]
		]);
		expect(days[1]?.head).toBe(sha256(`${one?.head}\n2026-03-02\n`));
		expect((await heads(2)).days).toEqual(days.slice(2));
		const verdict = await verified(days);
		expect(verdict).toMatchObject({ finding: null, events: 3, withheld: 0 });
		expect([...verdict.heads.values()]).toEqual(days.map(({ head }) => head));
	});

	test('an event that comes after its day was closed stands in the next', async () => {
		const before = (await heads()).days;
		await setState('2026-03-04T22:59:59Z', second, 'verified');
		const [event] = await sql<{ day: string; logged_on: string }>(
			`select day::text, logged_on::text from public.camera_events order by version desc limit 1`
		);
		expect(event).toEqual({ day: '2026-03-04', logged_on: '2026-03-05' });
		expect(await close('2026-03-06T12:00Z')).toBe(1);
		expect((await heads()).days.slice(0, 4)).toEqual(before);
		expect(await verified(before)).toMatchObject({ finding: null, events: 4 });
	});

	test('a hidden camera keeps its leaves, and its lines come back with it', async () => {
		const whole = await text();
		await setState('2026-03-06T13:00Z', first, 'hidden', 'It stands on a home');
		const { days } = await heads();
		const lines = (await text()).map((line) => JSON.parse(line) as Record<string, unknown>);
		const withheld = lines.filter((line) => 'withheld' in line);
		expect(withheld).toHaveLength(2);
		for (const line of withheld) {
			expect(Object.keys(line).sort()).toEqual(['day', 'leaf', 'withheld']);
			expect(line.withheld).toBe('hidden');
		}
		expect(await verified(days)).toMatchObject({ finding: null, events: 4, withheld: 2 });
		await setState('2026-03-06T14:00Z', first, null);
		expect(await text()).toEqual(whole);
		expect(await verified(days)).toMatchObject({ finding: null, events: 4, withheld: 0 });
	});

	test('so does one that was withdrawn', async () => {
		const { report_id } = await reportAt('2026-03-07T10:00Z', somewhere());
		await sql(`select private.withdraw_report('2026-03-07T10:05Z', $1::uuid)`, [report_id]);
		await close('2026-03-08T12:00Z');
		const lines = (await text()).filter((line) => line.includes('"withdrawn"'));
		expect(lines).toHaveLength(2);
		for (const line of lines) expect(line).not.toContain('salt');
		expect((await verified()).finding).toBeNull();
	});

	test('an erased camera loses salts and lines for good; the leaves still give the heads', async () => {
		const before = await heads();
		const { error: nameless } = await database().service.rpc('erase_camera', {
			p_number: second,
			p_reason: ' '
		});
		expect(nameless?.code).toBe('PT422');
		const { data, error } = await database().service.rpc('erase_camera', {
			p_number: second,
			p_reason: 'A court said so'
		});
		expect(error).toBeNull();
		// Reported, verified, and that it was hidden just now.
		expect(data).toEqual({ camera_number: second, erased: 3 });
		const kept = await sql(
			`select from public.camera_events where camera_number = $1::bigint and (salt is not null or public_line is not null)`,
			[second]
		);
		expect(kept).toEqual([]);
		const after = await heads();
		expect(after.days).toEqual(before.days);
		expect(after.version).toBeGreaterThan(before.version);
		expect((await text()).filter((line) => line.includes('"erased"'))).toHaveLength(2);
		expect(await verified(before.days)).toMatchObject({ finding: null });
		expect((await database().anon.rpc('camera', { p_number: second })).data).toEqual({
			gone: 'hidden',
			reason: 'A court said so'
		});
		// Shown again, its page has a history without what was erased.
		await setState('2026-03-08T14:00Z', second, null);
		const shown = (await database().anon.rpc('camera', { p_number: second })).data as unknown as {
			history: { kind: string; state: string | null }[];
		};
		expect(shown.history.map(({ state }) => state)).toEqual([null, null, null, 'verified']);
		expect((await text()).filter((line) => line.includes('"erased"'))).toHaveLength(2);
		const missing = await database().service.rpc('erase_camera', { p_number: 1, p_reason: 'x' });
		expect(missing.error?.code).toBe('PT404');
	});

	test('whoever kept a head finds what the owner of the database did', async () => {
		const { days } = await heads();
		const [victim] = await sql<{ id: string; public_line: string }>(
			`select id, public_line from public.camera_events where camera_number = $1::bigint order by version limit 1`,
			[first]
		);
		const set = (line: string) =>
			sql('update public.camera_events set public_line = $1 where id = $2::uuid', [line, victim?.id]);
		await set(`${victim?.public_line} `);
		expect((await verified(days)).finding).toMatchObject({ kind: 'leaf', day: '2026-03-01' });
		// A careful one also computes the leaf and every head anew.
		await sql(`update public.camera_events set leaf = private.leaf(salt, public_line) where id = $1::uuid`, [
			victim?.id
		]);
		expect((await verified(days)).finding).toMatchObject({ kind: 'head', day: '2026-03-01' });
		await sql('delete from public.log_days');
		await close('2026-03-08T12:00Z');
		expect((await verified()).finding).toBeNull();
		expect((await verified(days.slice(-1))).finding).toMatchObject({ kind: 'kept', day: '2026-03-07' });
		expect((await verified(days)).finding).toMatchObject({ kind: 'kept', day: '2026-03-01' });
		// Put back, everything is as it was.
		await set(victim?.public_line ?? '');
		await sql(`update public.camera_events set leaf = private.leaf(salt, public_line) where id = $1::uuid`, [
			victim?.id
		]);
		await sql('delete from public.log_days');
		await close('2026-03-08T12:00Z');
		expect((await verified(days)).finding).toBeNull();
	});
});

describe('on PostgreSQL', () => {
	const opened: { end(): Promise<void> }[] = [];
	afterAll(async () => {
		for (const one of opened) await one.end();
	});

	test('a transaction from before midnight and several closers cannot change a closed day', async () => {
		const url = await newDatabase();
		const engine = await openPostgres(url);
		const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test', jwt: 'x'.repeat(40) };
		await engine.whileAlone(() => bootLite(engine, keys, false, () => {}));
		const sql = postgres(url, { max: 12, onnotice: () => {} });
		opened.push(sql, { end: () => engine.close() });
		const report = (on: postgres.ISql, at: string, place: number) => {
			const { p_report } = reportArguments({ lng: 20.3 + place * 0.01, lat: 44.81 });
			return on`select private.take_report(${at}::timestamptz, ${JSON.stringify(p_report)}::text::jsonb)`;
		};
		await report(sql, '2026-03-01T12:00Z', 0);
		// One writer holds the version, with an event of the day to be closed; closers and another writer wait.
		const slow = await sql.reserve();
		await slow`begin`;
		await report(slow, '2026-03-01T22:59:00Z', 10);
		const closers = Array.from({ length: 6 }, () => sql`select private.close_days('2026-03-02T12:00Z') as n`);
		const waiting = Promise.all([...closers, report(sql, '2026-03-01T22:59:30Z', 2)]);
		await expect
			.poll(async () => Number((await sql`select count(*) from pg_locks where not granted`)[0]?.count))
			.toBeGreaterThanOrEqual(7);
		await slow`commit`;
		slow.release();
		await waiting;
		const closed = (await Promise.all(closers)).map(([row]) => Number(row?.n));
		expect(closed.reduce((a, b) => a + b)).toBe(1);
		await sql`select private.close_days('2026-03-03T12:00Z')`;
		const rows = await sql`select d.day::text, d.leaves, count(e.id)::int as events from public.log_days d
			left join public.camera_events e on e.logged_on = d.day group by d.day, d.leaves order by d.day`;
		expect(rows.map(({ leaves }) => leaves as number)).toEqual(rows.map(({ events }) => events as number));
		expect(rows.reduce((all, { leaves }) => all + Number(leaves), 0)).toBe(3);
	});
});
