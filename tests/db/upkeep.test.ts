import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openPglite, openPostgres, type Opened } from '../../src/lib/server/engine/connections.ts';
import type { Database } from '../../src/lib/server/engine/database-types.ts';
import { unwrap, type Client } from '../../src/lib/server/engine/index.ts';
import { bootLite } from '../../src/lib/server/engine/lite.ts';
import type { LocalDatabase } from '../../src/lib/server/engine/local-database.ts';
import { hourly, nightly } from '../../src/lib/server/engine/upkeep.ts';
import { localUsers } from '../../src/lib/server/engine/users.ts';
import { copyOfEmptyData } from '../support/engines.ts';
import { reportArguments, type Outcome, type SentReport } from '../support/record.ts';

const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test', jwt: 'x'.repeat(40) };

/** A database whose files can be read. */
interface Readable {
	opened: Opened;
	lite: LocalDatabase;
	sql<T = Record<string, unknown>>(statement: string, parameters?: unknown[]): Promise<T[]>;
	/** where all that it ever wrote stands */
	folders: string[];
	close(): Promise<void>;
}

async function embedded(): Promise<Readable> {
	const folder = copyOfEmptyData();
	const opened = await openPglite(join(folder, 'db'));
	const lite = await bootLite(opened, keys, false, () => {});
	const driver = (opened.connection as unknown as { driver: PGlite }).driver;
	return {
		opened,
		lite,
		sql: async <T>(statement: string, parameters: unknown[] = []) =>
			(await driver.query(statement, parameters)).rows as T[],
		folders: [join(folder, 'db')],
		async close() {
			await opened.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** As docs/deploy.md makes it: the application's role is no superuser, and the log is not kept for another use. */
async function onPostgres(): Promise<Readable> {
	const name = `oko_${randomBytes(6).toString('hex')}`;
	const server = postgres(`${inject('clusterUrl')}postgres`, { max: 1, onnotice: () => {} });
	await server.unsafe(`create role ${name} login`);
	for (const role of ['anon', 'authenticated', 'service_role']) {
		// Another test may make it at the same moment.
		await server.unsafe(`create role ${role} nologin`).catch(() => {});
		await server.unsafe(`grant ${role} to ${name}`);
	}
	await server.unsafe('alter role service_role bypassrls');
	await server.unsafe(`create database ${name} owner ${name}`);
	await server.unsafe(`grant pg_checkpoint to ${name}`);
	await server.unsafe('alter system set wal_recycle = off');
	await server.unsafe('select pg_reload_conf()');
	const admin = postgres(`${inject('clusterUrl')}${name}`, { max: 1, onnotice: () => {} });
	await admin.unsafe(`create schema extensions authorization ${name}`);
	await admin.unsafe('create extension postgis with schema extensions');
	await admin.unsafe(`grant execute on function pg_switch_wal(), pg_ls_waldir() to ${name}`);
	const [at] = await admin`select current_setting('data_directory') as data,
		(select oid from pg_database where datname = current_database()) as oid`;
	const url = `${inject('clusterUrl')}${name}`.replace('//postgres@', `//${name}@`);
	const opened = await openPostgres(url);
	const lite = await opened.whileAlone(() => bootLite(opened, keys, false, () => {}));
	return {
		opened,
		lite,
		sql: async <T>(statement: string, parameters: unknown[] = []) =>
			[...(await admin.unsafe(statement, parameters as never[]))] as T[],
		// The other databases of this cluster belong to other tests.
		folders: readdirSync(at?.data)
			.filter((part) => part !== 'base')
			.concat(`base/${at?.oid}`)
			.map((part) => join(at?.data, part)),
		async close() {
			await admin.end();
			await server.end();
			await opened.close();
		}
	};
}

/** Which of the markers stand anywhere in the files. */
function found(folders: string[], markers: Record<string, Buffer | string>): string[] {
	const left = new Map(Object.entries(markers));
	const read = (path: string) => {
		if (!existsSync(path)) return;
		if (lstatSync(path).isDirectory()) return readdirSync(path).forEach((name) => read(join(path, name)));
		if (!lstatSync(path).isFile()) return;
		const bytes = readFileSync(path);
		for (const [name, marker] of left) if (bytes.includes(marker)) left.delete(name);
	};
	folders.forEach(read);
	return Object.keys(markers).filter((name) => !left.has(name));
}

const text = () => randomBytes(32).toString('base64url');

describe.each([
	['embedded', embedded],
	['postgres', onPostgres]
] as const)('what was forgotten (%s)', (kind, open) => {
	let database: Readable;
	beforeAll(async () => {
		database = await open();
	});
	afterAll(() => database?.close());

	const client = (key: string): Client =>
		createClient<Database>('http://database.invalid', key, {
			auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
			global: { fetch: (input, init) => database.lite.fetch(new Request(input, init)) }
		});
	const sql: Readable['sql'] = (...statement) => database.sql(...statement);

	test('stands in no byte of its files after the nightly upkeep, and did before', async () => {
		const { lite, opened, folders } = database;
		const service = client(keys.secret);
		const markers: Record<string, Buffer | string> = {};
		const marked = (name: string) => (markers[name] = text());
		const bytes = (id: string) => Buffer.from(id.replaceAll('-', ''), 'hex');
		const network = [`net ${marked('network')}`, `net ${text()}`];

		// Somebody makes a key, and signs in once more.
		const address = `${randomBytes(32).toString('hex')}@key.invalid`;
		const users = localUsers(
			() => client(keys.publishable),
			() => client(keys.secret)
		);
		await unwrap(service.rpc('admit_key', { p_network_keys: network }));
		const id = await users.create(address, text());
		await unwrap(service.rpc('enrol_contributor', { p_id: id, p_token_hash: marked('session') }));
		await unwrap(service.rpc('admit_sign_in', { p_network_keys: network }));
		await users.check(address, text());
		await unwrap(service.rpc('start_session', { p_id: id, p_token_hash: marked('second session') }));
		markers.address = address.slice(0, 64);
		markers.contributor = bytes(id);
		markers['contributor in letters'] = id;
		const who = (await unwrap(service.rpc('contributor', { p_token_hash: String(markers.session) }))) as {
			code: string;
			salt: string;
		};
		markers.salt = who.salt;
		markers.code = who.code;

		// They report, at once and later, review, survey, complain.
		const report = async (name: string, lng: number, more: SentReport = {}) =>
			(await unwrap(
				service.rpc(
					'report_camera',
					reportArguments(
						{
							lng,
							lat: 44.81,
							note: marked(`note of ${name}`),
							key_hash: marked(`idempotency key of ${name}`),
							body_hash: marked(`body of ${name}`),
							...more
						},
						{
							challenge_hash: marked(`challenge of ${name}`),
							challenge_expires_at: new Date(Date.now() + 600_000).toISOString(),
							network_keys: network
						}
					)
				)
			)) as unknown as Outcome;
		const other = await report('a camera', 20.41);
		const own = await report('what is taken back', 20.42);
		await report('what comes later', 20.43, { publish: 'later' });
		for (const [publish, camera] of [
			['now', other],
			['later', await report('another camera', 20.44)]
		] as const) {
			await unwrap(
				service.rpc('review_camera', {
					p_contributor: id,
					p_salt: who.salt,
					p_number: camera.camera.number,
					p_verdict: 'present',
					p_publish: publish,
					p_network_keys: network
				})
			);
		}
		const survey = randomUUID();
		await unwrap(
			service.rpc('record_survey', {
				p_survey_id: survey,
				p_drawn: JSON.stringify({
					type: 'LineString',
					coordinates: [
						[20.45, 44.82],
						[20.4523, 44.8217]
					]
				}),
				p_looked_on: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
				p_method: 'on_foot',
				p_key_hash: marked('idempotency key of the survey'),
				p_body_hash: marked('body of the survey'),
				p_network_keys: network
			})
		);
		markers.survey = bytes(survey);
		const [corner] = await sql<{ hex: string }>(
			`select encode(extensions.st_asbinary(extensions.st_pointn(extensions.st_exteriorring(ground), 5), 'NDR'), 'hex') as hex
			from public.surveys`
		);
		markers['a corner of the survey'] = Buffer.from(corner!.hex, 'hex').subarray(-16);
		await unwrap(
			service.rpc('complain', {
				p_number: other.camera.number,
				p_kind: 'wrong',
				p_message: marked('message'),
				p_network_keys: network
			})
		);
		const salts = (await unwrap(service.rpc('day_salts'))) as { salt: string }[];
		salts.forEach(({ salt }, n) => (markers[`salt ${n}`] = salt));

		// The planner's statistics remember values, too.
		await sql('analyze');
		await sql('checkpoint');
		expect(found(folders, markers)).toEqual(Object.keys(markers));

		// They take back what they can, and forget themselves; the rest goes by time.
		await unwrap(service.rpc('withdraw_report', { p_report_id: own.report_id }));
		await unwrap(service.rpc('withdraw_survey', { p_survey_id: survey }));
		await unwrap(service.rpc('forget_contributor', { p_id: id }));
		const [tick] = await sql<{ body: string }>(
			`select prosrc as body from pg_proc where oid = 'public.tick()'::regprocedure`
		);
		const parts = tick!.body.match(/private\.\w+\(now\(\)\)/g)!.concat('private.day_salts(now())');
		expect(parts.length).toBeGreaterThan(3);
		for (const later of ['26 hours', '100 days']) {
			for (const call of parts) await sql(`select ${call.replace('now()', `now() + interval '${later}'`)}`);
		}
		const before = found(folders, markers);
		expect(
			Object.keys(markers).filter((name) => !before.includes(name) && !name.startsWith('salt '))
		).toEqual([]);

		await sql(`update private.upkeep set done_on = '2000-01-01' where only_row`);
		const access = (await opened.upkeep(lite.inTurn))!;
		if (access.isHourly) {
			await hourly(access);
			expect(found(folders, markers)).toEqual([]);
		}
		expect(await nightly(access)).toBe(true);
		expect(found(folders, markers)).toEqual([]);
		expect(await nightly(access)).toBe(false);
		await access.end();
	});

	interface Salt {
		day: string;
		salt: string;
	}
	const at = async (now: string) => {
		const [row] = await sql<{ said: Salt[] }>('select private.day_salts($1::timestamptz) as said', [now]);
		return row!.said;
	};
	const kept = async () =>
		(await sql<{ day: string }>('select day::text as day from private.day_salts order by day')).map(
			({ day }) => day
		);

	test('salts of days are random, the same all day, and gone when two days are over', async () => {
		const monday = await at('2026-11-23T12:00:00+01:00');
		expect(monday.map(({ day }) => day)).toEqual(['2026-11-23', '2026-11-22']);
		expect(new Set(monday.map(({ salt }) => salt)).size).toBe(2);
		expect(await at('2026-11-23T23:59:59+01:00')).toEqual(monday);
		const tuesday = await at('2026-11-24T00:00:00+01:00');
		expect(tuesday.map(({ day }) => day)).toEqual(['2026-11-24', '2026-11-23']);
		expect(tuesday[1]).toEqual(monday[0]);
		expect(await kept()).toEqual(['2026-11-23', '2026-11-24']);
		// Nobody asked for a while.
		await at('2026-12-24T00:00:00+01:00');
		expect(await kept()).toEqual(['2026-12-23', '2026-12-24']);
	});

	test('salts follow days of 25 hours', async () => {
		const saturday = await at('2026-10-24T12:00:00Z');
		const lastHour = await at('2026-10-25T22:30:00Z');
		expect(lastHour.map(({ day }) => day)).toEqual(['2026-10-25', '2026-10-24']);
		expect(lastHour[1]).toEqual(saturday[0]);
	});

	test('salts are made once, however many ask at midnight, and only for the application', async () => {
		const service = client(keys.secret);
		const answers = await Promise.all(Array.from({ length: 12 }, () => unwrap(service.rpc('day_salts'))));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect((await client(keys.publishable).rpc('day_salts')).error).not.toBeNull();
		const others = await sql(`select r from unnest('{anon,authenticated}'::text[]) r
			where has_function_privilege(r, 'public.day_salts()', 'execute')`);
		expect(others).toEqual([]);
	});

	test('salts stand in no write-ahead log, base backup or replica', async () => {
		const unlogged = await sql(
			`select from pg_class where oid = 'private.day_salts'::regclass and relpersistence = 'u'`
		);
		expect(unlogged).toHaveLength(1);
	});

	if (kind === 'embedded') return;

	test('a backup that reads everything for long makes nobody wait, and the upkeep comes again', async () => {
		const { opened, lite } = database;
		const name = (await sql<{ name: string }>('select current_database() as name'))[0]!.name;
		const backup = postgres(`${inject('clusterUrl')}${name}`, { max: 1, onnotice: () => {} });
		await sql(`select private.day_salts('2026-11-23T12:00:00Z')`);
		await sql(`update private.upkeep set done_on = '2000-01-01' where only_row`);
		const access = (await opened.upkeep(lite.inTurn))!;
		await backup.begin(async (reading) => {
			await reading.unsafe('lock table private.day_salts, private.counters in access share mode');
			await sql(`select private.day_salts('2026-11-26T12:00:00Z')`);
			expect(await sql(`select from private.day_salts where day < '2026-11-25'`)).toEqual([]);
			expect(await nightly(access)).toBe(true);
		});
		// What was in use is still due; only one process at a time sees to it.
		expect(await opened.upkeep(lite.inTurn)).toBeNull();
		expect(await nightly(access)).toBe(true);
		expect(await nightly(access)).toBe(false);
		await access.end();
		await backup.end();
	});

	test('pg_cron is told of every table, in commands that PostgreSQL takes', async () => {
		expect(await sql('select private.schedule_upkeep() as tables')).toEqual([{ tables: null }]);
		// What pg_cron brings, as far as it is used.
		await sql('create schema cron');
		await sql('create table cron.job (jobname text primary key, schedule text, command text)');
		await sql(`create function cron.schedule(text, text, text) returns void language sql as
			$$ insert into cron.job values ($1, $2, $3) on conflict (jobname) do update set command = $3 $$`);
		for (let night = 0; night < 2; night++) await sql('select private.schedule_upkeep()');
		const jobs = await sql<{ command: string }>('select command from cron.job');
		expect(jobs).toHaveLength(4);
		for (const { command } of jobs) await sql(command);
		const commands = jobs.map(({ command }) => command).join();
		for (const table of [
			'private.counters',
			'private.sessions',
			'public.report_notes',
			'private.day_salts'
		]) {
			expect(commands).toContain(table);
		}
	});
});

test('the salts are gone after a crash of the embedded engine', { timeout: 120_000 }, async () => {
	const folder = copyOfEmptyData();
	const salts = 'select salt from private.day_salts';
	const program = `import { openPglite } from './src/lib/server/engine/connections.ts';
		const { exec } = await openPglite(${JSON.stringify(join(folder, 'db'))});
		await exec('select private.day_salts(now())');
		console.log((await exec(${JSON.stringify(salts)}))[0].rows.length);
		process.kill(process.pid, 'SIGKILL');`;
	const killed = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]).catch(
		(error: { stdout: string; signal: string }) => error
	);
	expect(killed).toMatchObject({ stdout: '2\n', signal: 'SIGKILL' });
	const opened = await openPglite(join(folder, 'db'));
	expect(await opened.exec(salts)).toMatchObject([{ rows: [] }]);
	await opened.close();
	rmSync(folder, { recursive: true, force: true });
});
