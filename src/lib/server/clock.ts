import * as answers from './answers.ts';
import { ClockWatch, type ClockTrouble } from './clock-watch.ts';
import { engine, parsed, unwrap, type Client } from './engine/index.ts';
import { daySalts } from './guard/salts.ts';
import { onOperator } from './engine/operator-socket.ts';
import { nextRound } from './rounds.ts';
import { keepSnapshots, makeSnapshot } from './snapshots/index.ts';

const everyMs = 15_000;
const shared = globalThis as { okoClock?: { watch: ClockWatch; trouble: ClockTrouble | null } };

/**
 * Publishes what is due, deletes what has expired and closes the days of the log that are over, in every process: the
 * database lets one do each. Not while its clock cannot be believed.
 */
export function startClock(): void {
	if (shared.okoClock) return;
	shared.okoClock = { watch: new ClockWatch(), trouble: null };
	onOperator('snapshot', ({ accept }) => makeSnapshot(typeof accept === 'string' ? accept : null));
	void keepHouse();
}

async function keepHouse(): Promise<never> {
	for (;;) {
		await nextRound('duties', everyMs);
		await tick();
	}
}

/** Why the duties of the clock rest; null while they do not. */
export function clockTrouble(): ClockTrouble | null {
	return shared.okoClock?.trouble ?? null;
}

/** The same as a line for the operator; empty while there is none. */
export function clockSentence(): string {
	const trouble = clockTrouble();
	return trouble ? `${sentences[trouble]}\n` : '';
}

const sentences: Record<ClockTrouble, string> = {
	behind:
		'The database’s clock is wrong: it stands before the day of the newest entry. Nothing is published later, deleted or closed until it is right; if it is right now, run `npm run operate -- clock-is-right`.',
	jumped:
		'The database’s clock has jumped by more than two days. Nothing is published later, deleted or closed until it is right; if it is right now, restart Oko.'
};

async function tick(): Promise<void> {
	const clock = shared.okoClock;
	if (!clock) return;
	try {
		const { service } = await engine();
		const before = clock.trouble;
		clock.trouble = await tend(service, clock.watch, performance.now());
		if (clock.trouble && clock.trouble !== before) console.error(`  ${sentences[clock.trouble]}`);
		// Also when nobody comes: at the turn of the day the oldest salt goes.
		if (!clock.trouble) await daySalts();
		if (!clock.trouble) void keepSnapshots();
	} catch {
		// The database is away; the next round does it.
	}
}

/** Does the duties of the clock, unless it cannot be believed: then answers why. */
export async function tend(
	service: Client,
	watch: ClockWatch,
	monotonicMs: number
): Promise<ClockTrouble | null> {
	const reading = await parsed(service.rpc('clock'), answers.clock);
	const trouble = watch.look(reading, monotonicMs);
	if (trouble) return trouble;
	await unwrap(service.rpc('tick'));
	await unwrap(service.rpc('close_days'));
	return null;
}
