import { createHash, timingSafeEqual, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import * as v from 'valibot';
import { BackupError, fingerprint, format, headerSchema, seal, streetsName } from './format.ts';
import type { Header, Progress } from './format.ts';

/** What becomes of a backup's content; each may take its time. */
export interface Visitor {
	header?(header: Header): Promise<void>;
	/** some rows of a table, a JSON array of texts each */
	rows?(table: string, rows: string[]): Promise<void>;
	/** all rows of a table have been there */
	end?(table: string): Promise<void>;
	streets?(bytes: Buffer): Promise<void>;
}

/** What a backup that is whole has told. */
export interface Verified {
	header: Header;
	/** SHA-256 of its content, in hexadecimal */
	sha256: string;
	/** whether it was made with this secret; null: with another one, so that its seal says nothing here */
	isSealed: true | null;
}

/** so many rows or characters go to a visitor at once */
const batchRows = 1000;
const batchChars = 1_000_000;
/** no row is longer, in bytes: a boundary has some megabytes */
const longestLine = 64 * 2 ** 20;

/**
 * Reads a backup from its beginning to its end, in little memory, and checks all of it.
 * @param secret the secret of this instance, where it has one
 * @throws BackupError when it is broken, ends too early, was changed or is none
 */
export async function readBackup(
	file: string,
	secret: Buffer | null,
	visitor: Visitor = {},
	progress: Progress = () => {}
): Promise<Verified> {
	let verified: Verified | undefined;
	try {
		await pipeline(createReadStream(file), createGunzip(), async (source: AsyncIterable<Buffer>) => {
			verified = await readLines(file, linesOf(file, source), secret, visitor, progress);
		});
	} catch (error) {
		throw explained(file, error);
	}
	if (!verified) throw endsTooEarly(file);
	return verified;
}

async function readLines(
	file: string,
	lines: AsyncGenerator<Buffer>,
	secret: Buffer | null,
	visitor: Visitor,
	progress: Progress
): Promise<Verified> {
	const all = createHash('sha256');
	const next = async (): Promise<Buffer> => {
		const { value, done } = await lines.next();
		if (done) throw endsTooEarly(file);
		return value;
	};
	const hashed = async (): Promise<Buffer> => {
		const line = await next();
		all.update(line);
		return line;
	};
	const header = readHeader(file, await hashed());
	await visitor.header?.(header);
	for (const table of header.tables) {
		expectLine(file, await hashed(), { table: table.name });
		const hash = createHash('sha256');
		let batch: string[] = [];
		let chars = 0;
		const flush = async () => {
			if (batch.length > 0) await visitor.rows?.(table.name, batch);
			batch = [];
			chars = 0;
		};
		for (let row = 1; row <= table.rows; row++) {
			const line = await hashed();
			hash.update(line);
			const text = line.toString().trimEnd();
			if (!isRow(text, table.columns.length)) throw damaged(file);
			batch.push(text);
			chars += text.length;
			if (batch.length >= batchRows || chars > batchChars) {
				await flush();
				progress(table.name, row, table.rows);
			}
		}
		expectEnd(file, await hashed(), table.name, hash);
		await flush();
		progress(table.name, table.rows, table.rows);
		await visitor.end?.(table.name);
	}
	if (header.streets) await readStreets(file, hashed, header.streets.bytes, visitor, progress);
	const sha256 = all.digest('hex');
	const last = parse(await next()) as { sha256?: unknown; seal?: unknown } | null;
	if (last?.sha256 !== sha256 || typeof last.seal !== 'string') throw damaged(file);
	const more = await lines.next();
	if (!more.done) throw damaged(file);
	const isOurs = secret !== null && fingerprint(secret) === header.secret;
	if (isOurs && !isSame(last.seal, seal(secret, sha256)))
		throw new BackupError(`${file} was changed after it was made: its seal is another. Use another backup.`);
	return { header, sha256, isSealed: isOurs || null };
}

async function readStreets(
	file: string,
	next: () => Promise<Buffer>,
	all: number,
	visitor: Visitor,
	progress: Progress
): Promise<void> {
	expectLine(file, await next(), { table: streetsName });
	const hash = createHash('sha256');
	for (let read = 0; read < all;) {
		const line = await next();
		hash.update(line);
		const text = parse(line);
		const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64');
		read += bytes.length;
		if (bytes.length === 0 || read > all) throw damaged(file);
		await visitor.streets?.(bytes);
		progress(streetsName, read, all);
	}
	expectEnd(file, await next(), streetsName, hash);
}

/** The lines of a stream with their ends; what stands behind the last end is no line. */
async function* linesOf(file: string, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
	let parts: Buffer[] = [];
	let length = 0;
	for await (const chunk of source) {
		let from = 0;
		for (let to = chunk.indexOf(10); to >= 0; to = chunk.indexOf(10, from)) {
			const part = chunk.subarray(from, to + 1);
			yield parts.length > 0 ? Buffer.concat([...parts, part]) : part;
			parts = [];
			length = 0;
			from = to + 1;
		}
		if (from === chunk.length) continue;
		parts.push(chunk.subarray(from));
		length += chunk.length - from;
		if (length > longestLine) throw damaged(file);
	}
	if (length > 0) throw endsTooEarly(file);
}

function readHeader(file: string, line: Buffer): Header {
	const value = parse(line) as { oko_backup?: unknown } | null;
	const made = typeof value === 'object' ? value?.oko_backup : undefined;
	if (typeof made !== 'number') throw foreign(file);
	if (made > format)
		throw new BackupError(`${file} was made by a newer Oko: update the program, then restore it.`);
	const header = v.safeParse(headerSchema, value);
	if (!header.success) throw damaged(file);
	return header.output;
}

function isRow(text: string, columns: number): boolean {
	const row = parse(text);
	return (
		Array.isArray(row) &&
		row.length === columns &&
		row.every((one) => one === null || typeof one === 'string')
	);
}

function expectLine(file: string, line: Buffer, value: unknown): void {
	if (line.toString() !== `${JSON.stringify(value)}\n`) throw damaged(file);
}

function expectEnd(file: string, line: Buffer, name: string, hash: Hash): void {
	expectLine(file, line, { end: name, sha256: hash.digest('hex') });
}

function parse(line: Buffer | string): unknown {
	try {
		return JSON.parse(line.toString());
	} catch {
		return null;
	}
}

function isSame(a: string, b: string): boolean {
	return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
}

const foreign = (file: string) => new BackupError(`${file} is no backup of Oko.`);
const endsTooEarly = (file: string) =>
	new BackupError(`${file} ends too early, it is not whole: use another backup.`);
const damaged = (file: string) =>
	new BackupError(`${file} is damaged, it does not match its own hashes: use another backup.`);

function explained(file: string, error: unknown): unknown {
	const { code, message } = error as NodeJS.ErrnoException;
	if (code === 'ENOENT') return new BackupError(`There is no file ${file}.`);
	if (code === 'EISDIR') return new BackupError(`${file} is a folder: name the file of a backup.`);
	if (code === 'EACCES') return new BackupError(`${file} may not be read by this user.`);
	if (code === 'Z_BUF_ERROR') return endsTooEarly(file);
	if (code?.startsWith('Z_')) return /header check/.test(message) ? foreign(file) : damaged(file);
	return error;
}
