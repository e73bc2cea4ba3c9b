import { engine, unwrap } from './engine/index.ts';

const everyMs = 15_000;
const shared = globalThis as { okoClock?: NodeJS.Timeout };

/**
 * Publishes what is due, deletes what has expired and closes the days of the log that are over, in every process: the
 * database lets one do each.
 */
export function startClock(): void {
	shared.okoClock ??= setInterval(() => void tick(), everyMs).unref();
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
