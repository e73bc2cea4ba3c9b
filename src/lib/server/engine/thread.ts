import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Unavailable } from './errors.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';

/** Run from source, in development and in production: Node takes the types away. */
const workerFile = resolve('src/lib/server/engine/worker.ts');

/** What the database said when it would not start. */
export class BootFailure extends Error {
	override name = 'BootFailure';
	readonly code: string;
	constructor(code: string, message: string) {
		super(message);
		this.code = code;
	}
}

interface Waiting {
	resolve(response: Response): void;
	reject(error: Error): void;
	timer: NodeJS.Timeout;
}

/**
 * The database's thread as the application sees it: a `fetch`, with a hard time limit. A request over the limit
 * ends the thread with everything in it, because nothing else stops PGlite; the next request finds a new one.
 */
export class DatabaseThread {
	demonstration = false;
	#worker: Worker | null = null;
	#starting: Promise<void> | null = null;
	#waiting = new Map<number, Waiting>();
	#lastId = 0;
	#closing = false;

	readonly #settings: WorkerSettings;
	readonly #limitMs: number;
	readonly #say: (step: string) => void;

	constructor(settings: WorkerSettings, limitMs: number, say: (step: string) => void) {
		this.#settings = settings;
		this.#limitMs = limitMs;
		this.#say = say;
	}

	/** @throws BootFailure */
	start(): Promise<void> {
		this.#starting ??= this.#boot(this.#settings).catch((error: unknown) => {
			this.#starting = null;
			throw error;
		});
		return this.#starting;
	}

	/** Like the global fetch, for supabase-js. Rejects with Unavailable over the time limit. */
	fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const body = request.body ? await request.arrayBuffer() : null;
		await this.#started();
		return new Promise((resolve, reject) => {
			const id = ++this.#lastId;
			const timer = setTimeout(() => this.#giveUp('a statement took too long'), this.#limitMs);
			this.#waiting.set(id, { resolve, reject, timer });
			const message: ToWorker = {
				type: 'request',
				id,
				url: request.url,
				method: request.method,
				headers: [...request.headers],
				body
			};
			this.#worker?.postMessage(message, body ? [body] : []);
		});
	};

	/** Waits for a database that is starting again, as long as a request may take. */
	async #started(): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const over = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Unavailable()), this.#limitMs);
		});
		try {
			await Promise.race([this.start(), over]);
		} catch {
			throw new Unavailable();
		} finally {
			clearTimeout(timer);
		}
	}

	/** Closes the database in order, or ends its thread when that takes too long. */
	async close(): Promise<void> {
		this.#closing = true;
		await this.#starting?.catch(() => {});
		const worker = this.#worker;
		if (!worker) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, this.#limitMs);
			const done = () => {
				clearTimeout(timer);
				resolve();
			};
			worker.on('message', (message: FromWorker) => message.type === 'closed' && done());
			worker.once('exit', done);
			worker.postMessage({ type: 'close' } satisfies ToWorker);
		});
		await worker.terminate();
	}

	#boot(settings: WorkerSettings): Promise<void> {
		return new Promise((resolve, reject) => {
			// Its output is dropped: what it prints can hold what people sent.
			const worker = new Worker(workerFile, {
				workerData: settings,
				execArgv: [],
				stdout: true,
				stderr: true
			});
			worker.stdout.resume();
			worker.stderr.resume();
			this.#worker = worker;
			worker.on('message', (message: FromWorker) => {
				if (message.type === 'step') this.#say(message.text);
				else if (message.type === 'answer') this.#answer(message);
				else if (message.type === 'failed') {
					this.#worker = null;
					void worker.terminate();
					reject(new BootFailure(message.code, message.message));
				} else if (message.type === 'ready') {
					this.demonstration = message.demonstration;
					resolve();
				}
			});
			worker.on('error', (error) => {
				reject(new BootFailure('', error.message));
				this.#giveUp('its thread ended');
			});
			worker.on('exit', () => {
				reject(new BootFailure('', 'its thread ended'));
				if (this.#worker === worker) this.#giveUp('its thread ended');
			});
		});
	}

	#answer({ id, status, headers, body }: FromWorker & { type: 'answer' }): void {
		if (status >= 500) this.#say(`the database answered ${status}`);
		const noBody = status === 204 || status === 304;
		this.#settle(id)?.resolve(new Response(noBody ? null : body, { status, headers }));
	}

	#settle(id: number): Waiting | undefined {
		const waiting = this.#waiting.get(id);
		if (waiting) clearTimeout(waiting.timer);
		this.#waiting.delete(id);
		return waiting;
	}

	#giveUp(why: string): void {
		const worker = this.#worker;
		if (!worker) return;
		this.#worker = null;
		this.#starting = null;
		if (!this.#closing) this.#say(`the database was restarted: ${why}`);
		for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new Unavailable());
		// The new one may open the folder only when the old one is gone.
		const gone = worker.terminate();
		if (!this.#closing) {
			this.#starting = gone.then(() => this.#boot({ ...this.#settings, seed: false }));
			this.#starting.catch(() => (this.#starting = null));
		}
	}
}
