import { setImmediate } from 'node:timers/promises';

/** a download works for so long at a time */
const sliceMs = 0.5;
/** and then lets others work for so many turns of the event loop */
const turnsOfOthers = 8;
/** a turn that took less had nobody in it */
const emptyTurnMs = 0.1;

/** The same text in larger pieces; between two others have their turns: tiles are waited for, downloads are not. */
export async function* inSlices(pieces: Iterable<string>): AsyncGenerator<string> {
	let text = '';
	let began = performance.now();
	for (const piece of pieces) {
		text += piece;
		if (performance.now() - began < sliceMs) continue;
		yield text;
		text = '';
		await giveWay();
		began = performance.now();
	}
	yield text;
}

/** Lets every other request have its turns, while there are any. */
export async function giveWay(): Promise<void> {
	for (let turn = 0; turn < turnsOfOthers; turn++) {
		const began = performance.now();
		await setImmediate();
		if (performance.now() - began < emptyTurnMs) return;
	}
}
