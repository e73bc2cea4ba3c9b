/*
 * npm run snapshot: writes the snapshot of the newest closed day of the log, which a server does by itself after
 * midnight. Reaches a running embedded server over its socket; with none running, or on another engine, it opens the
 * database itself.
 */
import { parseArgs } from 'node:util';
import { openEngine } from '../src/lib/server/engine/index.ts';
import { makeSnapshot, prune, type Outcome } from '../src/lib/server/snapshots/index.ts';
import { askServer, refuseWithoutDatabase } from './database.ts';

const usage = `npm run snapshot                            of the newest closed day of the log
    --accept "<reason>"     also with fewer cameras than 95 % of the usual; the reason is published
    --keep <number>         deletes all but the newest so many`;

try {
	const { accept, keep } = readArguments();
	refuseWithoutDatabase();
	const result = await make(accept);
	console.log(sentence(result));
	if (result.outcome === 'refused') process.exitCode = 1;
	else if (keep !== null) console.log(`deleted: ${await prune(keep)}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
// The record in memory goes on following the database.
process.exit();

async function make(accept: string | null): Promise<Outcome> {
	const answer = await askServer('snapshot', { accept });
	if (answer?.status === 200) return answer.body as Outcome;
	if (answer) throw new Error(`refused: ${(answer.body as { message?: string }).message}`);
	const opened = openEngine(process.env, { operatorSocket: false });
	(globalThis as { okoEngine?: typeof opened }).okoEngine = opened;
	const engine = await opened;
	try {
		return await makeSnapshot(accept);
	} finally {
		await engine.close();
	}
}

function readArguments(): { accept: string | null; keep: number | null } {
	try {
		const options = { accept: { type: 'string' }, keep: { type: 'string' } } as const;
		const { accept, keep } = parseArgs({ options }).values;
		if (accept?.trim() === '' || (keep !== undefined && !/^[1-9]\d{0,5}$/.test(keep))) throw new Error(usage);
		return { accept: accept ?? null, keep: keep === undefined ? null : Number(keep) };
	} catch {
		throw new Error(usage);
	}
}

function sentence(result: Outcome): string {
	switch (result.outcome) {
		case 'made':
		case 'there':
			return `${result.edition} ${result.outcome === 'made' ? 'written' : 'was there already'}: ${result.cameras} cameras, ${result.folder}`;
		case 'refused':
			return `The snapshot of ${result.day} is refused: it has ${result.cameras} cameras, less than 95 % of ${result.median}. If it is right, say --accept "<public reason>".`;
		case 'no_day':
			return 'No day of the log is closed yet: the first closes after midnight.';
		case 'taken_down':
			return 'The snapshot of this day was taken down.';
		case 'busy':
			return 'Another process writes it.';
	}
}
