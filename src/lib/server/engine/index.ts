import { join } from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { readConfiguration, type Configuration } from './configuration.ts';
import type { Database } from './database-types.ts';
import { openEmbedded } from './embedded.ts';
import { explained } from './explain.ts';
import type { LocalKeys } from './local-database.ts';
import { openOperatorSocket } from './operator-socket.ts';
import { fetchWithin } from './far.ts';
import { withRefusals } from './refusals.ts';
import { deriveKey } from './secret.ts';
import { DatabaseThread, type Times } from './thread.ts';
import { checkSupabase } from './supabase-check.ts';
import { localUsers, supabaseUsers, type Users } from './users.ts';

export { DatabaseError, StartError, Unavailable, checked, parsed, unwrap } from './errors.ts';

export type Client = SupabaseClient<Database>;

/** The database, whichever it is. Everything else in the application knows only this. */
export interface Engine {
	kind: Configuration['kind'];
	/** whether each request goes over a network to somebody who counts it */
	isFar: boolean;
	/** may do what anybody may */
	anon: Client;
	/** may write; never leaves the server */
	service: Client;
	/** those behind contributor keys */
	users: Users;
	/** 32 bytes for one purpose, derived from OKO_SECRET and, where one is given, a salt */
	key(purpose: string, salt?: string): Buffer;
	close(): Promise<void>;
}

export interface EngineOptions {
	say?: (step: string) => void;
	/** after this a request of the database is given up, in ms */
	limitMs?: number;
	/** after this a request that waits for its turn is given up, in ms */
	waitMs?: number;
	/** whether operator commands may reach this process; not for the commands themselves */
	operatorSocket?: boolean;
}

/**
 * Opens the engine that the environment asks for.
 * @throws StartError with one sentence for the operator
 */
export async function openEngine(
	env: Record<string, string | undefined>,
	{ say = () => {}, limitMs = 15_000, waitMs = 8_000, operatorSocket = true }: EngineOptions = {}
): Promise<Engine> {
	const configuration = readConfiguration(env);
	if (configuration.kind === 'supabase') {
		const supabase = openSupabase(configuration, say, limitMs);
		await checkSupabase(supabase, configuration.url);
		return supabase;
	}
	const times = { limitMs, waitMs };
	try {
		if (configuration.kind === 'postgres') return await openPostgres(configuration, say, times);
		const { thread, secret, close } = await openEmbedded({ ...configuration, keys: localKeys, times, say });
		const engine = localEngine('embedded', thread, secret, close);
		if (!operatorSocket) return engine;
		const closeSocket = await openOperatorSocket(join(configuration.dataDir, 'oko.sock'), engine.service);
		return {
			...engine,
			async close() {
				await closeSocket();
				await engine.close();
			}
		};
	} catch (error) {
		throw explained(error, configuration);
	}
}

const shared = globalThis as { okoEngine?: Promise<Engine> };

/** The one engine of this process, opened when first asked for; it survives a hot reload. */
export function engine(): Promise<Engine> {
	shared.okoEngine ??= openEngine(process.env, { say: (step) => console.log(`  ${step}`) });
	return shared.okoEngine;
}

async function openPostgres(
	{ url, seed, secret }: Configuration & { kind: 'postgres' },
	say: (step: string) => void,
	times: Times
): Promise<Engine> {
	const thread = new DatabaseThread(
		{ database: { kind: 'postgres', url }, keys: localKeys(secret), seed },
		times,
		say
	);
	say('opening PostgreSQL');
	try {
		await thread.start();
	} catch (error) {
		await thread.close();
		throw error;
	}
	return localEngine('postgres', thread, secret, () => thread.close());
}

function openSupabase(
	{ url, publishableKey, secretKey, secret }: Configuration & { kind: 'supabase' },
	say: (step: string) => void,
	limitMs: number
): Engine {
	const asked = (key: string) => client(url, key, fetchWithin(limitMs, say));
	return {
		kind: 'supabase',
		isFar: true,
		anon: asked(publishableKey),
		service: asked(secretKey),
		users: supabaseUsers(
			() => asked(publishableKey),
			() => asked(secretKey)
		),
		key: (purpose, salt) => deriveKey(secret, purpose, salt),
		close: async () => {}
	};
}

function localEngine(
	kind: 'embedded' | 'postgres',
	thread: DatabaseThread,
	secret: Buffer,
	close: () => Promise<void>
): Engine {
	const keys = localKeys(secret);
	// The address is never resolved: `fetch` hands the request to the thread.
	const asked = (key: string) => client('http://database.invalid', key, thread.fetch);
	return {
		kind,
		isFar: false,
		anon: asked(keys.publishable),
		service: asked(keys.secret),
		users: localUsers(
			() => asked(keys.publishable),
			() => asked(keys.secret)
		),
		key: (purpose, salt) => deriveKey(secret, purpose, salt),
		close
	};
}

function client(url: string, key: string, fetch: typeof globalThis.fetch): Client {
	return createClient<Database>(url, key, {
		auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
		global: { fetch: withRefusals(fetch) }
	});
}

function localKeys(secret: Buffer): LocalKeys {
	const key = (purpose: string) => deriveKey(secret, purpose).toString('base64url');
	return {
		publishable: `sb_publishable_${key('lite publishable')}`,
		secret: `sb_secret_${key('lite secret')}`,
		jwt: key('lite jwt')
	};
}
