import { setImmediate } from 'node:timers/promises';

/** work goes on for so long before others have their turn */
const turnMs = 2;

/** Does work that pauses now and then, and lets others have their turn meanwhile. */
export async function inTurns<T>(work: Generator<undefined, T>): Promise<T> {
	for (let began = performance.now(); ;) {
		const step = work.next();
		if (step.done) return step.value;
		if (performance.now() - began < turnMs) continue;
		await setImmediate();
		began = performance.now();
	}
}
