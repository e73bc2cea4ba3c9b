import { dayMs, type Day } from '../camera/day.ts';

/** What the database says of its clock. */
export interface ClockReading {
	/** since 1970, in ms */
	now_ms: number;
	today: Day;
	/** of the newest event; null while there is none */
	newest_day: Day | null;
}

/** `behind`: today lies before the newest event. `jumped`: it went on by days more, or less, than this process did. */
export type ClockTrouble = 'behind' | 'jumped';

const mostMs = 2 * dayMs;

/**
 * Whether the database's clock can be believed. It is compared with what this process read first, so that a clock which
 * is put right is believed again; one that was wrong from the start is not found out, but by the newest event.
 */
export class ClockWatch {
	#first: { nowMs: number; monotonicMs: number } | null = null;

	/** @param monotonicMs of a clock that nobody can set, such as `performance.now()` */
	look({ now_ms, today, newest_day }: ClockReading, monotonicMs: number): ClockTrouble | null {
		if (newest_day && today < newest_day) return 'behind';
		this.#first ??= { nowMs: now_ms, monotonicMs };
		const drift = now_ms - this.#first.nowMs - (monotonicMs - this.#first.monotonicMs);
		return Math.abs(drift) > mostMs ? 'jumped' : null;
	}
}
