/*
 * The thread in which a local database works, PGlite or PostgreSQL (guard 8: it blocks the event loop and keeps no
 * time limit, so the application must be able to go on, and to end it). Node runs this file as it is.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openPglite, openPostgres } from './connections.ts';
import { bootLite } from './lite.ts';
import type { LocalDatabase } from './local-database.ts';
import { logWarnings } from './log-settings.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';
import { startUpkeep } from './upkeep.ts';

// Guard 4: what answers prints the SQL of every error with its values, which are people's positions and notes.
for (const level of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) console[level] = () => {};

const post = (message: FromWorker, transfer: ArrayBuffer[] = []) =>
	parentPort?.postMessage(message, transfer);
const settings = workerData as WorkerSettings;
const say = (text: string) => post({ type: 'step', text });

try {
	const { database, keys } = settings;
	const opened = await (database.kind === 'embedded' ? openPglite(database.dir) : openPostgres(database.url));
	const local = await opened.whileAlone(() => bootLite(opened, keys, settings.seed, say));
	if (database.kind === 'postgres') for (const sentence of await logWarnings(local.query)) say(sentence);
	const { rows } = await local.query(`select value from public.settings where key = 'demonstration'`);
	const readers = await local.query(
		`select proname as name from pg_catalog.pg_proc where pronamespace = 'public'::regnamespace
			group by proname having bool_and(provolatile <> 'v')`
	);
	post({
		type: 'ready',
		demonstration: Number(rows[0]?.value) === 1,
		readers: readers.rows.map(({ name }) => String(name))
	});
	const endUpkeep = startUpkeep(() => opened.upkeep(local.inTurn), say);
	parentPort?.on('message', (message: ToWorker) => {
		if (message.type === 'request') void answer(local, message);
		else {
			void endUpkeep()
				.then(() => opened.close())
				.then(() => post({ type: 'closed' }));
		}
	});
} catch (error) {
	const { code, message } = error as { code?: string; message: string };
	post({ type: 'failed', code: code ?? (error as { cause?: { code?: string } }).cause?.code ?? '', message });
}

async function answer(
	local: LocalDatabase,
	{ id, url, method, headers, body }: ToWorker & { type: 'request' }
) {
	try {
		const request = new Request(url, { method, headers, body });
		const response = await local.fetch(request, () => post({ type: 'begun', id }));
		const bytes = await response.arrayBuffer();
		post({ type: 'answer', id, status: response.status, headers: [...response.headers], body: bytes }, [
			bytes
		]);
	} catch {
		post({ type: 'answer', id, status: 503, headers: [], body: new ArrayBuffer(0) });
	}
}
