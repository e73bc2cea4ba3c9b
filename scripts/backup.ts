/*
 * npm run backup: writes the record into one file, beside the running server; `npm run restore` puts it into an empty
 * instance, on any engine. The secret is never in it. Reaches a running embedded server, as npm run operate does.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { basemapFile, dataDir } from '../src/lib/server/basemap/file.ts';
import { BackupError, knownSecret } from '../src/lib/server/backup/format.ts';
import { writeBackup } from '../src/lib/server/backup/write.ts';
import { StartError } from '../src/lib/server/engine/index.ts';
import { withDatabase } from './database.ts';
import { describeBackup, terminalProgress } from './backup-words.ts';

const usage = `npm run backup -- FILE               the record and the settings
    --accounts                       the contributors too: whoever has OKO_SECRET can then sign in with their keys
    --streets                        the map's streets too`;

try {
	const { values, positionals } = readArguments();
	const [file, ...more] = positionals;
	if (!file || more.length > 0) throw new BackupError(usage);
	const secret = knownSecret(process.env);
	if (!secret)
		throw new BackupError(
			'Set OKO_SECRET as the server has it: the backup is sealed with it, and never holds it.'
		);
	const streets = values.streets ? join(dataDir(), basemapFile) : null;
	if (streets && !existsSync(streets))
		throw new BackupError(`There are no streets in ${dataDir()}: leave out --streets.`);
	const progress = terminalProgress();
	const { header, bytes } = await withDatabase((ask) =>
		writeBackup(ask, { file, accounts: values.accounts ?? false, streets, secret, progress })
	);
	progress.end();
	console.log(`${file}, ${(bytes / 1e6).toFixed(1)} MB: ${describeBackup(header)}`);
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
}

function readArguments() {
	try {
		const options = { accounts: { type: 'boolean' }, streets: { type: 'boolean' } } as const;
		return parseArgs({ options, allowPositionals: true });
	} catch {
		throw new BackupError(usage);
	}
}

function explain(error: unknown): unknown {
	const { message, code } = error as NodeJS.ErrnoException;
	if (error instanceof BackupError || error instanceof StartError) return message;
	if (message === 'refused: restoring')
		return 'A restore into this database is under way or was broken off: there is nothing whole to back up.';
	if (code === 'ENOSPC') return 'The disk is full: nothing was written. Name a file on another one.';
	return code ? `The backup cannot be written (${message}).` : message;
}
