import { setTimeout as pause } from 'node:timers/promises';
import type * as v from 'valibot';
import * as answers from './answers.ts';
import { engine, parsed } from './engine/index.ts';

/** What a process does again and again: takes changed cameras in, measures ground, and what the clock asks for. */
export type Topic = 'cameras' | 'coverage' | 'duties';

type News = v.InferOutput<typeof answers.news>;

/** between two requests at least, however much is going on */
const breathMs = 1000;
/** what has expired is deleted within so long when nothing else is due */
const dutiesMs = 120_000;
const shared = globalThis as { okoNews?: Newsroom };

/**
 * Waits until it is time for the next round: so many milliseconds, or, where each request goes far, until the database
 * says that there is something to do.
 */
export async function nextRound(topic: Topic, everyMs: number): Promise<void> {
	if (!(await engine()).isFar) return pause(everyMs, undefined, { ref: false });
	await (shared.okoNews ??= new Newsroom()).next(topic);
}

/** One request that waits for all topics, and goes out again when it is answered. */
class Newsroom {
	/** those with something to do, of which they have not been told */
	#due = new Set<Topic>();
	#waiting = new Map<Topic, () => void>();
	#heard: Pick<News, 'version' | 'coverage_version'> | null = null;
	#dutiesAt = -Infinity;

	constructor() {
		void this.#listen();
	}

	next(topic: Topic): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.set(topic, resolve);
			this.#tell();
		});
	}

	#tell(): void {
		for (const topic of [...this.#due].filter((topic) => this.#waiting.has(topic))) {
			this.#due.delete(topic);
			this.#waiting.get(topic)?.();
			this.#waiting.delete(topic);
		}
	}

	async #listen(): Promise<never> {
		for (;;) {
			const began = performance.now();
			// While the database is away there is nothing to do.
			await this.#ask().catch(() => {});
			await pause(Math.max(0, breathMs - (performance.now() - began)), undefined, { ref: false });
		}
	}

	async #ask(): Promise<void> {
		const { service } = await engine();
		const asked = { p_version: this.#heard?.version, p_coverage_version: this.#heard?.coverage_version };
		const news = await parsed(service.rpc('await_changes', asked), answers.news);
		if (news.version !== asked.p_version) this.#due.add('cameras');
		if (news.coverage_due || news.coverage_version !== asked.p_coverage_version) this.#due.add('coverage');
		if (news.duties_due || performance.now() - this.#dutiesAt > dutiesMs) {
			this.#due.add('duties');
			this.#dutiesAt = performance.now();
		}
		this.#heard = news;
		this.#tell();
	}
}
