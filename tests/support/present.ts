import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { dumpOf } from './cluster.ts';

const schemas = 'supabase/schemas';

/** Runs supabase/schemas on a database, each file in a transaction of its own, in the order of their names. */
export async function runSchemas(sql: Sql): Promise<void> {
	for (const file of readdirSync(schemas).sort())
		await sql.begin((transaction) => transaction.unsafe(readFileSync(join(schemas, file), 'utf8')));
}

/** What a database is: each of its objects by its name, and its rows by their table. */
export type Present = Map<string, string>;

/**
 * Reads what a database is. All of it counts, but:
 * - the name of the database, because two on one cluster have two names;
 * - the schema supabase_migrations, in which the migrations that ran are listed;
 * - the lines `\restrict` and `\unrestrict`, which have a new random word in each dump;
 * - in the rows, the number of a transaction and the day on which the database was made.
 * @param url address for a role that may read everything
 */
export async function presentOf(url: string, sql: Sql): Promise<Present> {
	const name = new URL(url).pathname.slice(1);
	const dump = dumpOf(url, '--exclude-schema=supabase_migrations')
		.replaceAll(name, 'oko')
		.replace(/^\\(un)?restrict .*$/gm, '');
	return new Map([...objectsOf(dump), ...(await rowsOf(sql))]);
}

/** pg_dump writes a comment with the name, the type and the schema before each object, and sets its owner after it. */
function objectsOf(dump: string): Present {
	const objects: Present = new Map();
	const [head = '', ...parts] = dump.split(/^--\n-- Name: (.*?)(?:; Owner: .*)?\n--\n/m);
	objects.set('settings of the session', head.trim());
	for (let i = 0; i < parts.length; i += 2) {
		const key = parts[i] ?? '';
		objects.set(key, [objects.get(key), parts[i + 1]?.trim()].filter(Boolean).join('\n'));
	}
	return objects;
}

/** The rows of every table of ours that has any, a line each. */
async function rowsOf(sql: Sql): Promise<Present> {
	const rows: Present = new Map();
	const tables = await sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private') and c.relkind = 'r'`;
	for (const { name } of tables) {
		const lines = await sql.unsafe<{ line: string }[]>(
			`select (to_jsonb(t) - array['began_by', 'done_on'])::text as line from ${name} t order by line`
		);
		if (lines.length > 0) rows.set(`rows of ${name}`, lines.map(({ line }) => line).join('\n'));
	}
	return rows;
}

/** What differs between two databases, object by object with the lines that differ; '' when nothing does. */
export function differences(migrated: Present, declared: Present): string {
	const names = [...new Set([...migrated.keys(), ...declared.keys()])].sort();
	return names
		.filter((name) => migrated.get(name) !== declared.get(name))
		.map((name) => `${name}\n${linesThatDiffer(migrated.get(name) ?? '', declared.get(name) ?? '')}`)
		.join('\n\n');
}

/** The lines between what two texts begin and end with in common. */
function linesThatDiffer(migrated: string, declared: string): string {
	const [from, to] = [migrated, declared].map((text) => (text ? text.split('\n') : []));
	if (!from || !to) return '';
	let start = 0;
	while (start < Math.min(from.length, to.length) && from[start] === to[start]) start++;
	let end = 0;
	const most = Math.min(from.length, to.length) - start;
	while (end < most && from.at(-1 - end) === to.at(-1 - end)) end++;
	const marked = (lines: string[], by: string) =>
		lines.slice(start, lines.length - end).map((line) => `    ${by}: ${line}`);
	return [...marked(from, 'migrations'), ...marked(to, 'schemas   ')].join('\n');
}
