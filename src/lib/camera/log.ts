/**
 * The public log, and whether it is what it was: docs/api.md has the format. Runs in the browser and in Node; knows
 * only what Web Crypto and streams are.
 */
import { addDays, isDay, type Day } from './day.ts';

/** What stands in `format` of heads.json. */
export const logFormat = 'oko-log-1';

/** What stands in the place of yesterday's head on the first day. */
export const noHead = '0'.repeat(64);

/** An event of a closed day, or only its leaf; the head of a day behind its events. */
export type LogLine =
	| { day: Day; leaf: string; salt: string; line: string }
	| { day: Day; leaf: string; withheld: string }
	| { day: Day; head: string; leaves: number };

/** A head that somebody kept, with its day when that was kept too. */
export interface KeptHead {
	head: string;
	day: Day | null;
}

export const findingKinds = [
	/** no line of a log */
	'unreadable',
	/** salt and text do not give the leaf: the line was changed */
	'leaf',
	/** a day is missing, or lines are doubled or not in their order */
	'order',
	/** leaves and yesterday's head do not give the day's head: a line was dropped or added */
	'head',
	/** the log breaks off within a day */
	'unfinished',
	/** the day's head is another than the one kept */
	'kept',
	/** the log has no such closed day, of which a head was kept */
	'missing_day',
	/** no closed day of the log has the head that was kept */
	'unknown_head'
] as const;

/** Where a log first differs; the number of the line in the file, from 1. */
export interface Finding {
	kind: (typeof findingKinds)[number];
	day: Day | null;
	line: number | null;
}

/** How far a log was read. */
export interface Progress {
	bytes: number;
	lines: number;
	day: Day | null;
}

export interface Verdict {
	/** the heads that follow from the lines, oldest first, as far as the log is good */
	heads: Map<Day, string>;
	/** events read */
	events: number;
	/** of them without line and salt: hidden, withdrawn or erased */
	withheld: number;
	finding: Finding | null;
}

/** SHA-256 of a text in UTF-8, as hexadecimal text. */
async function sha256(text: string): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The leaf of an event: the hash of its salt with its line behind it. */
export function leafOf(salt: string, line: string): Promise<string> {
	return sha256(salt + line);
}

/** The head of a day: the hash of yesterday's head, the day, and its leaves in their order, each with a line feed. */
export function headOf(yesterday: string, day: Day, leaves: string[]): Promise<string> {
	return sha256([yesterday, day, ...leaves, ''].join('\n'));
}

/** The first head in a text that somebody kept, with the day before or behind it; null when there is none. */
export function parseKeptHead(text: string): KeptHead | null {
	const head = /\b[0-9a-f]{64}\b/i.exec(text)?.[0].toLowerCase();
	const day = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0] ?? '';
	return head ? { head, day: isDay(day) ? day : null } : null;
}

/** The heads of a heads.json. @throws TypeError when it is none */
export function parseHeads(json: unknown): KeptHead[] {
	const { format, days } = (json ?? {}) as { format?: unknown; days?: unknown };
	const heads = Array.isArray(days) ? days.map(parseHead) : [];
	if (format !== logFormat || !Array.isArray(days) || !heads.every((head) => head !== null))
		throw new TypeError('not a heads.json');
	return heads;
}

function parseHead(value: unknown): KeptHead | null {
	const { day, head } = (value ?? {}) as Record<string, unknown>;
	return typeof day === 'string' && isDay(day) && isHash(head) ? { day, head } : null;
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** Reads a line of log.jsonl; null when it is none. */
export function parseLogLine(text: string): LogLine | null {
	let value: Record<string, unknown>;
	try {
		value = JSON.parse(text) as Record<string, unknown>;
	} catch {
		return null;
	}
	const { day, leaf, salt, line, withheld, head, leaves } = value ?? {};
	if (typeof day !== 'string' || !isDay(day)) return null;
	if (isHash(head) && typeof leaves === 'number') return { day, head, leaves };
	if (!isHash(leaf)) return null;
	if (typeof withheld === 'string') return { day, leaf, withheld };
	if (typeof salt !== 'string' || typeof line !== 'string' || !/^[0-9a-f]{32}$/.test(salt)) return null;
	return { day, leaf, salt, line };
}

/** How many lines are hashed at once. */
const batchLines = 512;

/**
 * Reads a whole log.jsonl and says whether every line gives its leaf, every day its head, and whether the heads that
 * were kept are still the heads of their days. Stops at the first difference.
 */
export async function verifyLog(
	file: ReadableStream<Uint8Array>,
	kept: KeptHead[] = [],
	onprogress: (progress: Progress) => void = () => {}
): Promise<Verdict> {
	const chain = new Chain(kept);
	const progress: Progress = { bytes: 0, lines: 0, day: null };
	for await (const { texts, bytes } of batches(file)) {
		const lines = texts.map(parseLogLine);
		const leaves = await Promise.all(
			lines.map((line) => (line && 'salt' in line ? leafOf(line.salt, line.line) : null))
		);
		for (const [i, line] of lines.entries()) {
			progress.lines++;
			const kind = await chain.add(line, leaves[i] ?? null);
			if (kind) return chain.verdict({ kind, day: line?.day ?? chain.day, line: progress.lines });
		}
		progress.bytes = bytes;
		progress.day = chain.day;
		onprogress({ ...progress });
	}
	return chain.verdict(chain.end(progress.lines));
}

/** What follows from the lines read so far. */
class Chain {
	/** the day whose lines are being read, or come next */
	day: Day | null = null;
	readonly #heads = new Map<Day, string>();
	readonly #keptDays: Map<Day, string>;
	readonly #keptHeads: string[];
	#yesterday = noHead;
	#leaves: string[] = [];
	#events = 0;
	#withheld = 0;

	constructor(kept: KeptHead[]) {
		this.#keptDays = new Map(kept.flatMap(({ day, head }) => (day ? [[day, head]] : [])));
		this.#keptHeads = kept.flatMap(({ day, head }) => (day ? [] : [head]));
	}

	/** Takes the next line, with the leaf that its salt and text give. @returns what is wrong with it */
	async add(line: LogLine | null, leaf: string | null): Promise<Finding['kind'] | null> {
		if (!line) return 'unreadable';
		this.day ??= line.day;
		if (line.day !== this.day) return 'order';
		if ('head' in line) return this.#close(line.day, line.head, line.leaves);
		if (line.leaf <= (this.#leaves.at(-1) ?? '')) return 'order';
		if ('salt' in line && line.leaf !== leaf) return 'leaf';
		this.#leaves.push(line.leaf);
		this.#events++;
		if ('withheld' in line) this.#withheld++;
		return null;
	}

	async #close(day: Day, head: string, leaves: number): Promise<Finding['kind'] | null> {
		const computed = await headOf(this.#yesterday, day, this.#leaves);
		if (head !== computed || leaves !== this.#leaves.length) return 'head';
		if ((this.#keptDays.get(day) ?? computed) !== computed) return 'kept';
		this.#heads.set(day, computed);
		this.#yesterday = computed;
		this.#leaves = [];
		this.day = addDays(day, 1);
		return null;
	}

	/** @returns what is wrong with a log that ends here */
	end(lines: number): Finding | null {
		if (this.#leaves.length > 0) return { kind: 'unfinished', day: this.day, line: lines };
		const known = new Set(this.#heads.values());
		const missing = [...this.#keptDays.keys()].sort().find((day) => !this.#heads.has(day));
		if (missing) return { kind: 'missing_day', day: missing, line: null };
		if (this.#keptHeads.every((head) => known.has(head))) return null;
		return { kind: 'unknown_head', day: null, line: null };
	}

	verdict(finding: Finding | null): Verdict {
		return { heads: this.#heads, events: this.#events, withheld: this.#withheld, finding };
	}
}

/** The lines of a file, some at a time, with the bytes read so far. */
async function* batches(
	file: ReadableStream<Uint8Array>
): AsyncGenerator<{ texts: string[]; bytes: number }> {
	const reader = file.getReader();
	// A byte order mark is not ours: it makes the first line unreadable.
	const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
	let rest = '';
	let bytes = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			bytes += value?.length ?? 0;
			const texts = (rest + decoder.decode(value, { stream: !done })).split('\n');
			rest = texts.pop() ?? '';
			if (done && rest) texts.push(rest);
			for (let from = 0; from < texts.length; from += batchLines)
				yield { texts: texts.slice(from, from + batchLines), bytes };
			if (done) return;
		}
	} finally {
		await reader.cancel();
	}
}
