import { beforeAll, describe, expect, test } from 'vitest';
import { functionsOf, rightsOf, tablesOf } from '../support/catalogue.ts';
import { describeEngines, type TestDatabase } from '../support/engines.ts';
import { apiRoles, applicationCalls, expectedRights, reads } from './rights.ts';

const clientOf = { anon: 'anon', authenticated: 'authenticated', service_role: 'service' } as const;
/** A client that is asked by names which are read from the catalogue. */
type Untyped = {
	rpc(name: string, args?: object): PromiseLike<Answer>;
	from(table: string): {
		select(columns: string): { limit(count: number): PromiseLike<Answer> };
		insert(row: object): PromiseLike<Answer>;
		update(row: object): Filtered;
		delete(): Filtered;
	};
	schema(name: string): Untyped;
};
type Filtered = { not(column: string, operator: 'is', value: null): PromiseLike<Answer> };
type Answer = { status: number; error: { message: string } | null; data: unknown };

const rights = (database: () => TestDatabase) => {
	const client = (role: (typeof apiRoles)[number]) => database()[clientOf[role]] as unknown as Untyped;
	let tables: Awaited<ReturnType<typeof tablesOf>>;
	let functions: Awaited<ReturnType<typeof functionsOf>>;
	beforeAll(async () => {
		tables = await tablesOf(database().sql);
		functions = await functionsOf(database().sql);
		// Guard 1: on the first request of a process lite would grant every right on every table to anon.
		for (const role of apiRoles) expect((await client(role).rpc('overview')).error).toBeNull();
	});

	test('are those of tests/db/rights.ts, no less and no more', async () => {
		expect(differences(await rightsOf(database().sql))).toBe('');
	});

	test('that are given or taken are found by name', async () => {
		const { sql } = database();
		const changes: [string, string, string][] = [
			['grant', 'execute on function private.tick', 'anon: execute private.tick'],
			['grant', 'execute on function public.tick', 'public: execute public.tick'],
			['grant', 'select (number) on public.cameras', 'authenticated: select public.cameras.number'],
			['grant', 'truncate on private.version', 'service_role: truncate private.version'],
			['grant', 'usage on schema private', 'anon: usage on schema private'],
			['revoke', 'execute on function public.camera', 'anon: execute public.camera']
		];
		for (const [verb, right, line] of changes) {
			const role = line.split(':')[0] ?? '';
			const [give, take] = [`grant ${right} to ${role}`, `revoke ${right} from ${role}`];
			await sql(verb === 'grant' ? give : take);
			const found = differences(await rightsOf(sql));
			await sql(verb === 'grant' ? take : give);
			expect(found.split('\n'), right).toContain(
				verb === 'grant' ? `may, and should not: ${line}` : `should be allowed, and is not: ${line}`
			);
		}
		expect(differences(await rightsOf(sql))).toBe('');
	});

	test('are told by the name of a function, because no two in public share one', () => {
		const names = functions.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
		expect(names.sort()).toEqual([...Object.keys(reads), ...applicationCalls].sort());
	});

	describe.each(apiRoles)('%s, through the API,', (role) => {
		test('calls the public reads', async () => {
			for (const [name, args] of Object.entries(reads))
				expect((await client(role).rpc(name, args)).error, name).toBeNull();
		});

		test('reads the numbers of the project, and may not change them', async () => {
			const { data } = await client(role).from('settings').select('key').limit(1000);
			expect((data as unknown[]).length).toBeGreaterThan(20);
			const { error } = await client(role).from('settings').update({ value: 0 }).not('key', 'is', null);
			expect(error?.message).toMatch(/permission denied/);
		});

		test('may not read, add to, change or empty any table', async () => {
			expect(tables.length).toBeGreaterThan(10);
			for (const { name, key } of tables) {
				const table = client(role).from(name);
				for (const [act, { error, status }] of Object.entries({
					...(name === 'settings' ? {} : { select: await table.select('*').limit(1) }),
					insert: await table.insert({ [key]: null }),
					update: await table.update({ [key]: null }).not(key, 'is', null),
					delete: await table.delete().not(key, 'is', null)
				})) {
					expect(error?.message, `${act} ${name}: ${status}`).toMatch(/permission denied/);
					expect(status).toBeGreaterThanOrEqual(400);
					expect(status).toBeLessThan(500);
				}
			}
		});

		test('does not see the schema private', async () => {
			const { error } = await client(role).schema('private').rpc('tick');
			expect(error).not.toBeNull();
		});

		if (role === 'service_role') return;

		test('may not call what only the application may', async () => {
			const refused = functions.filter(({ name }) => !(name in reads));
			expect(refused.length).toBeGreaterThan(50);
			for (const { name, nulls } of refused) {
				const { error, status } = await client(role).rpc(name, nulls);
				expect(error?.message, `${name}: ${status}`).toMatch(/permission denied/);
				expect(status).toBeLessThan(500);
			}
		});
	});

	test('are not what guards a table alone: every table in public has row-level security', () => {
		expect(tables.filter((table) => !table.row_security)).toEqual([]);
	});

	test('of the owner are lent by functions that fix their search path', async () => {
		const loose = await database().sql(`
			select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
			where n.nspname in ('public', 'private') and p.prosecdef
				and not exists (select from unnest(p.proconfig) c where c like 'search_path=%')`);
		expect(loose).toEqual([]);
	});
};

/** What differs from tests/db/rights.ts, a line each; '' when nothing does. */
function differences(found: string[]): string {
	return [
		...found.filter((line) => !expectedRights.includes(line)).map((line) => `may, and should not: ${line}`),
		...expectedRights
			.filter((line) => !found.includes(line))
			.map((line) => `should be allowed, and is not: ${line}`)
	].join('\n');
}

// A newer project of Supabase grants nothing by default, an older one everything: the migrations depend on neither.
describeEngines('rights', rights, ['hosted, no grants']);
