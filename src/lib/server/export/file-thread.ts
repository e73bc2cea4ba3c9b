import { writeSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

/** What a thread is given; files are open in the whole process, and empty. */
export interface FileJob {
	/** descriptor of the file to write */
	file: number;
	/** descriptor of a file for work in between */
	scratch: number;
	/** the version's day */
	today: string;
	origin: string;
	/** under which licence, and whose it is */
	attribution: string;
	demonstration: boolean;
}

/** Writes a file of the cameras that it is handed one after the other. */
export interface FileBuilder {
	take(line: string): void;
	finish(): void;
}

/** What a thread does that writes a file: texts of whole lines come in, and null is the end. Each text is acknowledged. */
export function writeFile(begin: (job: FileJob) => FileBuilder): void {
	const builder = begin(workerData as FileJob);
	parentPort?.on('message', (text: string | null) => {
		if (text === null) {
			builder.finish();
			parentPort?.close();
			return;
		}
		for (const line of text.split('\n')) if (line !== '') builder.take(line);
		parentPort?.postMessage(null);
	});
}

/** bytes that are written at once */
const chunkBytes = 1 << 20;

/** Writes bytes one after the other, in large pieces. */
export class ByteSink {
	readonly #descriptor: number;
	#chunk = Buffer.allocUnsafe(chunkBytes);
	#filled = 0;
	/** bytes so far */
	length = 0;

	constructor(descriptor: number) {
		this.#descriptor = descriptor;
	}

	write(bytes: Uint8Array): void {
		this.length += bytes.length;
		if (this.#filled + bytes.length > chunkBytes) this.flush();
		if (bytes.length > chunkBytes) return this.#out(bytes);
		this.#chunk.set(bytes, this.#filled);
		this.#filled += bytes.length;
	}

	flush(): void {
		this.#out(this.#chunk.subarray(0, this.#filled));
		this.#filled = 0;
	}

	#out(bytes: Uint8Array): void {
		for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done);
	}
}
