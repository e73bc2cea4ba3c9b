/*
 * npm run restore: puts a backup into an empty instance, on any engine. The whole file is checked before anything is
 * touched. The server must not run; the variables are the server's.
 */
import './environment.js';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDir } from '../src/lib/server/basemap/file.ts';
import { BackupError, knownSecret } from '../src/lib/server/backup/format.ts';
import { readBackup } from '../src/lib/server/backup/read.ts';
import { checkFits, restoreBackup } from '../src/lib/server/backup/restore.ts';
import { openEngine, StartError, Unavailable } from '../src/lib/server/engine/index.ts';
import { describeBackup, terminalProgress } from './backup-words.ts';

const usage = `npm run restore -- FILE              puts a backup into a new instance
    --check                          only reads it, and says whether it is whole
    --no-accounts                    without its contributors
    --no-streets                     without its streets`;

/** the hard limit of one call, in ms */
const limitMs = 120_000;

try {
	await restore();
} catch (error) {
	const isExpected =
		error instanceof BackupError || error instanceof StartError || error instanceof Unavailable;
	console.error(isExpected ? error.message : error);
	process.exitCode = 1;
}

async function restore(): Promise<void> {
	const { values, positionals } = readArguments();
	const [file, ...more] = positionals;
	if (!file || more.length > 0) throw new BackupError(usage);
	const secret = knownSecret(process.env);
	const progress = terminalProgress();
	const verified = await readBackup(file, secret, {}, progress);
	progress.end();
	console.log(`${file} is whole: ${describeBackup(verified.header)}`);
	if (!verified.isSealed)
		console.log(
			'It was made with another secret than this instance has: whether somebody changed it cannot be told.'
		);
	if (values.check) return;
	const wanted = { accounts: !values['no-accounts'], streets: !values['no-streets'] };
	checkFits(verified.header, { secret, schema: newestMigration() }, wanted);
	// The demonstration data belongs into no restored instance, new or not.
	const isNew = !existsSync(join(dataDir(), 'db'));
	const engine = await openEngine(
		{ ...process.env, OKO_SEED: isNew ? 'none' : undefined },
		{ operatorSocket: false, limitMs, say: (step) => console.log(`  ${step}`) }
	);
	try {
		const rows = await restoreBackup(engine.service, file, verified, secret, wanted, dataDir(), progress);
		progress.end();
		console.log(`${rows.toLocaleString('en')} rows restored. Start the server.`);
	} finally {
		await engine.close();
	}
}

function newestMigration(): string {
	return readdirSync('supabase/migrations')
		.map((name) => name.slice(0, 14))
		.reduce((newest, version) => (version > newest ? version : newest), '');
}

function readArguments() {
	try {
		const options = {
			check: { type: 'boolean' },
			'no-accounts': { type: 'boolean' },
			'no-streets': { type: 'boolean' }
		} as const;
		return parseArgs({ options, allowPositionals: true });
	} catch {
		throw new BackupError(usage);
	}
}
