import type { TestDatabase } from './engines.ts';

type Sql = TestDatabase['sql'];

/** The schemas that the migrations fill, and the one that lists them. */
const ours = `'{public,private,supabase_migrations}'::text[]`;
/** Objects of an extension are its own matter. */
const isOurs = (object: string) =>
	`not exists (select from pg_depend d where d.objid = ${object} and d.deptype = 'e')`;

/**
 * Every right that a role of the API, or everybody (`public`), has on anything of ours, by whatever way it came to it,
 * a line each: `anon: select public.settings.key`, `anon: execute public.camera`, `anon: usage on schema public`.
 */
export async function rightsOf(sql: Sql): Promise<string[]> {
	const rights = await sql<{ line: string }>(`
		with roles as (select unnest('{public,anon,authenticated,service_role}'::text[]) as role),
		relations as (
			select c.oid, c.relkind, n.nspname || '.' || c.relname as name
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where n.nspname = any (${ours}) and ${isOurs('c.oid')}
		)
		select format('%s: %s on schema %s', role, p, n.nspname) as line
		from roles, pg_namespace n, unnest('{usage,create}'::text[]) p
		where n.nspname = any (${ours}) and has_schema_privilege(role, n.oid, p)
		union all
		select format('%s: execute %s.%s', role, n.nspname, f.proname)
		from roles, pg_proc f join pg_namespace n on n.oid = f.pronamespace
		where n.nspname = any (${ours}) and ${isOurs('f.oid')} and has_function_privilege(role, f.oid, 'execute')
		union all
		select format('%s: %s %s', role, p, r.name)
		from roles, relations r, unnest('{delete,truncate,trigger}'::text[]) p
		where r.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege(role, r.oid, p)
		union all
		select format('%s: %s %s.%s', role, p, r.name, a.attname)
		from roles, relations r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped,
			unnest('{select,insert,update,references}'::text[]) p
		where r.relkind in ('r', 'p', 'v', 'm', 'f') and has_column_privilege(role, r.oid, a.attnum, p)
		union all
		select format('%s: %s %s', role, p, r.name)
		from roles, relations r, unnest('{usage,select,update}'::text[]) p
		where r.relkind = 'S' and has_sequence_privilege(role, r.oid, p)
		order by line`);
	return rights.map(({ line }) => line);
}

/** The functions in public, and null for each argument that a call cannot do without. */
export async function functionsOf(sql: Sql): Promise<{ name: string; nulls: Record<string, null> }[]> {
	const functions = await sql<{ name: string; needed: string[] }>(`
		select f.proname::text as name,
			coalesce(f.proargnames[1:f.pronargs - f.pronargdefaults], '{}') as needed
		from pg_proc f where f.pronamespace = 'public'::regnamespace and ${isOurs('f.oid')} order by 1`);
	return functions.map(({ name, needed }) => ({
		name,
		nulls: Object.fromEntries(needed.map((argument) => [argument, null]))
	}));
}

/** The tables in public, with the first column of the primary key. */
export function tablesOf(sql: Sql): Promise<{ name: string; key: string; row_security: boolean }[]> {
	return sql(`
		select c.relname::text as name, a.attname::text as key, c.relrowsecurity as row_security
		from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
		join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${isOurs('c.oid')} order by 1`);
}
