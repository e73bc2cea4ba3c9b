import type { Filter } from './filter.ts';
import { operators, states, types } from './vocabulary.ts';

/**
 * Cameras counted by state, type and operator at once, so that a page can tell what any filter lets through without
 * asking: one number for each combination, in the order of the vocabularies, the operator changing fastest.
 */
export type CrossTable = number[];

export function emptyCrossTable(): CrossTable {
	return Array<number>(states.length * types.length * operators.length).fill(0);
}

/** Where a combination stands, by the places of its values in the vocabularies. */
export function crossCell(state: number, type: number, operator: number): number {
	return (state * types.length + type) * operators.length + operator;
}

/** How many cameras a filter of state, type and operator lets through. */
export function countFiltered(table: CrossTable, { state, type, operator }: Filter): number {
	const places = <V>(all: readonly V[], chosen: V[] = [...all]) => chosen.map((value) => all.indexOf(value));
	let count = 0;
	for (const s of places(states, state))
		for (const t of places(types, type))
			for (const o of places(operators, operator)) count += table[crossCell(s, t, o)] ?? 0;
	return count;
}
