import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, expect, test } from 'vitest';
import { openEngine, unwrap } from '../../src/lib/server/engine/index.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { reportArguments } from '../support/record.ts';

let cluster: Cluster | undefined;
afterAll(() => cluster?.stop());

/** The SQL of docs/deploy.md, "Your own PostgreSQL": before and after psql goes over to the new database. */
function documented(): { database: string; before: string; after: string } {
	const block = /<<'SQL'\n([^]*?)\nSQL\n/.exec(readFileSync('docs/deploy.md', 'utf8'))?.[1] ?? '';
	const [before = '', database = '', after = ''] = block.split(/^\\c (\w+)$/m);
	return { database, before, after };
}

// A cluster of its own: the roles of one are everybody's.
test('the commands of deploy.md make a role that boots Oko, makes no roles and runs no programs', async () => {
	cluster = await startCluster();
	const { database, before, after } = documented();
	for (const [on, statements] of [
		['postgres', before],
		[database, after]
	] as const) {
		const superuser = postgres(cluster.url(on), { max: 1, onnotice: () => {} });
		for (const statement of statements.split(';').filter((one) => one.trim()))
			await superuser.unsafe(statement);
		await superuser.end();
	}
	const url = cluster.url(database).replace('postgres@', 'oko@');
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	for (let boot = 0; boot < 2; boot++) {
		const engine = await openEngine({ DATABASE_URL: url, OKO_SECRET: '5e'.repeat(32), OKO_SEED: 'none' });
		const sent = await unwrap(
			engine.service.rpc('report_camera', reportArguments({ lng: 20.4573 + boot / 100, lat: 44.8178 }))
		);
		expect(sent).toMatchObject({ outcome: 'created' });
		await engine.close();
	}
	const [role] = await sql`select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication,
		pg_has_role('pg_execute_server_program', 'member') as runs_programs
		from pg_roles where rolname = current_user`;
	expect(role).toEqual({
		rolsuper: false,
		rolcreaterole: false,
		rolcreatedb: false,
		rolbypassrls: false,
		rolreplication: false,
		runs_programs: false
	});
	for (const attempt of [
		'grant pg_execute_server_program to oko',
		'create role another in role pg_execute_server_program',
		'set role pg_execute_server_program',
		'alter role oko superuser',
		`copy (select 1) to program 'true'`
	]) {
		await expect(sql.unsafe(attempt), attempt).rejects.toMatchObject({ code: '42501' });
	}
	await sql.end();
});
