import './environment.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine, type Engine } from '../src/lib/server/engine/index.ts';
import {
	askOperatorSocket,
	type operatorVerbs,
	type processVerbs
} from '../src/lib/server/engine/operator-socket.ts';

/** Calls a database function as the operator. @throws Error with why it was refused */
export type Ask = (verb: (typeof operatorVerbs)[number], args: Record<string, unknown>) => Promise<unknown>;

/** the hard limit of one call in a command, in ms: nobody else waits for it */
const limitMs = 120_000;

/** whether the environment asks for the embedded engine, and its folder then */
export const embedded = !process.env.DATABASE_URL && !process.env.SUPABASE_URL;
const folder = process.env.OKO_DATA_DIR || '.data';

/** What the embedded server that runs on the folder answers; null where none runs. */
export function askRunning(...[verb, args]: Parameters<Ask>) {
	return askOperatorSocket(join(folder, 'oko.sock'), verb, args).catch(() => null);
}

/** What the embedded server that runs on the folder answers to what is more than one function; null where none runs. */
export async function askServer(verb: (typeof processVerbs)[number], args: Record<string, unknown>) {
	return embedded ? askOperatorSocket(join(folder, 'oko.sock'), verb, args).catch(() => null) : null;
}

/** @throws Error where there is no database yet: a command makes none */
export function refuseWithoutDatabase(): void {
	if (embedded && !existsSync(join(folder, 'db')))
		throw new Error(`There is no database in ${folder}: name its folder with OKO_DATA_DIR.`);
}

/**
 * Lets a command work with the database: over the socket of a running embedded server; with none running, or on
 * another engine, it opens the database itself.
 */
export async function withDatabase<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
	refuseWithoutDatabase();
	let engine: Engine | undefined;
	try {
		return await work(async (verb, args) => {
			if (embedded && !engine) {
				const answer = await askRunning(verb, args);
				if (answer?.status === 200) return answer.body;
				if (answer) throw new Error(`refused: ${(answer.body as { message?: string }).message}`);
			}
			engine ??= await openEngine(process.env, { operatorSocket: false, limitMs });
			const { data, error } = await engine.service.rpc(verb, args as never);
			if (error) throw new Error(`refused: ${error.message}`);
			return data;
		});
	} finally {
		await engine?.close();
	}
}
