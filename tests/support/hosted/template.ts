import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadModule, parseSync } from 'libpg-query';
import postgres, { type Sql } from 'postgres';
import type { Cluster } from '../cluster.ts';
import { unsafeStatements } from './safe-updates.ts';

await loadModule();

/** What the API roles may do by default with what postgres makes in public: everything in older projects, nothing in newer. */
export type DefaultGrants = 'all' | 'none';

const migrations = 'supabase/migrations';
const read = (name: string) => readFileSync(join('tests/support/hosted', name), 'utf8');

/** The superuser of a cluster that stands in for hosted projects. */
export const superuser = 'supabase_admin';

/** Makes a cluster's roles those of hosted projects. */
export async function makeRoles(cluster: Cluster): Promise<void> {
	await asRole(cluster.url('template1'), (sql) => sql.unsafe(read('roles.sql')));
}

export const templateName = (grants: DefaultGrants) => `hosted_${grants}`;

/** Makes a project's database, with the migrations pushed, to be copied. */
export async function makeTemplate(cluster: Cluster, grants: DefaultGrants): Promise<void> {
	const name = templateName(grants);
	await makeProject(cluster, name, grants);
	await asRole(asPostgres(cluster.url(name)), push);
	await asRole(cluster.url(name), refuseUnsafe);
}

/** Makes a project's database as it is before anybody's migrations. */
export async function makeProject(
	cluster: Pick<Cluster, 'url'>,
	name: string,
	grants: DefaultGrants
): Promise<void> {
	await asRole(cluster.url('template1'), (sql) => sql.unsafe(`create database ${name} owner postgres`));
	await asRole(cluster.url(name), async (sql) => {
		await sql.unsafe(read('project.sql'));
		if (grants === 'none') return;
		for (const kind of ['tables', 'sequences', 'functions']) {
			await sql.unsafe(
				`alter default privileges for role postgres in schema public grant all on ${kind} to anon, authenticated, service_role`
			);
		}
	});
}

/** The address of the same database for the role that administers a project. */
export function asPostgres(url: string): string {
	return url.replace(`//${superuser}@`, '//postgres@');
}

/** Does something on a connection of its own. */
export async function asRole(url: string, work: (sql: Sql) => PromiseLike<unknown>): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false });
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}

/** Applies the migrations as `supabase db push` does: a transaction a file, and one statement after the other. */
export async function push(sql: Sql): Promise<void> {
	await sql.unsafe(`create schema supabase_migrations;
		create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text)`);
	for (const file of readdirSync(migrations).sort()) {
		const [, version = '', name = ''] = /^(\d+)_(.*)\.sql$/.exec(file) ?? [];
		await sql.begin(async (transaction) => {
			for (const statement of statementsOf(readFileSync(join(migrations, file), 'utf8')))
				await transaction.unsafe(statement);
			await transaction.unsafe(
				'insert into supabase_migrations.schema_migrations (version, name) values ($1, $2)',
				[version, name]
			);
		});
	}
}

function statementsOf(text: string): string[] {
	// The parser counts bytes.
	const bytes = Buffer.from(text);
	return (parseSync(text).stmts ?? []).map(({ stmt_location: from = 0, stmt_len: length }) =>
		bytes.subarray(from, length ? from + length : undefined).toString()
	);
}

/**
 * There is no package of safeupdate: a function that it would refuse refuses here by itself, with its code and words.
 * The test of every function (tests/db/safe-updates.test.ts) says which statement it is.
 */
export async function refuseUnsafe(sql: Sql): Promise<void> {
	const functions = await sql.unsafe<{ name: string; definition: string }[]>(
		`select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind = 'f'`
	);
	for (const { name, definition } of functions) {
		if (unsafeStatements(definition).length === 0) continue;
		const head = definition
			.replace(/\bAS \$function\$[\s\S]*$/, '')
			.replace(/\bLANGUAGE sql\b/, 'LANGUAGE plpgsql');
		await sql.unsafe(`${head} as $body$ begin
			raise exception using errcode = '21000', message = ${literal(`UPDATE or DELETE requires a WHERE clause (${name})`)};
		end $body$`);
	}
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;
