import { Unavailable } from './errors.ts';

export type Kind = 'read' | 'write';

export interface TurnLimits {
	/** requests that are worked on at once */
	atOnce: number;
	/** of them, of one kind: the rest is kept for the other */
	ofOneKind: number;
	/** requests of one kind that may wait */
	waiting: number;
	/** the longest wait, in ms */
	waitMs: number;
}

interface Waiting {
	begin(): void;
	fail(error: Unavailable): void;
	timer: NodeJS.Timeout;
}

/**
 * Who is next at the database. Each kind waits in a line of its own, and where both wait they alternate: a crowd of
 * readers does not keep a report out, and reports that wait for one lock do not keep readers out.
 */
export class Turns {
	readonly #limits: TurnLimits;
	readonly #lines: Record<Kind, Set<Waiting>> = { read: new Set(), write: new Set() };
	readonly #working: Record<Kind, number> = { read: 0, write: 0 };
	#last: Kind = 'read';
	#idle: (() => void) | null = null;
	#closed = false;

	constructor(limits: TurnLimits) {
		this.#limits = limits;
	}

	/**
	 * Waits for a turn.
	 * @returns what ends it
	 * @throws Unavailable at once when the line is full, later when the wait is too long
	 */
	async take(kind: Kind): Promise<() => void> {
		if (this.#closed) throw new Unavailable();
		const line = this.#lines[kind];
		if (line.size > 0 || !this.#hasRoom(kind)) {
			if (line.size >= this.#limits.waiting) throw new Unavailable();
			await new Promise<void>((begin, fail) => {
				const waiting: Waiting = {
					begin,
					fail,
					timer: setTimeout(() => {
						line.delete(waiting);
						fail(new Unavailable());
					}, this.#limits.waitMs)
				};
				line.add(waiting);
			});
		} else {
			this.#count(kind);
		}
		let over = false;
		return () => {
			if (over) return;
			over = true;
			this.#working[kind]--;
			this.#next();
		};
	}

	/** Lets nobody in any more; resolves when all who were let in or waited are done. */
	close(): Promise<void> {
		this.#closed = true;
		return new Promise((resolve) => {
			this.#idle = resolve;
			this.#next();
		});
	}

	#hasRoom(kind: Kind): boolean {
		const { read, write } = this.#working;
		return read + write < this.#limits.atOnce && this.#working[kind] < this.#limits.ofOneKind;
	}

	#count(kind: Kind): void {
		this.#working[kind]++;
		this.#last = kind;
	}

	#next(): void {
		for (;;) {
			const order: Kind[] = this.#last === 'read' ? ['write', 'read'] : ['read', 'write'];
			const kind = order.find((one) => this.#lines[one].size > 0 && this.#hasRoom(one));
			if (!kind) break;
			const [first] = this.#lines[kind];
			if (!first) break;
			this.#lines[kind].delete(first);
			clearTimeout(first.timer);
			// Counted before it runs, so that nobody who comes meanwhile overtakes.
			this.#count(kind);
			first.begin();
		}
		if (this.#working.read + this.#working.write === 0) this.#idle?.();
	}
}

/**
 * Whether a request only reads: by a function that PostgreSQL forbids to write, because it is not declared volatile, or
 * without a function by HTTP's own rule. What is not known counts as a write.
 */
export function kindOf(method: string, path: string, readers: ReadonlySet<string>): Kind {
	const called = /^\/rest\/v1\/rpc\/(\w+)$/.exec(path)?.[1];
	if (called) return readers.has(called) ? 'read' : 'write';
	return path.startsWith('/rest/v1/') && (method === 'GET' || method === 'HEAD') ? 'read' : 'write';
}
