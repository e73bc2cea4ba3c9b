import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import type { ByteRange } from '../byte-ranges.ts';
import { Problem } from '../problem.ts';

/** files of other versions, formats and filters that are kept */
const filesKept = 4;
/** requests whose files wait to be written; who comes then is told to come again */
const mostWaiting = 16;
/** bytes that are read at once */
const pieceBytes = 64 * 1024;

/** A temporary file without a name: it goes with the last who reads it, or with the process. */
class NamelessFile {
	readonly #handle: FileHandle;
	#readers = 0;
	#isKept = true;
	bytes = 0;

	private constructor(handle: FileHandle) {
		this.#handle = handle;
	}

	static async create(): Promise<NamelessFile> {
		const path = join(tmpdir(), `oko-${randomUUID()}`);
		const handle = await open(path, 'wx+', 0o600);
		await unlink(path);
		return new NamelessFile(handle);
	}

	get descriptor(): number {
		return this.#handle.fd;
	}

	async measure(): Promise<this> {
		this.bytes = (await this.#handle.stat()).size;
		return this;
	}

	/** @param mayGoOn asked before each piece; when it says no, the stream breaks off */
	read({ first, last }: ByteRange, mayGoOn: () => boolean): Readable {
		this.#readers++;
		return Readable.from(this.#pieces(first, last + 1, mayGoOn), { objectMode: false }).once('close', () => {
			this.#readers--;
			this.#closeIfDone();
		});
	}

	async *#pieces(start: number, end: number, mayGoOn: () => boolean): AsyncGenerator<Buffer> {
		for (let at = start; at < end;) {
			const piece = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
			const { bytesRead } = await this.#handle.read(piece, 0, piece.length, at);
			if (bytesRead === 0 || !mayGoOn()) throw new Error('The file is not sent any more.');
			yield piece.subarray(0, bytesRead);
			at += bytesRead;
		}
	}

	/** Nobody asks for it any more. */
	letGo(): void {
		this.#isKept = false;
		this.#closeIfDone();
	}

	#closeIfDone(): void {
		if (!this.#isKept && this.#readers === 0) void this.#handle.close().catch(() => {});
	}
}
export type { NamelessFile };

const kept = new LRUCache<string, Promise<NamelessFile>>({
	max: filesKept,
	dispose: (file) =>
		void file.then(
			(one) => one.letGo(),
			() => {}
		)
});
let lastInLine: Promise<unknown> = Promise.resolve();
let waiting = 0;

/**
 * The file of a version, format and filter. Whoever asks first has it written, the others wait; one file is written at a
 * time.
 * @param write writes the first file; the second is for its work
 * @throws Problem 503 when too many wait
 */
export function versionFile(
	key: string,
	write: (file: number, scratch: number) => Promise<void>
): Promise<NamelessFile> {
	const known = kept.get(key);
	if (known) return known;
	if (waiting >= mostWaiting) throw new Problem(503, 'unavailable', { retryAfterSeconds: 10 });
	waiting++;
	const made = lastInLine.then(() => written(write)).finally(() => waiting--);
	lastInLine = made.catch(() => kept.peek(key) === made && kept.delete(key));
	kept.set(key, made);
	return made;
}

/** Lets go of every file: something in them must not be sent any more. */
export function forgetFiles(): void {
	kept.clear();
}

async function written(write: (file: number, scratch: number) => Promise<void>): Promise<NamelessFile> {
	const file = await NamelessFile.create();
	const scratch = await NamelessFile.create();
	try {
		await write(file.descriptor, scratch.descriptor);
		return await file.measure();
	} catch (error) {
		file.letGo();
		throw error;
	} finally {
		scratch.letGo();
	}
}
