import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { openPglite, openPostgres } from '../../src/lib/server/engine/connections.ts';
import type { Database } from '../../src/lib/server/engine/database-types.ts';
import { bootLite } from '../../src/lib/server/engine/lite.ts';
import { withRefusals } from '../../src/lib/server/engine/refusals.ts';
import type { Client } from '../../src/lib/server/engine/index.ts';
import { migratedTemplate } from './databases.ts';
import { startProject } from './hosted/project.ts';
import { templateName, type DefaultGrants } from './hosted/template.ts';

/** One engine as a test sees it: every actor's client, and SQL as the owner. */
export interface TestDatabase {
	kind: keyof typeof open;
	/** whether Supabase answers, or what stands in for it; otherwise @supabase/lite does */
	isSupabase: boolean;
	/** another client of an actor, for what keeps a session in it */
	newAnon(): Client;
	newService(): Client;
	anon: Client;
	authenticated: Client;
	service: Client;
	/** runs one statement as the owner, with its parameters as $1, $2 … */
	sql<T = Record<string, unknown>>(statement: string, parameters?: unknown[]): Promise<T[]>;
	/** runs statements without parameters as the owner, on one connection */
	exec(statements: string): Promise<void>;
	close(): Promise<void>;
}

const keys = {
	publishable: 'sb_publishable_test',
	secret: 'sb_secret_test',
	jwt: randomBytes(32).toString('hex')
};

/** a real project, where its variables are set */
const supabase = {
	url: process.env.SUPABASE_URL ?? '',
	publishableKey: process.env.SUPABASE_PUBLISHABLE_KEY ?? '',
	secretKey: process.env.SUPABASE_SECRET_KEY ?? '',
	/** the project's PostgreSQL, for SQL as the owner */
	database: process.env.SUPABASE_DB_URL ?? ''
};
const open = {
	embedded,
	postgres: () => onPostgres(),
	hosted: () => onHosted('all'),
	/** a newer project, whose API roles are granted nothing by default */
	'hosted, no grants': () => onHosted('none'),
	supabase: () => onSupabase('supabase', supabase)
};
type Kind = keyof typeof open;
const kinds: Kind[] = ['embedded', 'postgres', 'hosted'];
if (Object.values(supabase).every(Boolean)) kinds.push('supabase');

/** An empty, migrated database on an engine, beside the one of describeEngines; the test closes it. */
export function openTestDatabase(kind: 'embedded' | 'postgres'): Promise<TestDatabase> {
	return open[kind]();
}

/**
 * Runs the same tests on every engine, each on an empty, migrated database of its own: both local ones and the stand-in
 * of hosted Supabase; and on a Supabase project when its variables are set: an empty one with the migrations pushed,
 * because the tests write to it.
 */
export function describeEngines(
	name: string,
	tests: (database: () => TestDatabase) => void,
	more: Kind[] = []
): void {
	describe.each([...kinds, ...more])(`${name} (%s)`, (kind) => {
		let database: TestDatabase;
		beforeAll(async () => {
			database = await open[kind]();
		});
		afterAll(() => database?.close());
		tests(() => database);
	});
}

/** Rounds of a property: all on the local engines, an eighth where the same PostgreSQL has played them already. */
export function roundsOf({ isSupabase }: TestDatabase, rounds: number): number {
	return isSupabase ? Math.ceil(rounds / 8) : rounds;
}

export async function embedded(): Promise<TestDatabase> {
	const folder = copyOfEmptyData();
	const opened = await openPglite(join(folder, 'db'));
	const lite = await bootLite(opened, keys, false, () => {});
	const driver = (opened.connection as unknown as { driver: PGlite }).driver;
	return {
		kind: 'embedded',
		isSupabase: false,
		...clients(lite.fetch),
		sql: async <T>(statement: string, parameters: unknown[] = []) =>
			(await driver.query(statement, parameters)).rows as T[],
		exec: async (statements) => void (await driver.exec(statements)),
		async close() {
			await opened.close();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

/** On the throwaway cluster, or an empty database of another. */
export async function onPostgres(address?: string): Promise<TestDatabase> {
	const url = address ?? (await migratedDatabase());
	const opened = await openPostgres(url);
	const lite = await opened.whileAlone(() => bootLite(opened, keys, false, () => {}));
	const owner = postgres(url, { max: 4, onnotice: () => {}, connection: { jit: 'off' } });
	return {
		kind: 'postgres',
		isSupabase: false,
		...clients(lite.fetch),
		sql: async <T>(statement: string, parameters: unknown[] = []) =>
			[...(await owner.unsafe(statement, parameters as never[]))] as T[],
		exec: async (statements) => void (await owner.unsafe(statements)),
		async close() {
			await owner.end();
			await opened.close();
		}
	};
}

async function onHosted(grants: DefaultGrants): Promise<TestDatabase> {
	const project = await startProject(inject('hostedUrl'), templateName(grants));
	const database = await onSupabase(grants === 'all' ? 'hosted' : 'hosted, no grants', project);
	return {
		...database,
		async close() {
			await database.close();
			await project.close();
		}
	};
}

async function onSupabase(kind: Kind, project: typeof supabase): Promise<TestDatabase> {
	const { url, publishableKey, secretKey } = project;
	const options = {
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
		global: { fetch: withRefusals(globalThis.fetch) }
	};
	const client = (key: string): Client => createClient<Database>(url, key, options);
	const service = client(secretKey);
	const authenticated = client(publishableKey);
	const account = { email: `${randomUUID()}@oko.invalid`, password: randomBytes(24).toString('base64url') };
	const { data } = await service.auth.admin.createUser({ ...account, email_confirm: true });
	await authenticated.auth.signInWithPassword(account);
	const owner = postgres(project.database, { max: 4, onnotice: () => {} });
	return {
		kind,
		isSupabase: true,
		newAnon: () => client(publishableKey),
		newService: () => client(secretKey),
		anon: client(publishableKey),
		authenticated,
		service,
		sql: async <T>(statement: string, parameters: unknown[] = []) =>
			[...(await owner.unsafe(statement, parameters as never[]))] as T[],
		exec: async (statements) => void (await owner.unsafe(statements)),
		async close() {
			await service.auth.admin.deleteUser(data.user?.id ?? '');
			await owner.end();
		}
	};
}

/** A copy of the empty embedded data folder. */
export function copyOfEmptyData(): string {
	const folder = mkdtempSync(join(tmpdir(), 'oko-data-'));
	cpSync(inject('emptyData'), folder, { recursive: true });
	return folder;
}

/** Address of a new database on the throwaway cluster with nothing in it. */
export const newDatabase = () => databaseFrom('template1');

/** Address of a new database on the throwaway cluster, migrated and empty. */
export const migratedDatabase = () => databaseFrom(migratedTemplate);

async function databaseFrom(template: string): Promise<string> {
	const name = `oko_${randomBytes(6).toString('hex')}`;
	const sql = postgres(`${inject('clusterUrl')}postgres`, { max: 1, onnotice: () => {} });
	await sql.unsafe(`create database ${name} template ${template}`);
	await sql.end();
	return `${inject('clusterUrl')}${name}`;
}

function clients(fetchRequest: (request: Request) => Promise<Response>) {
	const client = (key: string, headers: Record<string, string> = {}): Client =>
		createClient<Database>('http://database.invalid', key, {
			auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
			global: { fetch: withRefusals((input, init) => fetchRequest(new Request(input, init))), headers }
		});
	const bearer = { Authorization: `Bearer ${token({ role: 'authenticated', sub: randomUUID() })}` };
	return {
		newAnon: () => client(keys.publishable),
		newService: () => client(keys.secret),
		anon: client(keys.publishable),
		authenticated: client(keys.publishable, bearer),
		service: client(keys.secret)
	};
}

/** A JSON web token as the auth server would sign it for a contributor. */
function token(claims: Record<string, unknown>): string {
	const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ aud: 'authenticated', exp: 4_000_000_000, ...claims })}`;
	return `${body}.${createHmac('sha256', keys.jwt).update(body).digest('base64url')}`;
}
