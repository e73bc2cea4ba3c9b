import postgres, { type Sql, type TransactionSql } from 'postgres';
import { filterSql, identifier } from './filters.ts';
import { json, refused, type Answer, type SqlFault } from './statuses.ts';

/** Who asks: the role of the key or of the signed-in user, and what the token says. */
export interface Actor {
	role: 'anon' | 'authenticated' | 'service_role';
	claims: Record<string, unknown>;
}

/** A request behind the gateway. */
export interface ApiRequest {
	method: string;
	/** behind /rest/v1/ or /auth/v1/ */
	path: string;
	query: URLSearchParams;
	headers: Record<string, string | string[] | undefined>;
	body: string;
}

/** What PostgREST keeps of a function in its cache. */
interface Routine {
	name: string;
	volatility: 'i' | 's' | 'v';
	is_set: boolean;
	returns: string;
	arguments: { name: string; type: string }[];
	defaults: number;
}

/** The most rows of an answer, as a hosted project limits them. */
const maxRows = 1000;

/** A stand-in for PostgREST on the database of one project: functions, and tables as far as they are asked for here. */
export class Rest {
	readonly #sql: Sql;
	#routines: Promise<Routine[]> | null = null;

	/** @param url the project's database, as the role authenticator */
	constructor(url: string) {
		this.#sql = postgres(url, { max: 10, onnotice: () => {}, fetch_types: false });
	}

	close(): Promise<void> {
		return this.#sql.end({ timeout: 5 });
	}

	async answer(request: ApiRequest, actor: Actor): Promise<Answer> {
		const schema = request.headers[request.method === 'GET' ? 'accept-profile' : 'content-profile'];
		if (schema && schema !== 'public') {
			const hint = 'Only the following schemas are exposed: public';
			return json(406, { code: 'PGRST106', message: `Invalid schema: ${schema}`, details: null, hint });
		}
		try {
			const routine = /^rpc\/(\w+)$/.exec(request.path)?.[1];
			return await (routine ? this.#call(routine, request, actor) : this.#table(request, actor));
		} catch (error) {
			const fault = error as SqlFault;
			return refused({ ...fault, code: fault.code ?? 'XX000', message: fault.message }, actor.role);
		}
	}

	async #call(name: string, { method, query, body }: ApiRequest, actor: Actor): Promise<Answer> {
		const args = (method === 'GET' ? Object.fromEntries(query) : JSON.parse(body || '{}')) as object;
		const given = Object.keys(args);
		let routine = matching(await this.#known(), name, given);
		if (!routine) {
			// What a test has made since is read again, as a project reloads its cache after a change of the schema.
			this.#routines = null;
			routine = matching(await this.#known(), name, given);
		}
		if (!routine) {
			const message = `Could not find the function public.${name}(${given.join(', ')}) in the schema cache`;
			return json(404, { code: 'PGRST202', message, details: null, hint: null });
		}
		const types = new Map(routine.arguments.map((argument) => [argument.name, argument.type]));
		const record = given.map((key) => `${identifier(key)} ${types.get(key)}`).join(', ');
		const passed = given.map((key) => `${identifier(key)} => a.${identifier(key)}`).join(', ');
		const call = `public.${identifier(name)}(${passed})`;
		const from = given.length > 0 ? `from json_to_record($1::text::json) as a(${record}), lateral ` : 'from ';
		const rows = `select c.x ${from}(select ${call} as x) c limit ${maxRows}`;
		const shape = routine.is_set ? `coalesce(json_agg(r.x), '[]')` : `coalesce(json_agg(r.x) -> 0, 'null')`;
		const readOnly = method === 'GET' || routine.volatility !== 'v';
		return this.#as(actor, readOnly, async (sql) => {
			const parameters = given.length > 0 ? [JSON.stringify(args)] : [];
			const [row] = await sql.unsafe(`select (${shape})::text as body from (${rows}) r`, parameters);
			return routine.returns === 'void' ? { status: 204, text: null } : { status: 200, text: row?.body };
		});
	}

	#table({ method, path, query, body }: ApiRequest, actor: Actor): Promise<Answer> {
		const table = `public.${identifier(path)}`;
		const { where, parameters } = filterSql(query);
		const values = (body ? JSON.parse(body) : {}) as Record<string, unknown>;
		const columns = Object.keys(values).map(identifier);
		const from = `from json_populate_record(null::${table}, $${parameters.length + 1}::text::json) v`;
		const statements: Record<string, string> = {
			POST: columns.length
				? `insert into ${table} (${columns}) select ${columns.map((column) => `v.${column}`)} ${from}`
				: `insert into ${table} default values`,
			PATCH: `update ${table} t set ${columns.map((column) => `${column} = v.${column}`)} ${from}${where}`,
			DELETE: `delete from ${table} t${where}`
		};
		if (['PATCH', 'DELETE'].includes(method) && !where) {
			const message = `${method === 'PATCH' ? 'UPDATE' : 'DELETE'} requires a WHERE clause`;
			return Promise.resolve(refused({ code: '21000', message }, actor.role));
		}
		return this.#as(actor, method === 'GET', async (sql) => {
			if (method === 'GET') {
				const selected = (query.get('select') ?? '*').split(',');
				const list = selected.map((column) => (column === '*' ? '*' : identifier(column)));
				const limit = Math.min(maxRows, Number(query.get('limit') ?? maxRows));
				const rows = `select ${list} from ${table} t${where} limit ${limit}`;
				const [row] = await sql.unsafe(
					`select coalesce(json_agg(r), '[]')::text as body from (${rows}) r`,
					parameters
				);
				return { status: 200, text: row?.body };
			}
			const bound = columns.length > 0 ? [...parameters, JSON.stringify(values)] : parameters;
			await sql.unsafe(statements[method] ?? '', bound);
			return { status: method === 'POST' ? 201 : 204, text: null };
		});
	}

	/** One transaction as an actor: read only or not, with the limits of the role. */
	#as(actor: Actor, readOnly: boolean, work: (sql: TransactionSql) => Promise<Answer>): Promise<Answer> {
		return this.#sql.begin(readOnly ? 'read only' : 'read write', async (sql) => {
			await sql.unsafe(
				`select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
					set_config('search_path', '"public", "extensions"', true), set_config('statement_timeout',
					coalesce((select split_part(c, '=', 2) from pg_roles, unnest(rolconfig) c
						where rolname = $1 and c like 'statement_timeout=%'), current_setting('statement_timeout')), true)`,
				[actor.role, JSON.stringify(actor.claims)]
			);
			return work(sql);
		}) as Promise<Answer>;
	}

	#known(): Promise<Routine[]> {
		return (this.#routines ??= this.#sql
			.unsafe(
				`select p.proname as name, p.provolatile as volatility, p.proretset as is_set,
				p.prorettype::regtype::text as returns, p.pronargdefaults as defaults,
				coalesce((select json_agg(json_build_object('name', p.proargnames[i], 'type', format_type(t, null)) order by i)
					from unnest(p.proargtypes) with ordinality as a (t, i)), '[]') as arguments
			from pg_proc p where p.pronamespace = 'public'::regnamespace`
			)
			.then((rows) => [...rows] as unknown as Routine[]));
	}
}

/** The function that takes exactly these arguments and those that have defaults. */
function matching(routines: Routine[], name: string, given: string[]): Routine | undefined {
	return routines.find((routine) => {
		const names = routine.arguments.map((argument) => argument.name);
		const needed = names.slice(0, names.length - routine.defaults);
		return (
			routine.name === name &&
			given.every((key) => names.includes(key)) &&
			needed.every((key) => given.includes(key))
		);
	});
}
