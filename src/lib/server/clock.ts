import { engine, unwrap } from './engine/index.ts';
import { nextRound } from './rounds.ts';

const everyMs = 15_000;
const shared = globalThis as { okoClock?: Promise<never> };

/**
 * Publishes what is due, deletes what has expired and closes the days of the log that are over, in every process: the
 * database lets one do each.
 */
export function startClock(): void {
	shared.okoClock ??= keepHouse();
}

async function keepHouse(): Promise<never> {
	for (;;) {
		await nextRound('duties', everyMs);
		await tick();
	}
}

async function tick(): Promise<void> {
	try {
		const { service } = await engine();
		await unwrap(service.rpc('tick'));
		await unwrap(service.rpc('close_days'));
	} catch {
		// The database is away; the next round does it.
	}
}
