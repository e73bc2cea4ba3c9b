import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Unavailable } from './errors.ts';
import { isAsked } from './local-database.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';
import { kindOf, Turns } from './turns.ts';

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

/** PGlite has one session; PostgreSQL as many as connections.ts opens, of which two are kept for each kind. */
const sessions = { embedded: { atOnce: 1, ofOneKind: 1 }, postgres: { atOnce: 10, ofOneKind: 8 } };
/** requests of one kind that may wait */
const waiting = 100;
/** after a start that failed, the next one waits so long: a thread takes half a second of a processor to start */
const pauseMs = 10_000;

/** How long a request may take, in ms. */
export interface Times {
	/** its work */
	limitMs: number;
	/** its wait */
	waitMs: number;
}

interface Working {
	resolve(response: Response): void;
	reject(error: Error): void;
	timer: NodeJS.Timeout;
}

/**
 * The database's thread as the application sees it: a `fetch`, with a hard time limit for the work itself. A request over
 * the limit ends the thread with what is worked on, because nothing else stops PGlite; what waits finds a new one.
 */
export class DatabaseThread {
	demonstration = false;
	#worker: Worker | null = null;
	#starting: Promise<void> | null = null;
	#working = new Map<number, Working>();
	readonly #turns: Turns;
	/** functions that only read; the worker knows them */
	#readers: ReadonlySet<string> = new Set();
	#lastId = 0;
	#closing = false;
	#isFailing = false;

	readonly #settings: WorkerSettings;
	readonly #times: Times;
	readonly #say: (step: string) => void;

	constructor(settings: WorkerSettings, times: Times, say: (step: string) => void) {
		this.#settings = settings;
		this.#times = times;
		this.#say = say;
		this.#turns = new Turns({ ...sessions[settings.database.kind], waiting, waitMs: times.waitMs });
	}

	/** @throws BootFailure */
	start(): Promise<void> {
		return this.#starting ?? this.#begin(this.#boot(this.#settings));
	}

	/** Whoever asks while the next start waits is told at once. */
	#begin(starting: Promise<void>): Promise<void> {
		this.#starting = starting;
		starting.catch(() =>
			setTimeout(() => {
				if (this.#starting === starting) this.#starting = null;
			}, pauseMs).unref()
		);
		return starting;
	}

	/**
	 * Like the global fetch, for supabase-js. Rejects with Unavailable when too many wait, and over the time limit: then
	 * nobody knows whether it was done.
	 */
	fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
		const request = new Request(input, init);
		const { pathname } = new URL(request.url);
		if (!isAsked(request.method, pathname)) return new Response(null, { status: 404 });
		const kind = kindOf(request.method, pathname, this.#readers);
		const done = await this.#turns.take(kind);
		try {
			const body = request.body ? await request.arrayBuffer() : null;
			await this.#started();
			return await this.#ask(request, body);
		} finally {
			done();
		}
	};

	#ask(request: Request, body: ArrayBuffer | null): Promise<Response> {
		return new Promise((resolve, reject) => {
			const id = ++this.#lastId;
			const { url, method } = request;
			const message: ToWorker = { type: 'request', id, url, method, headers: [...request.headers], body };
			// Whatever else the thread does first, nobody waits for it longer than in the line.
			const timer = this.#unless(id, this.#times.waitMs, () => this.#settle(id)?.reject(new Unavailable()));
			this.#working.set(id, { resolve, reject, timer });
			this.#worker?.postMessage(message, body ? [body] : []);
		});
	}

	/** The limit counts from here. */
	#begun(id: number): void {
		const working = this.#working.get(id);
		if (!working) return;
		clearTimeout(working.timer);
		working.timer = this.#unless(id, this.#times.limitMs, () => this.#giveUp('a statement took too long'));
	}

	/** Acts unless the request is answered in time. An answer that this thread was too busy to read is one. */
	#unless(id: number, ms: number, act: () => void): NodeJS.Timeout {
		return setTimeout(() => setImmediate(() => this.#working.has(id) && act()), ms);
	}

	/** Waits for a database that is starting again, as long as a request may take. */
	async #started(): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const over = new Promise<never>((_, reject) => {
			timer = setTimeout(() => reject(new Unavailable()), this.#times.limitMs);
		});
		try {
			await Promise.race([this.start(), over]);
		} catch {
			throw new Unavailable();
		} finally {
			clearTimeout(timer);
		}
	}

	/** Answers who was let in, closes the database in order, or ends its thread when that takes too long. */
	async close(): Promise<void> {
		await this.#within(this.#turns.close());
		this.#closing = true;
		await this.#within(this.#starting);
		const worker = this.#worker;
		if (!worker) return;
		const closed = new Promise<void>((resolve) => {
			worker.on('message', (message: FromWorker) => message.type === 'closed' && resolve());
			worker.once('exit', () => resolve());
		});
		worker.postMessage({ type: 'close' } satisfies ToWorker);
		await this.#within(closed);
		await worker.terminate();
	}

	/** Waits until it is done, or for as long as work may take. */
	async #within(work: Promise<void> | null): Promise<void> {
		let timer: NodeJS.Timeout | undefined;
		const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.#times.limitMs)));
		await Promise.race([work?.catch(() => {}), over]);
		clearTimeout(timer);
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
			let isReady = false;
			worker.on('message', (message: FromWorker) => {
				if (message.type === 'step') this.#say(message.text);
				else if (message.type === 'begun') this.#begun(message.id);
				else if (message.type === 'answer') this.#answer(message);
				else if (message.type === 'failed') {
					this.#worker = null;
					void worker.terminate();
					reject(new BootFailure(message.code, message.message));
				} else if (message.type === 'ready') {
					isReady = true;
					this.demonstration = message.demonstration;
					this.#readers = new Set(message.readers);
					resolve();
				}
			});
			const ended = (message: string) => {
				reject(new BootFailure('', message));
				if (this.#worker !== worker) return;
				if (isReady) this.#giveUp('its thread ended');
				else this.#worker = null;
			};
			worker.on('error', (error) => ended(error.message));
			worker.on('exit', () => ended('its thread ended'));
		});
	}

	#answer({ id, status, headers, body }: FromWorker & { type: 'answer' }): void {
		this.#note(status, body);
		const noBody = status === 204 || status === 304;
		this.#settle(id)?.resolve(new Response(noBody ? null : body, { status, headers }));
	}

	/** Once when answers begin to fail and once when they are good again, however long that takes. */
	#note(status: number, body: ArrayBuffer): void {
		if (status >= 500 === this.#isFailing) return;
		this.#isFailing = status >= 500;
		this.#say(
			this.#isFailing ? `the database answered ${status}${reason(body)}` : 'the database answers again'
		);
	}

	#settle(id: number): Working | undefined {
		const working = this.#working.get(id);
		if (working) clearTimeout(working.timer);
		this.#working.delete(id);
		return working;
	}

	#giveUp(why: string): void {
		const worker = this.#worker;
		if (!worker) return;
		this.#worker = null;
		this.#starting = null;
		if (!this.#closing) this.#say(`the database was restarted: ${why}`);
		for (const id of [...this.#working.keys()]) this.#settle(id)?.reject(new Unavailable());
		// The new one may open the folder only when the old one is gone.
		const gone = worker.terminate();
		if (!this.#closing) {
			this.#begin(gone.then(() => this.#boot({ ...this.#settings, seed: false }))).catch(() => {});
		}
	}
}

/** The SQLSTATE in an answer's body, which names nobody, and what the operator may not know by heart. */
function reason(body: ArrayBuffer): string {
	const sqlState = /"code":"(?:PT)?([0-9A-Z]{5})"/.exec(new TextDecoder().decode(body))?.[1];
	if (sqlState === '53100') return ' (53100: the disk is full)';
	return sqlState ? ` (${sqlState})` : '';
}
