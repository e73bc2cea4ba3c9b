import { readFile } from 'node:fs/promises';
import type { PGlite, PGliteOptions } from '@electric-sql/pglite';
import type { Options, PostgresType, Sql } from 'postgres';
import { App, type Connection } from '@supabase/lite';
import { applyPendingMigrations } from '@supabase/lite/cli';
import type { Opened } from './connections.ts';
import type { BootCode } from './explain.ts';
import type { InTurn, LocalConnection, LocalDatabase, LocalKeys } from './local-database.ts';
import { newestMigration } from './schema-version.ts';

type LiteConnection = Connection & { rlsState: string };

/** PGlite in a folder. */
export async function connectPglite(
	url: string,
	pgliteOptions: Omit<PGliteOptions, 'dataDir'>
): Promise<LocalConnection<PGlite>> {
	const { createPgliteConnection } = await import('@supabase/lite/pglite');
	return createPgliteConnection({ url, pgliteOptions });
}

/** A PostgreSQL server. */
export async function connectPostgres(
	url: string,
	postgresOptions: Options<Record<string, PostgresType>>
): Promise<LocalConnection<Sql>> {
	const { createPostgresConnection } = await import('@supabase/lite/postgres');
	return createPostgresConnection({ url, postgresOptions });
}

/**
 * Boots @supabase/lite: its own schemas, then our migrations. Told to `seed`, it loads the demonstration data
 * where there is no camera.
 */
export async function bootLite(
	opened: Opened,
	keys: LocalKeys,
	seed: boolean,
	say: (step: string) => void
): Promise<LocalDatabase> {
	const { serial, exec } = opened;
	const connection = opened.connection as LiteConnection;
	const app = await startApp(connection, keys);
	await refuseOtherVersions((sql) => connection.exec(sql) as never);
	const { applied } = await applyPendingMigrations(
		app as unknown as Parameters<typeof applyPendingMigrations>[0]
	);
	if (applied.length > 0) say(`applied ${applied.length} migrations`);
	const query: LocalDatabase['query'] = async (sql) => (await connection.exec(sql)) as never;
	if (seed && (await isEmpty(query))) {
		say('loading the demonstration data');
		await exec(await readFile('supabase/seed.sql', 'utf8'));
	}
	// Guard 1: otherwise its first request grants every right on every table to anon.
	connection.rlsState = 'active';
	// Guard 10: of most errors it forgets the SQLSTATE, and a statement over its time limit looks like a fault of ours.
	const normalized = connection.normalizeDbError.bind(connection);
	connection.normalizeDbError = (error) => withCode(normalized(error));
	// Guard 9: on PGlite parallel requests would run in one transaction, with each other's role: an error of one
	// would undo what another was told is written.
	let before: Promise<unknown> = Promise.resolve();
	const inTurn: InTurn = (work) => {
		const mine = before.then(work);
		before = mine.catch(() => {});
		return mine;
	};
	return {
		query,
		inTurn,
		async fetch(request, begun = () => {}) {
			// Guard 2: /_system/config and its neighbours are for nobody.
			if (!/^\/(rest|auth)\/v1(\/|$)/.test(new URL(request.url).pathname)) {
				return new Response(null, { status: 404 });
			}
			const work = async () => {
				begun();
				return app.fetch(request);
			};
			return serial ? inTurn(work) : work();
		}
	};
}

/** Starts @supabase/lite with its own roles and schemas, before any migration of ours. */
export async function startApp(connection: LocalConnection<unknown>, keys: LocalKeys) {
	// Passwords here are 256 bits of an HMAC, which nobody guesses at any cost of a hash; a slow one would only hold up
	// everybody else (docs/decisions/011).
	process.env.LITE_AUTH_BCRYPT_COST = '4';
	const app = new App({
		connection,
		api: { schemas: ['public'] },
		auth: {
			enabled: true,
			publishable_key: keys.publishable,
			secret_key: keys.secret,
			jwt_secret: keys.jwt,
			email: { enable_confirmations: false }
		},
		storage: { enabled: false }
	} as unknown as ConstructorParameters<typeof App>[0]);
	await app.init();
	await app.ensureSystemSchema();
	return app;
}

/** The SQLSTATEs that @supabase/lite passes on, or has an answer of its own for. */
const kept = /^(PT|PGRST|2[12]|42|5[35]|2350[235]$|25006$)/;

/** Any other SQLSTATE as `PT` and itself, which lite passes on as it is; `unwrap` takes it apart again. */
function withCode(error: unknown): unknown {
	const { code, message } = (error ?? {}) as { code?: unknown; message?: string };
	if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || kept.test(code)) return error;
	return { code: `PT${code}`, message };
}

async function isEmpty(query: LocalDatabase['query']): Promise<boolean> {
	const { rows } = await query('select not exists (select from public.cameras) as empty');
	return rows[0]?.empty === true;
}

/** Throws, with a code for explain.ts, where the program is older than the data or lacks its migrations. */
async function refuseOtherVersions(query: LocalDatabase['query']): Promise<void> {
	const newest = await newestMigration();
	if (!newest) throw Object.assign(new Error('no migrations'), { code: 'no_migrations' satisfies BootCode });
	const { rows: tables } = await query(
		`select to_regclass('supabase_migrations.schema_migrations') is not null as known`
	);
	if (tables[0]?.known !== true) return;
	const { rows } = await query('select max(version) as version from supabase_migrations.schema_migrations');
	const has = rows[0]?.version as string | null;
	if (has && has > newest) throw Object.assign(new Error(has), { code: 'newer_data' satisfies BootCode });
}
