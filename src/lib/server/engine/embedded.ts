import { chmodSync, existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from './data-folder.ts';
import { syncTree } from './disk.ts';
import { StartError } from './errors.ts';
import type { LocalKeys } from './local-database.ts';
import { takeLock } from './lock.ts';
import { fileSecret } from './secret.ts';
import { DatabaseThread, type Times } from './thread.ts';

/** PGlite with PostGIS keeps 0.9 to 1.35 GB in memory, whatever the rows. */
const neededBytes = 2 * 2 ** 30;

/** What the embedded engine needs to know. */
export interface EmbeddedOptions {
	dataDir: string;
	seed: boolean;
	secret: Buffer | null;
	keys(secret: Buffer): LocalKeys;
	times: Times;
	say(step: string): void;
	/** bytes of memory that this process may use */
	memory?: number;
}

/**
 * Opens PGlite in the data folder. A first boot works in a folder of its own that becomes the database only when
 * it is complete, so that an interrupted one leaves nothing half made.
 * @throws StartError
 */
export async function openEmbedded(options: EmbeddedOptions) {
	const { dataDir, say } = options;
	const memory = options.memory ?? Math.min(totalmem(), process.constrainedMemory() || Infinity);
	// Machines sold as 2 GB keep a part for themselves.
	if (memory < neededBytes * 0.9) {
		throw new StartError(
			'The embedded database needs 2 GB of memory: use a larger machine, or set DATABASE_URL to a PostgreSQL server.'
		);
	}
	// PGlite makes its files readable to everybody; its thread cannot say otherwise, the process can.
	process.umask(0o077);
	prepareDataFolder(dataDir);
	const unlock = await takeLock(dataDir);
	try {
		const db = join(dataDir, 'db');
		const secret = options.secret ?? fileSecret(join(dataDir, 'secret'), existsSync(db));
		const keys = options.keys(secret);
		const open = async (dir: string, seed: boolean) => {
			const thread = new DatabaseThread(
				{ database: { kind: 'embedded', dir }, keys, seed },
				options.times,
				say
			);
			await thread.start();
			return thread;
		};
		if (!existsSync(db)) {
			say('creating the database (about 20 s, once)');
			const unfinished = `${db}.unfinished`;
			rmSync(unfinished, { recursive: true, force: true });
			await (await open(unfinished, options.seed)).close();
			// What is written from here on is on the disk when it is answered; this was not yet.
			syncTree(unfinished);
			renameSync(unfinished, db);
			syncTree(dataDir, 1);
		}
		keepToOwner(db);
		say('opening the database');
		const thread = await open(db, false);
		if (thread.demonstration && !options.seed) {
			await thread.close();
			throw new StartError(
				`The data folder ${dataDir} holds demonstration data: to start empty, give another with OKO_DATA_DIR, for example OKO_SEED=none OKO_DATA_DIR=.data-empty npm start`
			);
		}
		return {
			thread,
			secret,
			async close() {
				await thread.close();
				unlock();
			}
		};
	} catch (error) {
		unlock();
		throw error;
	}
}

/** Files 600 and folders 700, also those that were made before Oko saw to it, or came with a copy. */
function keepToOwner(folder: string): void {
	for (const entry of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
		const path = join(folder, entry);
		const { mode } = lstatSync(path);
		if ((mode & 0o077) !== 0) chmodSync(path, mode & 0o700);
	}
}
