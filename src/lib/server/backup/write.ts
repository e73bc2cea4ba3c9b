import { createHash } from 'node:crypto';
import {
	createWriteStream,
	openSync,
	readSync,
	rmSync,
	statSync,
	unlinkSync,
	writeSync,
	closeSync
} from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { BackupError, fingerprint, format, seal, streetsName } from './format.ts';
import type { Header, Part, Progress } from './format.ts';

/** Asks the database for what a backup is made of. */
export type Ask = (
	verb: 'backup_plan' | 'backup_page' | 'backup_changed',
	args: Record<string, unknown>
) => Promise<unknown>;

export interface BackupOptions {
	/** where it goes; what is there stays until the new one is whole */
	file: string;
	accounts: boolean;
	/** the file of streets that goes along; null for none */
	streets: string | null;
	secret: Buffer;
	progress?: Progress;
}

interface Plan {
	day: string;
	schema: string;
	tables: { name: string; part: Part; columns: string[]; keys: number; page_rows: number; rows: number }[];
}

/** A part of a table that was read at one moment: the rows behind one key and up to another. */
interface Page {
	table: string;
	after: string[] | null;
	upto: string[] | null;
	fingerprint: string;
	/** where its rows lie in the file of pages, and how many they are */
	at: number;
	bytes: number;
	rows: number;
}

/** each answers with what changed while the one before was asked: the first mostly is the last */
const mostRounds = 100;
/** of the streets, in one line: a multiple of three, so that base64 has no end in the middle */
const streetBytes = 48 * 1024;

/**
 * Writes a backup beside whoever else uses the database. The pages are read one after the other; then the database says,
 * in one snapshot, which of them read otherwise by now, and how: what lies in the file is the state of that moment.
 * @returns the header, and how large the file is, in bytes
 * @throws BackupError; there is no half file then
 */
export async function writeBackup(
	ask: Ask,
	options: BackupOptions
): Promise<{ header: Header; bytes: number }> {
	const { file, accounts, streets, secret, progress = () => {} } = options;
	const unfinished = `${file}.part`;
	rmSync(unfinished, { force: true });
	const plan = (await ask('backup_plan', { p_accounts: accounts })) as Plan;
	const spool = new Spool(`${file}.pages`);
	try {
		const pages: Page[] = [];
		for (const table of plan.tables) {
			for await (const page of readPages(ask, table, spool)) {
				pages.push(page);
				progress(table.name, sum(pages.filter((one) => one.table === table.name)), table.rows);
			}
		}
		await readChanged(ask, pages, spool);
		const header: Header = {
			oko_backup: format,
			schema: plan.schema,
			day: plan.day,
			parts: [
				...new Set<Part>([
					...plan.tables.map(({ part }) => part),
					...(streets ? ([streetsName] as const) : [])
				])
			],
			secret: fingerprint(secret),
			tables: plan.tables.map(({ name, part, columns }) => ({
				name,
				part,
				columns,
				rows: sum(pages.filter((page) => page.table === name))
			})),
			streets: streets ? { bytes: statSync(streets).size } : null
		};
		await pipeline(
			sealed(content(header, pages, spool, streets, progress), secret),
			createGzip(),
			createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true })
		);
		await rename(unfinished, file);
		await sync(dirname(file));
		return { header, bytes: statSync(file).size };
	} catch (error) {
		rmSync(unfinished, { force: true });
		throw error;
	} finally {
		spool.close();
	}
}

/** The pages of a table; the last has no end, so that what is added later belongs to it. */
async function* readPages(ask: Ask, table: Plan['tables'][number], spool: Spool): AsyncGenerator<Page> {
	for (let after: string[] | null = null; ;) {
		const text = (await ask('backup_page', {
			p_table: table.name,
			p_after: after && JSON.stringify(after),
			p_limit: table.page_rows
		})) as string;
		const read = spool.add(text);
		const last = read.rows < table.page_rows ? null : text.slice(text.lastIndexOf('\n') + 1);
		const upto = last === null ? null : (JSON.parse(last) as string[]).slice(0, table.keys);
		yield { table: table.name, after, upto, ...read };
		if (!upto) return;
		after = upto;
	}
}

/** Reads again what is different by now, until the database says that this is all of it. */
async function readChanged(ask: Ask, pages: Page[], spool: Spool): Promise<void> {
	for (let round = 0; round < mostRounds; round++) {
		const known = pages.map(({ table, after, upto, fingerprint }) => ({ table, after, upto, fingerprint }));
		const answer = (await ask('backup_changed', { p_pages: JSON.stringify(known) })) as {
			pages: [index: number, text: string][];
			whole: boolean;
		};
		for (const [index, text] of answer.pages) Object.assign(pages[index] ?? {}, spool.add(text));
		if (answer.whole) return;
	}
	throw new BackupError(
		'The database changes faster than it can be read: make the backup again when fewer people use it.'
	);
}

async function* content(
	header: Header,
	pages: Page[],
	spool: Spool,
	streets: string | null,
	progress: Progress
): AsyncGenerator<Buffer> {
	yield line(header);
	for (const { name } of header.tables) {
		yield line({ table: name });
		const hash = createHash('sha256');
		for (const page of pages) {
			if (page.table !== name || page.rows === 0) continue;
			const rows = spool.read(page);
			hash.update(rows);
			yield rows;
		}
		yield line({ end: name, sha256: hash.digest('hex') });
	}
	if (!streets) return;
	yield line({ table: streetsName });
	const hash = createHash('sha256');
	const from = await open(streets);
	try {
		// As many as the header says, should somebody put another file there.
		const all = header.streets?.bytes ?? 0;
		for (let at = 0; at < all;) {
			const { bytesRead, buffer } = await from.read(
				Buffer.alloc(streetBytes),
				0,
				Math.min(streetBytes, all - at),
				at
			);
			if (bytesRead === 0) throw new BackupError(`${streets} became shorter while it was read: begin again.`);
			const piece = line(buffer.subarray(0, bytesRead).toString('base64'));
			hash.update(piece);
			yield piece;
			at += bytesRead;
			progress(streetsName, at, all);
		}
	} finally {
		await from.close();
	}
	yield line({ end: streetsName, sha256: hash.digest('hex') });
}

/** The same, and at the end what tells whether it is whole. */
async function* sealed(lines: AsyncGenerator<Buffer>, secret: Buffer): AsyncGenerator<Buffer> {
	const hash = createHash('sha256');
	for await (const bytes of lines) {
		hash.update(bytes);
		yield bytes;
	}
	const sha256 = hash.digest('hex');
	yield line({ sha256, seal: seal(secret, sha256) });
}

/** The pages that were read, in a file without a name, which is gone with this process. */
class Spool {
	readonly #file: number;
	#end = 0;

	constructor(path: string) {
		rmSync(path, { force: true });
		this.#file = openSync(path, 'wx+', 0o600);
		unlinkSync(path);
	}

	/** @param text a fingerprint, and the rows behind it, a line each */
	add(text: string): Pick<Page, 'fingerprint' | 'at' | 'bytes' | 'rows'> {
		const break_ = text.indexOf('\n');
		const rows = text.slice(break_ + 1);
		const bytes = Buffer.from(rows && `${rows}\n`);
		for (let done = 0; done < bytes.length;)
			done += writeSync(this.#file, bytes, done, undefined, this.#end + done);
		const at = this.#end;
		this.#end += bytes.length;
		return { fingerprint: text.slice(0, break_), at, bytes: bytes.length, rows: lines(rows) };
	}

	read({ at, bytes }: Page): Buffer {
		const rows = Buffer.alloc(bytes);
		for (let done = 0; done < bytes;) done += readSync(this.#file, rows, done, bytes - done, at + done);
		return rows;
	}

	close(): void {
		closeSync(this.#file);
	}
}

function lines(text: string): number {
	if (!text) return 0;
	let count = 1;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
	return count;
}

function line(value: unknown): Buffer {
	return Buffer.from(`${JSON.stringify(value)}\n`);
}

function sum(pages: Page[]): number {
	return pages.reduce((all, { rows }) => all + rows, 0);
}

/** The name of a file is in its folder, which has to reach the disk too. */
async function sync(folder: string): Promise<void> {
	const handle = await open(folder);
	await handle.sync();
	await handle.close();
}
