import { resolve as resolvePath } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileJob } from './file-thread.ts';

/** heap of a thread, in MB: a thread that needs more is ended, not the server */
const heapMb = 1024;
/** texts that a thread has not taken yet */
const mostComing = 4;

/**
 * Has a thread write a file, see `writeFile` of file-thread.ts. Node runs it from its source.
 * @param texts of whole lines
 */
export async function runThread(module: string, job: FileJob, texts: AsyncIterable<string>): Promise<void> {
	const worker = new Worker(resolvePath(module), {
		workerData: job,
		execArgv: [],
		resourceLimits: { maxOldGenerationSizeMb: heapMb }
	});
	worker.unref();
	let coming = 0;
	let hasEnded = false;
	let wake = () => {};
	const ended = new Promise<void>((resolve, reject) => {
		worker.once('error', reject);
		worker.once('exit', (code) =>
			code === 0 ? resolve() : reject(new Error(`The thread ended with ${code}.`))
		);
	}).finally(() => {
		hasEnded = true;
		wake();
	});
	// It is awaited below.
	ended.catch(() => {});
	worker.on('message', () => {
		coming--;
		wake();
	});
	try {
		for await (const text of texts) {
			if (hasEnded) break;
			worker.postMessage(text);
			coming++;
			while (coming >= mostComing && !hasEnded) await new Promise<void>((resolve) => (wake = resolve));
		}
		worker.postMessage(null);
		await ended;
	} finally {
		await worker.terminate();
	}
}
