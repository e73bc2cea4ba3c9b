import postgres from 'postgres';
import { expect, test } from 'vitest';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { newDatabase } from '../support/engines.ts';
import { unsafeStatements } from '../support/hosted/safe-updates.ts';
import { secret } from '../support/server.ts';

const inFunction = (body: string) =>
	`create function f() returns void language plpgsql as $f$ declare r record; begin ${body} end $f$`;

test.each([
	['a statement', inFunction('update a set b = 1;')],
	['a CTE', inFunction('with c as (delete from a returning *) insert into b select * from c;')],
	['the rows of a loop', inFunction('for r in delete from a returning * loop null; end loop;')],
	['dynamic SQL', inFunction(`execute 'delete from a' || ' returning ' || quote_ident(b);`)],
	['dynamic SQL by format', inFunction(`execute format('update %I set b = %L', a, b);`)],
	['SQL in text', 'create function f() returns void language sql as $f$ select 1; delete from a $f$'],
	[
		'SQL between BEGIN ATOMIC and END',
		'create function f() returns void language sql begin atomic delete from a; end'
	]
])('an UPDATE or DELETE without WHERE is found in %s', (_, definition) => {
	expect(unsafeStatements(definition)).toHaveLength(1);
	expect(unsafeStatements(definition.replace(/(delete from a|b = 1|b = %L)/, '$1 where true'))).toEqual([]);
});

test('dynamic SQL that is not written out is named too', () => {
	expect(unsafeStatements(inFunction('execute v_sql;'))).toEqual(['cannot be read: x']);
});

test('no function writes without WHERE: hosted Supabase refuses that inside functions too', async () => {
	const url = await newDatabase();
	await (await openEngine({ DATABASE_URL: url, OKO_SECRET: secret })).close();
	const sql = postgres(url, { max: 1 });
	const functions = await sql<{ name: string; definition: string }[]>`
		select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition from pg_proc p
		where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and p.prokind = 'f'`;
	await sql.end();
	expect(functions.length).toBeGreaterThan(100);
	const unsafe = functions.flatMap(({ name, definition }) =>
		unsafeStatements(definition).map((statement) => `${name}: ${statement}`)
	);
	expect(unsafe).toEqual([]);
});
