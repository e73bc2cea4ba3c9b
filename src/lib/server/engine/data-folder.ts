import { chmodSync, existsSync, mkdirSync, readdirSync, statfsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from './errors.ts';

/** The database grows by 16 MB at a time, and a first one takes 65 MB. */
const neededBytes = 100 * 2 ** 20;
/** How the names of everything begin that Oko puts into its data folder. */
const ours = /^(db|secret|lock|oko|basemap|buildings)/;
/** Bytes of PostgreSQL's control file, always. */
const controlBytes = 8192;

/**
 * Makes the data folder, or looks whether an existing one can serve: ours, writable, with room, and with the files without
 * which PGlite would make a new database in place of the old one.
 * @throws StartError with the cause and what to do
 */
export function prepareDataFolder(dataDir: string): void {
	try {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		const names = readdirSync(dataDir);
		if (names.length > 0 && !names.some((name) => ours.test(name))) {
			throw new StartError(
				`The folder ${dataDir} holds something else than Oko's data: name an empty or a new folder with OKO_DATA_DIR.`
			);
		}
		chmodSync(dataDir, 0o700);
	} catch (error) {
		throw explainedFile(error, dataDir);
	}
	if (freeBytes(dataDir) < neededBytes) throw new StartError(fullDisk(dataDir));
	const db = join(dataDir, 'db');
	const control = join(db, 'global/pg_control');
	const isWhole = existsSync(join(db, 'PG_VERSION')) && existsSync(control);
	if (existsSync(db) && !(isWhole && statSync(control).size === controlBytes)) {
		throw new StartError(damaged(dataDir, 'files are missing'));
	}
}

/** What the operator can do about a file that cannot be read or written; other errors as they are. */
export function explainedFile(error: unknown, dataDir: string): unknown {
	const { code } = error as NodeJS.ErrnoException;
	if (code === 'ENOSPC' || code === 'EDQUOT') return new StartError(fullDisk(dataDir));
	if (code === 'ENAMETOOLONG') {
		return new StartError(`The path ${resolve(dataDir)} is too long: name a shorter one with OKO_DATA_DIR.`);
	}
	if (code === 'ENOTDIR' || code === 'EEXIST') {
		return new StartError(`${dataDir} is no folder: name a folder with OKO_DATA_DIR.`);
	}
	if (code && ['EACCES', 'EPERM', 'EROFS', 'ENOENT'].includes(code)) {
		return new StartError(
			`Oko may not write in ${dataDir} (${code}): give the folder to the user that runs Oko (chown -R), or name another with OKO_DATA_DIR.`
		);
	}
	return error;
}

/** Whether so little room is left that a failure to write is the likely cause of any other. */
export function isFull(dataDir: string): boolean {
	return freeBytes(dataDir) < neededBytes / 4;
}

/** The sentence for a disk without room. */
export function fullDisk(dataDir: string): string {
	return `The disk that holds ${dataDir} is full: free ${neededBytes / 2 ** 20} MB or more, or move the folder and name it with OKO_DATA_DIR.`;
}

/** The sentence for a database that PGlite cannot open. */
export function damaged(dataDir: string, why: string): string {
	return `The database in ${dataDir} is damaged (${why}): move ${join(dataDir, 'db')} away and put your backup in its place (docs/runbook.md).`;
}

function freeBytes(dataDir: string): number {
	const { bavail, bsize } = statfsSync(dataDir);
	return bavail * bsize;
}
