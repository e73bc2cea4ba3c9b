import type { State } from './vocabulary.ts';

const states: Record<string, State> = { r: 'reported', v: 'verified', d: 'disputed', x: 'removed' };

/** From a day on, in days since 1970-01-01, a camera was in a state. */
export interface Change {
	day: number;
	state: State;
}

/**
 * Reads the states that a camera has publicly had, as the database and the tiles write them: five digits of a day since
 * 1970-01-01 and a letter, again and again, oldest first.
 */
export function readChanges(text: string): Change[] {
	return [...text.matchAll(/(\d{5})([rvdx])/g)].map(([, day, letter = '']) => ({
		day: Number(day),
		state: states[letter] as State
	}));
}

/** The state at the end of a day; null before the camera was reported. */
export function stateOn(changes: readonly Change[], day: number): State | null {
	return changes.findLast((change) => change.day <= day)?.state ?? null;
}
