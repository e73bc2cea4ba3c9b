import { randomBytes } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { openPostgres } from '../../src/lib/server/engine/connections.ts';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { startApp } from '../../src/lib/server/engine/lite.ts';
import { newDatabase } from '../support/engines.ts';
import { asPostgres, asRole, makeProject, push, type DefaultGrants } from '../support/hosted/template.ts';
import { differences, presentOf, runSchemas, type Present } from '../support/present.ts';
import { secret } from '../support/server.ts';

const advice = `The migrations and supabase/schemas make databases that differ.
Write each change twice: in the file of its topic in supabase/schemas, and in a new migration. Never edit a landed migration.
`;

const read = async (url: string) => {
	let present: Present = new Map();
	await asRole(url, async (sql) => (present = await presentOf(url, sql)));
	return present;
};

/** On PostgreSQL: a database made by the migrations, and one by the schemas. */
async function onPostgres(): Promise<[string, string]> {
	const [migrated, declared] = [await newDatabase(), await newDatabase()];
	await (await openEngine({ DATABASE_URL: migrated, OKO_SECRET: secret })).close();
	const opened = await openPostgres(declared);
	await startApp(opened.connection, { publishable: 'sb_publishable_x', secret: 'sb_secret_x', jwt: secret });
	await opened.close();
	await asRole(declared, runSchemas);
	return [migrated, declared];
}

/** The same in a hosted project, by the role that administers it. */
async function onHosted(grants: DefaultGrants): Promise<[string, string]> {
	const made: string[] = [];
	for (const make of [push, runSchemas]) {
		const name = `drift_${randomBytes(6).toString('hex')}`;
		const cluster = { url: (database: string) => inject('hostedUrl') + database };
		await makeProject(cluster, name, grants);
		await asRole(asPostgres(cluster.url(name)), make);
		made.push(cluster.url(name));
	}
	return made as [string, string];
}

describe.each([
	['PostgreSQL', onPostgres],
	['a hosted project', () => onHosted('all')],
	['a hosted project without default grants', () => onHosted('none')]
])('on %s', (_, make) => {
	test('the schemas make the database that the migrations make', async () => {
		const [migrated, declared] = await make();
		const [expected, actual] = [await read(migrated), await read(declared)];
		// Our objects are among those that were read.
		expect(expected.get('camera_id(bigint); Type: FUNCTION; Schema: private')).toMatch(/strict/i);
		expect(expected.get('FUNCTION camera(p_number bigint); Type: ACL; Schema: public')).toMatch(/TO anon/);
		expect(expected.get('rows of public.settings')?.split('\n').length).toBeGreaterThan(100);
		const drift = differences(expected, actual);
		if (drift) throw new Error(`${advice}\n${drift}`);
	});
});

test('every kind of difference is found and named', async () => {
	const [migrated, declared] = await onHosted('none');
	const expected = await read(migrated);
	const changes: [string, RegExp][] = [
		['grant execute on function private.tick to anon', /^FUNCTION tick\(p_now .*ACL.*\n.*schemas.*TO anon/m],
		['grant select (number) on public.cameras to anon', /^COLUMN cameras\.number; Type: ACL/m],
		[
			`create or replace function private.days_since_1970(p_day date) returns integer
			language sql immutable set search_path = '' as $$
  select p_day - '1970-01-02'::date
$$`,
			/^days_since_1970.*\n.*migrations:.*1970-01-01.*\n.*schemas.*1970-01-02/m
		],
		[
			`update public.settings set value = 3 where key = 'verified_people'`,
			/^rows of public.settings\n.*migrations.*verified_people.*\n.*schemas.*verified_people/m
		],
		['alter table public.reports disable row level security', /^reports; Type: ROW SECURITY/m],
		['alter table private.turns add column more integer', /^turns; Type: TABLE.*\n.*schemas.*more integer/m],
		[
			'alter table private.version owner to service_role',
			/^version; Type: TABLE.*\n.*\n.*OWNER TO service_role/m
		],
		[`comment on table public.cameras is 'x'`, /^TABLE cameras; Type: COMMENT/m],
		[
			'alter default privileges for role postgres in schema public grant select on tables to anon',
			/^DEFAULT PRIVILEGES FOR TABLES/m
		],
		[
			`do $$ begin execute format('alter database %I set work_mem = 8192', current_database()); end $$`,
			/DATABASE PROPERTIES.*\n.*work_mem/m
		],
		['drop index public.cameras_hidden', /^cameras_hidden; Type: INDEX/m],
		['drop trigger cameras_place on public.cameras', /^cameras cameras_place; Type: TRIGGER/m]
	];
	await asRole(declared, (sql) => sql.unsafe(changes.map(([statement]) => statement).join(';\n')));
	const drift = differences(expected, await read(declared));
	for (const [statement, named] of changes) expect(drift, statement).toMatch(named);
});
