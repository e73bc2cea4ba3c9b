import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { refusal, reviewing } from '../support/contributors.ts';
import { dateWhatWaits } from '../support/dating.ts';
import { embedded, onPostgres, type TestDatabase } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

/** What stands beside a camera all the same, and why it has to. */
const exceptions = {
	// A random time, up to a day after the true one; gone when it has come.
	'publication_queue.due_at': 'when it becomes public',
	'review_queue.due_at': 'when it becomes public',
	'survey_queue.due_at': 'when it becomes public',
	'held_reports.show_at': 'when moderators see it',
	// For ten minutes: the sender may take it back until then.
	'withdrawals.expires_at': 'for ten minutes',
	'survey_withdrawals.expires_at': 'for ten minutes',
	// A random id; the network behind it stands in another table, for a day.
	'publication_queue.burst': 'for the desk, once it is public',
	'review_queue.burst': 'for the desk, once it is public',
	'held_reports.burst': 'for the desk, once it is public',
	'burst_acts.burst': 'for two days, of what is public',
	// A name for this one camera, which nothing in the database leads to.
	'reports.person': 'nobody reviews what they reported',
	'reviews.person': 'one voice each',
	'correction_votes.person': 'one voice each',
	'review_queue.person': 'one voice each',
	'reviewers.person': 'one voice each',
	// Who it is: forgotten with the contributor, and some time after the round.
	'review_queue.contributor_id': 'what a review weighs is known when it is counted',
	'reviewers.contributor_id': 'until thirty days after the round: trust',
	'act_days.contributor_id': 'as long as reviewers: a fake that is hidden takes the trust back'
};

let cluster: Cluster;
beforeAll(async () => (cluster = await startCluster()));
afterAll(() => cluster.stop());

// A cluster of its own: transactions of all databases have numbers from one row.
const open = {
	embedded,
	postgres: async () => {
		const database = await onPostgres(await cluster.createDatabase());
		await database.sql('alter system set autovacuum = off');
		await database.sql('select pg_reload_conf()');
		return database;
	}
};

describe.each(['embedded', 'postgres'] as const)('what is kept (%s)', (kind) => {
	let opened: TestDatabase;
	const database = () => opened;
	beforeAll(async () => (opened = await open[kind]()));
	afterAll(() => opened?.close());
	const { send, report } = verbs(database);
	const { contributor } = reviewing(database);
	const sql = <T = Record<string, unknown>>(statement: string, parameters: unknown[] = []) =>
		opened.sql<T>(statement, parameters);

	test('no network, no person and no time stands beside a camera, but where it must', async () => {
		expect(await besideCameras(sql)).toEqual(Object.keys(exceptions).sort());
		await sql(
			`create table private.bad (camera_number bigint, network_key text, seen timestamptz, contributor_id uuid)`
		);
		await sql(`create table private.worse (report_id uuid references public.reports, at interval)`);
		const bad = ['bad.contributor_id', 'bad.network_key', 'bad.seen', 'worse.at'];
		expect(await besideCameras(sql)).toEqual([...Object.keys(exceptions), ...bad].sort());
		await sql('drop table private.bad, private.worse');
	});

	describe('the number of a transaction', () => {
		const next = async () =>
			Number((await sql<{ n: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as n'))[0]?.n);
		/** what a server asks for when nobody does anything */
		const idle = async () => {
			const { service, anon } = opened;
			for (const asked of [
				service.rpc('tick'),
				service.rpc('close_days'),
				service.rpc('refresh_coverage'),
				service.rpc('changes_since', { p_version: 0 }),
				service.rpc('await_changes', { p_version: 0, p_coverage_version: 0, p_most_s: 0.3 }),
				service.rpc('coverage_since', { p_version: 0 }),
				service.rpc('network_acts', { p_network_keys: ['net idle'] }),
				anon.rpc('overview'),
				anon.from('settings').select('key, value')
			])
				expect((await asked).error).toBeNull();
		};

		test('is used up by no server that is idle, whatever the hour', async () => {
			await idle();
			const before = await next();
			for (let round = 0; round < 5; round++) await idle();
			for (let hour = 1; hour < 20; hour++)
				await sql(`select private.tick(now() + make_interval(hours => $1)), private.tend_reviews(now()),
					private.tend_surveys(now()), private.close_old_corrections(now())`, [hour]); // prettier-ignore
			expect((await next()) - before).toBe(0);
		});

		test('is used up once an hour while something waits', async () => {
			await report({ ...somewhere(), publish: 'later' });
			await sql(`update private.publication_queue set due_at = now() + interval '10 days'`);
			const from = `date_trunc('hour', now()) + interval '30 hours'`;
			await sql(`select private.tick(${from})`);
			const before = await next();
			for (let minutes = 5; minutes < 180; minutes += 5)
				await sql(`select private.tick(${from} + make_interval(mins => $1))`, [minutes]);
			expect((await next()) - before).toBe(2);
		});

		test('is left on no camera and on no contributor by a review that waits', async () => {
			const { camera } = await report(somewhere());
			const one = await contributor();
			const marks = () =>
				sql<{ camera: string; version: string }>(
					`select c.xmin || ' ' || c.xmax as camera, (select v.xmin || ' ' || v.xmax from private.version v) as version
					from public.cameras c where c.number = $1::bigint`,
					[camera.number]
				);
			const before = await marks();
			const send = `select private.review_camera(now(), $1::uuid, $2, $3::bigint, 'present', p_publish => 'later',
				p_network_keys => array['net review'])`;
			await sql(send, [one.id, one.salt, camera.number]);
			expect(await marks()).toEqual(before);
			await sql(`select private.turn(now() + interval '40 hours')`);
			const [left] = await sql<{ numbers: string[] }>(`select array(
				select xmin::text from private.review_queue union select xmin::text from private.counters
				union select xmin::text from private.burst_ids union select xmax::text from private.contributors
				union select xmin::text from private.turns) as numbers`);
			// The hour's.
			expect(left?.numbers).toHaveLength(1);
			expect(await marks()).toEqual(before);
		});

		test('is one for all that waits, from the next hour on', async () => {
			const numbers = () =>
				sql<{ n: string }>(`select distinct xmin::text as n from private.publication_queue
					union select r.xmin::text from public.reports r join private.publication_queue q on q.report_id = r.id
					union select c.xmin::text from public.cameras c where c.version is null and not c.withdrawn
					union select k.xmin::text from private.idempotency_keys k join private.publication_queue q using (report_id)`);
			for (let n = 0; n < 3; n++) await report({ ...somewhere(), publish: 'later', key_hash: randomUUID() });
			expect((await numbers()).length).toBeGreaterThan(2);
			await sql(`select private.turn(now() + interval '41 hours')`);
			expect(await numbers()).toHaveLength(1);
		});

		test('is left behind in goes, when much waits', async () => {
			for (let n = 0; n < 4; n++)
				await report({ ...somewhere(), publish: 'later' }, { network_keys: [`net ${n}`] });
			const hour = `date_trunc('hour', now()) + interval '42 hours'`;
			const turns = [];
			for (let n = 0; n < 12; n++)
				turns.push(
					(
						await sql<{ done: boolean }>(
							`select private.turn(${hour} + make_interval(mins => $1), 2) as done`,
							[n]
						)
					)[0]?.done
				);
			// Each go takes two rows of each table, until one finds less.
			expect(turns.indexOf(false)).toBeGreaterThan(2);
			expect(turns.slice(turns.indexOf(false))).not.toContain(true);
			const old =
				await sql(`select from private.publication_queue q, private.turns t where age(q.xmin) > age(t.began_by)
				union all select from private.counters c, private.turns t where age(c.xmin) > age(t.began_by)`);
			expect(old).toEqual([]);
		});

		test('a report that was taken back while it waited has the number of a day, and replays as gone', async () => {
			const sent = { ...somewhere(), publish: 'later', key_hash: randomUUID(), body_hash: 'x' };
			const { report_id } = await report(sent);
			expect((await opened.service.rpc('withdraw_report', { p_report_id: report_id })).error).toBeNull();
			const noon = (days: number) =>
				sql(
					`select private.tick((private.day(now()) + $1::int + time '12:00') at time zone 'Europe/Belgrade')`,
					[days]
				);
			await noon(1);
			const [same] = await sql(`select r.xmin = t.xmin and k.xmin = t.xmin and c.xmin = t.xmin as same
				from private.turns t, public.reports r join public.cameras c on c.number = r.camera_number
				join private.idempotency_keys k on k.report_id = r.id where r.id = $1`, [report_id]); // prettier-ignore
			expect(same).toEqual({ same: true });
			await noon(2);
			expect(await sql('select from private.taken_back')).toEqual([]);
			expect((await send(sent)).error).toMatchObject({ code: 'PT410' });
			expect(await refusal(sql('select private.withdraw_report(now(), $1)', [report_id]))).toBe(
				'PT410 withdraw_time_over'
			);
		});
	});

	test('bursts name no network, nothing that waits, and are gone in two days', async () => {
		const keys = [`net ${randomUUID()}`, `net ${randomUUID()}`];
		const later = await report({ ...somewhere(), publish: 'later' }, { network_keys: keys });
		const now = await report(somewhere(), { network_keys: keys });
		const acts = () =>
			sql(
				`select burst, camera_number::text as number, day from private.burst_acts where camera_number = any ($1::bigint[])`,
				[[later.camera.number, now.camera.number]]
			);
		const before = await acts();
		expect(before).toMatchObject([{ number: String(now.camera.number) }]);
		await sql('update private.publication_queue set due_at = now() where report_id = $1', [later.report_id]);
		await opened.service.rpc('tick');
		const after = await acts();
		expect(after).toHaveLength(2);
		expect(new Set(after.map(({ burst }) => burst)).size).toBe(1);
		await sql(`select private.tick(now() + interval '25 hours')`);
		expect(await sql('select from private.burst_ids where network_key = $1', [keys[0]])).toEqual([]);
		await sql(`select private.tick(now() + interval '49 hours')`);
		expect(await acts()).toEqual([]);
	});

	// The longest of them: some 300 acts and ticks of two days.
	test('what was sent "later" is dated no better by the whole database than by guessing', async () => {
		const errors = await dateWhatWaits(opened, 14);
		expect(Object.keys(errors).length).toBeGreaterThan(15);
		const better = Object.entries(errors).filter(([, error]) => error < 0.8);
		expect(better).toEqual([]);
	});
});

/** Columns with a network, a person or a time in tables with a camera or a place. */
async function besideCameras(sql: TestDatabase['sql']): Promise<string[]> {
	const found = await sql<{ name: string }>(`
		with recursive leads (id) as (
			select unnest(array['public.cameras', 'public.surveys']::regclass[])::oid
			union
			select k.conrelid from pg_constraint k join leads l on k.confrelid = l.id where k.contype = 'f'
		), columns as (
			select c.oid as id, c.relname, a.attname, t.typname from pg_class c join pg_attribute a on a.attrelid = c.oid
			join pg_type t on t.oid = a.atttypid
			where c.relkind in ('r', 'p', 'm') and a.attnum > 0 and not a.attisdropped
				and c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
		)
		select o.relname || '.' || o.attname as name from columns o
		where (o.id in (select id from leads) or exists (select from columns place where place.id = o.id
				and (place.typname in ('geometry', 'geography') or place.attname in ('camera_number', 'number', 'report_id', 'survey_id'))))
			and (o.typname in ('timestamptz', 'timestamp', 'time', 'timetz', 'interval')
				or o.attname ~ '(network|burst|address|^key$|^ip|person|contributor|user|session|token|salt$)'
				or exists (select from pg_constraint k where k.conrelid = o.id and k.contype = 'f'
					and k.confrelid in ('private.contributors'::regclass, 'auth.users'::regclass)
					and (select a.attnum from pg_attribute a where a.attrelid = o.id and a.attname = o.attname) = any (k.conkey)))
			-- the salt of a line of the log, which is public
			and o.relname || '.' || o.attname <> 'camera_events.salt'`);
	return found.map(({ name }) => name).sort();
}
