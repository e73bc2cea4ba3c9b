import { createWriteStream, mkdirSync, renameSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { basemapFile } from '../basemap/file.ts';
import * as v from 'valibot';
import { DatabaseError, parsed, unwrap } from '../engine/errors.ts';
import type { Client } from '../engine/index.ts';
import { BackupError, fingerprint, type Header, type Progress } from './format.ts';
import { readBackup, type Verified } from './read.ts';

export interface Wanted {
	accounts: boolean;
	streets: boolean;
}

/** What is known of this instance before its database is opened. */
export interface Instance {
	/** null: it has none yet */
	secret: Buffer | null;
	/** the newest migration of the program */
	schema: string;
}

/**
 * Refuses a backup that is whole and still cannot be restored here.
 * @throws BackupError with what to do
 */
export function checkFits({ schema, parts, secret }: Header, here: Instance, wanted: Wanted): void {
	if (schema > here.schema)
		throw new BackupError(
			`The backup was made by a newer Oko (${schema}, this one knows ${here.schema}): update the program, then restore it.`
		);
	if (!wanted.accounts || !parts.includes('accounts')) return;
	if (here.secret && fingerprint(here.secret) === secret) return;
	throw new BackupError(
		here.secret
			? 'The accounts in this backup need the secret that they were made with, and this instance has another: set OKO_SECRET to that one, or leave them out with --no-accounts.'
			: 'The accounts in this backup need the secret that they were made with: set OKO_SECRET to it, or leave them out with --no-accounts.'
	);
}

/**
 * Restores a backup that readBackup and checkFits have let through. Until it is finished nobody else can write to the
 * database, and no server starts on it.
 * @param dataDir where streets go
 * @returns how many rows were written
 * @throws BackupError
 */
export async function restoreBackup(
	service: Client,
	file: string,
	{ header, sha256 }: Verified,
	secret: Buffer | null,
	wanted: Wanted,
	dataDir: string,
	progress: Progress = () => {}
): Promise<number> {
	const accounts = wanted.accounts && header.parts.includes('accounts');
	const { later } = await begin(service, file, header, accounts);
	try {
		const streets = wanted.streets && header.streets ? new Streets(dataDir) : null;
		let written = 0;
		const write = async (table: string, rows: string[]) => {
			if (rows.length === 0) return;
			written += Number(
				await unwrap(service.rpc('restore_rows', { p_table: table, p_rows: `[${rows.join(',')}]` }))
			);
		};
		// A row that refers to another one of its table comes after it.
		let last: string[] = [];
		const again = await readBackup(
			file,
			secret,
			{
				async rows(table, rows) {
					const column = later[table];
					const refers = (row: string) => column !== undefined && JSON.parse(row)[column] !== null;
					last.push(...rows.filter(refers));
					await write(
						table,
						rows.filter((row) => !refers(row))
					);
				},
				async end(table) {
					await write(table, last);
					last = [];
				},
				streets: async (bytes) => streets?.write(bytes)
			},
			progress
		);
		if (again.sha256 !== sha256) throw new BackupError(`${file} became another file while it was read.`);
		// The numbers of cameras begin at 0.
		for (let after: number | null = -1; after !== null;)
			after = await parsed(service.rpc('restore_views', { p_after: after }), v.nullable(v.number()));
		await streets?.finish();
		await unwrap(service.rpc('restore_finish'));
		return written;
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		throw new BackupError(
			`The restore was broken off (${why}): run it again. Until then no server starts on this database.`,
			{ cause: error }
		);
	}
}

async function begin(
	service: Client,
	file: string,
	{ schema, tables }: Header,
	accounts: boolean
): Promise<{ later: Record<string, number> }> {
	const asked = {
		schema,
		accounts,
		tables: tables.map(({ name, columns }) => ({ name, columns }))
	};
	try {
		return await parsed(
			service.rpc('restore_begin', { p_file: JSON.stringify(asked) }),
			v.object({ later: v.record(v.string(), v.number()) })
		);
	} catch (error) {
		if (!(error instanceof DatabaseError)) throw error;
		if (error.reason === 'not_empty')
			throw new BackupError(
				`This instance is not empty (there are rows in ${error.detail}): a backup is restored into a new one. Nothing was changed.`,
				{ cause: error }
			);
		if (error.status === 422)
			throw new BackupError(
				`${file} has what this program does not know (${error.reason} ${error.detail ?? schema}). Nothing was changed.`,
				{ cause: error }
			);
		throw error;
	}
}

/** Puts streets in their place when they are whole. */
class Streets {
	readonly #to: string;
	readonly #unfinished: string;
	readonly #stream;

	constructor(dataDir: string) {
		mkdirSync(dataDir, { recursive: true, mode: 0o700 });
		this.#to = join(dataDir, basemapFile);
		this.#unfinished = `${this.#to}.restored`;
		rmSync(this.#unfinished, { force: true });
		this.#stream = createWriteStream(this.#unfinished, { flush: true });
	}

	async write(bytes: Buffer): Promise<void> {
		if (!this.#stream.write(bytes)) await once(this.#stream, 'drain');
	}

	async finish(): Promise<void> {
		this.#stream.end();
		await finished(this.#stream);
		renameSync(this.#unfinished, this.#to);
	}
}
