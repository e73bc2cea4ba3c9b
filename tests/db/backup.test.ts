import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { readBackup } from '../../src/lib/server/backup/read.ts';
import { restoreBackup } from '../../src/lib/server/backup/restore.ts';
import { writeBackup, type Ask } from '../../src/lib/server/backup/write.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { unwrap } from '../../src/lib/server/engine/index.ts';
import { fineAreas } from '../support/areas.ts';
import { at, reviewing } from '../support/contributors.ts';
import { describeEngines, openTestDatabase, type TestDatabase } from '../support/engines.ts';
import { reportArguments, somewhere } from '../support/record.ts';
import { house, origin, settleAmong, town, use } from '../support/sights.ts';

const folder = mkdtempSync(join(tmpdir(), 'oko-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const secret = randomBytes(32);
const everything = { accounts: true, streets: false };
let files = 0;
const opened: TestDatabase[] = [];
afterEach(async () => {
	for (const database of opened.splice(0)) await database.close();
});
async function another(kind: 'embedded' | 'postgres'): Promise<TestDatabase> {
	const database = await openTestDatabase(kind);
	opened.push(database);
	return database;
}

const asking =
	({ service }: TestDatabase): Ask =>
	async (verb, args) =>
		unwrap(service.rpc(verb, args as never));
async function backUp(database: TestDatabase, { accounts = true, ask = asking(database) } = {}) {
	const file = join(folder, `${files++}.oko.gz`);
	await writeBackup(ask, { file, accounts, streets: null, secret });
	return file;
}
async function restore(file: string, { service }: TestDatabase, wanted = everything) {
	return restoreBackup(service, file, await readBackup(file, secret), secret, wanted, folder);
}

/** Every table of ours and the columns of each that a backup may take, as the migrations class them. */
async function classed({ sql }: TestDatabase) {
	return sql<{ name: string; part: string; columns: string[]; left_out: string[] }>(
		`select name, part, to_json(columns) as columns, to_json(columns_left_out) as left_out
		from private.backup_tables order by place nulls last, name`
	);
}

/** All that a backup takes, read past it, a text for each table; `views` are made anew, and are the same on one engine. */
async function contents(database: TestDatabase, leaveOut: string[] = []): Promise<Record<string, string>> {
	const tables = (await classed(database)).filter(({ columns }) => columns.length > 0);
	const all: Record<string, string> = {};
	for (const { name, columns } of [
		...tables,
		{
			name: 'private.coverage_cameras',
			columns: ['camera_number', 'cell_x', 'cell_y', 'at', 'state', 'optics']
		},
		{ name: 'private.camera_views', columns: ['camera_number', 'views', 'is_verified', 'ground'] }
	]) {
		const taken = columns.filter((column) => !leaveOut.includes(`${name}.${column}`));
		const [row] = await database.sql<{ rows: string }>(
			`select coalesce(string_agg(r, e'\\n' order by r collate "C"), '') as rows from (
				select json_build_array(${taken.map((column) => `"${column}"::text`).join()})::text as r from ${name} t
				${name === 'auth.users' ? 'where exists (select from private.contributors c where c.id = t.id)' : ''}) t`
		);
		if (!leaveOut.includes(name)) all[name] = row!.rows;
	}
	return all;
}

/** A record with something in every table that a backup takes. */
async function fill(database: TestDatabase): Promise<void> {
	const { sql, service } = database;
	const { contributor, review } = reviewing(() => database);
	await unwrap(service.rpc('replace_areas', { p_areas: JSON.stringify(fineAreas()), p_source: 'nobody' }));
	await sql(`
		do $$
		declare
			v_number bigint;
			v_states text[] := array['verified', 'disputed', 'removed', 'verified', 'hidden'];
		begin
			perform setseed(0.5);
			for i in 1..20 loop
				v_number := (private.take_report('2026-01-01T12:00Z'::timestamptz + make_interval(days => i),
					jsonb_build_object('report_id', gen_random_uuid(), 'lng', 20.3 + i % 10 * 0.001, 'lat', 44.6 + i / 10 * 0.001,
						'heading_deg', i, 'type', 'ptz', 'capabilities', array['audio', 'face_recognition'], 'height_m', 3.5, 'start_date', '2019-03',
						'note', e'reč,\\n"{}\\\\', 'publish', case when i % 10 = 0 then 'later' else 'now' end))
					-> 'camera' ->> 'number')::bigint;
				if i % 10 <> 0 then
					perform private.set_camera_state('2026-02-01T12:00Z'::timestamptz + make_interval(days => i), v_number,
						v_states[1 + i % 5], p_reason => 'x');
				end if;
			end loop;
			-- One hidden entry stands here.
			perform private.take_report('2026-02-20T12:00Z', jsonb_build_object('report_id', gen_random_uuid(),
				'lng', 20.304, 'lat', 44.6, 'another_camera', true));
			insert into private.take_backs (kind, from_day, to_day, area, reason, entries, made_on, cameras, first_version, surveys)
			values ('reports', '2026-01-01', '2026-01-02', '{"circle": [20.3, 44.6, 10]}', 'x', 0, '2026-03-01', '{}', 1, '{}');
			perform private.record_survey(now(), gen_random_uuid(),
				'{"type": "LineString", "coordinates": [[20.301, 44.601], [20.306, 44.604]]}', private.day(now()) - 20, 'on_foot');
			perform private.record_survey(now(), gen_random_uuid(),
				'{"type": "LineString", "coordinates": [[20.301, 44.603], [20.306, 44.604]]}', private.day(now()), 'on_foot', 'later');
		end $$`);
	const numbers = (
		await sql<{ number: string }>(
			`select number::text from public.cameras where state = 'verified' order by version limit 4`
		)
	).map(({ number }) => Number(number));
	const moderator = await contributor({ moderator: true, trusted: true });
	const other = await contributor();
	for (const [index, { id }] of [moderator, other].entries())
		await sql(
			`insert into auth.users (id, email, encrypted_password) values ($1::uuid, 'a${index}@key.invalid', '$2b$04$x')`,
			[id]
		);
	const [one = 0, two = 0, three = 0, four = 0] = numbers;
	await review(one, moderator, 'present', 100);
	await review(one, other, 'absent', 101);
	await review(two, other, 'present', 102, `, false, 'later'`);
	const act = (what: string) => sql(`select private.${what}`);
	await act(
		`moderate('${at(110)}', '${moderator.id}', '${moderator.salt}', ${three}, 'merge', null, ${four})`
	);
	await act(`complain('${at(110)}', ${four}, 'wrong', 'not there')`);
	await act(`erase_camera('${at(111)}', ${two}, 'a court')`);
	await act(`correct_camera('${at(112)}', '${other.id}', '${other.salt}', ${one}, 'maker', '"huawei"')`);
	await act(`withdraw_report('2026-01-02T12:05Z', (select report_id from private.withdrawals
		where report_id not in (select report_id from private.publication_queue) order by expires_at limit 1))`);
	await act(`close_days('${at(113)}')`);
	for (let left = 1; left > 0;)
		({ left } = (await unwrap(service.rpc('refresh_coverage'))) as unknown as { left: number });
	await sql(`update public.settings set value = 7 where key = 'keys_per_network'`);
}

test('a backup with a setting that is no more is restored without it', async () => {
	const [older, target] = [await another('postgres'), await another('postgres')];
	await older.sql(`update public.settings set value = 7 where key = 'keys_per_network'`);
	const settings = `select key, value::float8 from public.settings order by key`;
	const expected = await older.sql(settings);
	await older.sql(
		`insert into public.settings (key, value, unit, meaning) values ('rewrite_rows', 500, 'rows', 'a constant since')`
	);
	await restore(await backUp(older), target);
	expect(await target.sql(settings)).toEqual(expected);
});

test('ground in a backup that was measured by four levels is measured by seven', async () => {
	const [older, target] = [await another('postgres'), await another('postgres')];
	const measure = async ({ service }: TestDatabase) => {
		for (let left = 1; left > 0;)
			({ left } = (await unwrap(service.rpc('refresh_coverage'))) as unknown as { left: number });
	};
	const ground = `select cell_x, cell_y, watched_dm2 from private.coverage order by cell_x, cell_y`;
	await unwrap(older.service.rpc('report_camera', reportArguments({ lng: 20.4, lat: 44.7, type: 'dome' })));
	await measure(older);
	const expected = await older.sql(ground);
	expect(expected.length).toBeGreaterThan(0);
	await older.sql('update private.coverage set watched_dm2 = watched_dm2[1:32]');
	await restore(await backUp(older), target);
	await measure(target);
	expect(await target.sql(ground)).toEqual(expected);
});

test('views that buildings cut are cut anew', async () => {
	const [source, target] = [await another('postgres'), await another('postgres')];
	const position = { lng: 20.4, lat: 44.7 };
	const among = town('feedbee1', [house(toUtm34([position.lng, position.lat]), -200, 10, 200, 20)]);
	const ground = `select cell_x, cell_y, watched_dm2 from private.coverage order by cell_x, cell_y`;
	await unwrap(source.service.rpc('report_camera', reportArguments({ ...position, type: 'dome' })));
	await settleAmong(source, null);
	const whole = await source.sql(ground);
	await use(source, among);
	await settleAmong(source, among);
	const cut = await source.sql(ground);
	expect(cut).not.toEqual(whole);
	await restore(await backUp(source), target);
	expect(await unwrap(target.anon.rpc('buildings'))).toMatchObject({ version: among.version, ...origin });
	await settleAmong(target, among);
	expect(await target.sql(ground)).toEqual(cut);
});

describeEngines('a backup', (database) => {
	const report = async () => {
		await unwrap(database().service.rpc('report_camera', reportArguments(somewhere())));
	};

	test('knows every table and every column', async () => {
		const { sql } = database();
		const tables = await sql<{ name: string; columns: string[]; keys: string[] }>(
			`select c.oid::regclass::text as name, to_json(private.key_columns(c.oid::regclass)) as keys, (
				select json_agg(a.attname order by a.attname) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not exists (
				select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
		);
		const full = (name: string) => (name.includes('.') ? name : `public.${name}`);
		const known = await classed(database());
		expect(
			tables.map(({ name }) => full(name)).sort(),
			'class a new table in its migration: insert into private.backup_tables'
		).toEqual(
			known
				.map(({ name }) => name)
				.filter((name) => name !== 'auth.users')
				.sort()
		);
		for (const { name, columns, left_out } of known) {
			const table = tables.find((one) => full(one.name) === name);
			if (!table || columns.length === 0) continue;
			expect([...columns, ...left_out].sort(), `columns of ${name}`).toEqual(table.columns);
			expect(columns.slice(0, table.keys.length), `key of ${name}`).toEqual(table.keys);
		}
	});

	test('puts what others refer to first', async () => {
		const references = await database().sql<{ name: string; to: string }>(
			`select c.conrelid::regclass::text as name, c.confrelid::regclass::text as to from pg_constraint c
			join private.backup_tables a on a.name::regclass = c.conrelid join private.backup_tables b on b.name::regclass = c.confrelid
			where c.contype = 'f' and a.place <= b.place and c.conrelid <> c.confrelid`
		);
		expect(references).toEqual([]);
	});

	test('is for the operator only', async () => {
		const { anon, authenticated } = database();
		for (const client of [anon, authenticated]) {
			for (const verb of [
				'backup_plan',
				'backup_page',
				'backup_changed',
				'restore_begin',
				'restore_rows',
				'restore_views',
				'restore_finish',
				'restoring'
			] as const) {
				const { error } = await client.rpc(
					verb as never,
					(verb === 'backup_plan' ? { p_accounts: true } : {}) as never
				);
				expect(error, verb).not.toBeNull();
			}
		}
	});

	test('brings everything back as it was on another engine, and what waited waits again', async () => {
		await fill(database());
		const file = await backUp(database());
		const before = await contents(database());
		for (const [name, rows] of Object.entries(before))
			if (!/due_/.test(name)) expect(rows, name).not.toBe('');
		const target = await another(database().kind === 'embedded' ? 'postgres' : 'embedded');
		await restore(file, target);
		// Drawn by the target's own arithmetic.
		const after = await contents(target, ['private.coverage_cameras', 'private.camera_views']);
		for (const [name, rows] of Object.entries(after)) expect(rows, name).toBe(before[name]);
		const views = (one: TestDatabase) =>
			one.sql(
				`select camera_number::text, views, is_verified, round(extensions.st_area(ground)) as m2 from private.camera_views order by 1, 2`
			);
		expect(await views(target)).toEqual(await views(database()));
		for (const queue of ['publication_queue', 'review_queue', 'survey_queue']) {
			const [waits] = await target.sql<{ ok: boolean; n: number }>(
				`select bool_and(due_at > now() and due_at <= now() + interval '24 hours') as ok, count(*)::int as n from private.${queue}`
			);
			expect(waits, queue).toMatchObject({ ok: true });
			expect(waits!.n).toBeGreaterThan(0);
		}
		// What was measured is not measured again, and triggers work as before.
		expect(await unwrap(target.service.rpc('refresh_coverage'))).toMatchObject({ done: 0, left: 0 });
		await unwrap(target.service.rpc('report_camera', reportArguments(somewhere())));
		const [counts] = await target.sql<{ counted: number; are: number }>(
			`select (select sum(cameras)::int from private.state_counts where state <> 'hidden') as counted, count(*)::int as are
			from public.cameras c where private.is_visible(c)`
		);
		expect(counts!.counted).toBe(counts!.are);
		expect(await unwrap(target.service.rpc('refresh_coverage'))).toMatchObject({
			done: expect.any(Number),
			left: expect.any(Number)
		});
	});

	test('without accounts says nothing of who they are, and leaves them out of one that has them', async () => {
		const [file, whole] = [await backUp(database(), { accounts: false }), await backUp(database())];
		const seen: string[] = [];
		await readBackup(file, secret, { rows: async (table, rows) => void seen.push(table, ...rows) });
		const text = seen.join('\n');
		const people = await database().sql<{ id: string; salt: string; code: string }>(
			'select id::text, salt, code from private.contributors'
		);
		expect(people.length).toBe(2);
		for (const { id, salt, code } of people)
			for (const mark of [id, salt, code]) expect(text).not.toContain(mark);
		const secretTables = (await classed(database())).filter(({ part }) => part === 'accounts');
		for (const { name } of secretTables) expect(seen).not.toContain(name);
		const target = await another('postgres');
		await restore(whole, target, { accounts: false, streets: false });
		for (const { name } of secretTables)
			expect(await target.sql(`select count(*)::int as n from ${name}`), name).toEqual([{ n: 0 }]);
		expect(await target.sql('select count(*)::int as n from public.reviews')).toEqual(
			await database().sql('select count(*)::int as n from public.reviews')
		);
	});

	test('that is broken off while it is restored lets nobody write, and can be begun again', async () => {
		const file = await backUp(database());
		const before = await contents(database());
		const target = await another(database().kind as 'embedded' | 'postgres');
		const { service, sql } = target;
		await expectRefused(service, sql);
		// It breaks off in the middle.
		let calls = 0;
		const breaking = new Proxy(service, {
			get: (of, name) =>
				name === 'rpc'
					? (verb: string, args: unknown) => {
							if (verb === 'restore_rows' && ++calls === 15) throw new Error('power cut');
							return of.rpc(verb as never, args as never);
						}
					: Reflect.get(of, name)
		});
		await expect(restore(file, { ...target, service: breaking })).rejects.toThrow(
			/broken off .power cut.*run it again/
		);
		expect(await unwrap(service.rpc('restoring'))).toBe(true);
		for (const write of [
			service.rpc('report_camera', reportArguments(somewhere())),
			service.rpc('admit_sign_in', { p_network_keys: ['x'] }),
			service.rpc('close_days')
		])
			expect((await write).error).toMatchObject({ code: 'PT503', message: 'restoring' });
		await expect(backUp(target)).rejects.toMatchObject({ reason: 'restoring' });
		await restore(file, target);
		expect(await unwrap(service.rpc('restoring'))).toBe(false);
		const after = await contents(target);
		for (const [name, rows] of Object.entries(after)) expect(rows, name).toBe(before[name]);
		await unwrap(service.rpc('report_camera', reportArguments(somewhere())));
		// And is full now.
		await expect(restore(file, target)).rejects.toThrow(/not empty .*Nothing was changed/);
		expect(await unwrap(service.rpc('restoring'))).toBe(false);
		await expect(
			unwrap(service.rpc('restore_rows', { p_table: 'public.cameras', p_rows: '[]' }))
		).rejects.toMatchObject({ reason: 'not_restoring' });
	});

	test('is one state, however much is written while it is made', async () => {
		const { sql } = database();
		await sql(`update private.backup_tables set page_rows = 7 where page_rows > 7`);
		const ask = asking(database());
		let states = 0;
		const file = await backUp(database(), {
			async ask(verb, args) {
				const answer = await ask(verb, args);
				if (verb === 'backup_page' && states++ % 3 === 0) await report();
				if (verb === 'backup_page' && states % 20 === 0)
					await sql(`delete from public.complaints where id = (select id from public.complaints limit 1)`);
				return answer;
			}
		});
		// Nothing has been written since the last question.
		const before = await contents(database());
		expect(states).toBeGreaterThan(30);
		const target = await another('postgres');
		await restore(file, target);
		const after = await contents(target, ['private.coverage_cameras', 'private.camera_views']);
		// Cells around cameras that were due are due as well.
		const added = ['private.coverage_due_cells', 'private.backup_tables'];
		for (const [name, rows] of Object.entries(after))
			if (!added.includes(name)) expect(rows, name).toBe(before[name]);
		expect(after['private.coverage_due_cameras']).not.toBe('');
		await sql(`update private.backup_tables set page_rows = 1000 where page_rows = 7`);
	});

	test('asks again when too much changed for one answer', async () => {
		const { sql } = database();
		const ask = asking(database());
		let asked = 0;
		const file = await backUp(database(), {
			async ask(verb, args) {
				if (verb !== 'backup_changed') return ask(verb, args);
				if (asked++ === 0) {
					await sql(
						`with more as (
							insert into public.reports (id, camera_number, position, type, mount, operator, maker, capabilities, sign_present,
								received_on, source)
							select gen_random_uuid(), c.number, c.position, c.type, c.mount, c.operator, c.maker, c.capabilities, c.sign_present,
								'2026-01-01', c.source
							from (select * from public.cameras limit 1) c, generate_series(1, 1100) returning id
						) insert into public.report_notes (report_id, note, delete_on) select id, repeat('x', 4000), '2030-01-01' from more`
					);
					await report();
				}
				return ask(verb, args);
			}
		});
		expect(asked).toBe(2);
		const { header } = await readBackup(file, secret);
		for (const table of ['public.cameras', 'public.reports', 'public.report_notes']) {
			const [{ n } = { n: 0 }] = await sql<{ n: number }>(`select count(*)::int as n from ${table}`);
			expect(header.tables.find(({ name }) => name === table)?.rows, table).toBe(n);
		}
		expect(readdirSync(folder).filter((name) => !name.endsWith('.oko.gz'))).toEqual([]);
	});
});

/** No restore begins with a table or a column that the database does not know, or does not take. */
async function expectRefused(service: TestDatabase['service'], sql: TestDatabase['sql']): Promise<void> {
	const [{ schema } = { schema: '' }] = await sql<{ schema: string }>(
		'select max(version) as schema from supabase_migrations.schema_migrations'
	);
	const begin = (file: object) => unwrap(service.rpc('restore_begin', { p_file: JSON.stringify(file) }));
	const table = (name: string, columns: string[]) => ({
		schema,
		accounts: true,
		tables: [{ name, columns }]
	});
	for (const [file, reason] of [
		[{ ...table('public.log_days', ['day']), schema: '20270101000000' }, 'unknown_schema'],
		[table('private.counters', ['key']), 'unknown_table'],
		[table('auth.sessions', ['id']), 'unknown_table'],
		[table('public.log_days', ['day', 'x']), 'unknown_column'],
		[table('public.log_days', ['head']), 'unknown_column']
	] as const)
		await expect(begin(file)).rejects.toMatchObject({ status: 422, reason });
	expect(await unwrap(service.rpc('restoring'))).toBe(false);
}
