import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { SubmitFunction } from '@sveltejs/kit';
import { tick } from 'svelte';
import type { DeskAnswer } from './answer';

/**
 * Rows of a list that were just decided. They leave what the server lists, and stay where they were on this page, with
 * the form that takes the decision back.
 */
export class Decided<Row> {
	#keyOf: (row: Row) => string;
	#kept = $state.raw<{ key: string; at: number; row: Row; answer: DeskAnswer }[]>([]);

	/** @param keyOf another text for each row */
	constructor(keyOf: (row: Row) => string) {
		this.#keyOf = keyOf;
	}

	/** What the server lists, and between it what was decided, with what was done. */
	among(rows: Row[]): { key: string; row: Row; answer: DeskAnswer | null }[] {
		const shown: { key: string; row: Row; answer: DeskAnswer | null }[] = rows.map((row) => ({
			key: this.#keyOf(row),
			row,
			answer: null
		}));
		const listed = shown.map(({ key }) => key);
		// What another list took back is listed again.
		for (const { at, ...kept } of this.#kept) if (!listed.includes(kept.key)) shown.splice(at, 0, kept);
		return shown;
	}

	/** Sends a form of a row with `use:enhance`; the focus stays in the row. */
	submit(row: Row, at: number): SubmitFunction {
		const key = this.#keyOf(row);
		return ({ formElement }) => {
			const item = formElement.closest('li');
			return async ({ result }) => {
				if (result.type !== 'success') {
					await applyAction(result);
					return;
				}
				const answer = result.data as DeskAnswer;
				const others = this.#kept.filter((one) => one.key !== key);
				const isUndone = others.length < this.#kept.length;
				if (!isUndone) this.#kept = [...others, { key, at, row, answer }].sort((a, b) => a.at - b.at);
				// What was refused before is not said again.
				await applyAction({ type: 'success', status: 200, data: {} });
				await invalidateAll();
				if (isUndone) this.#kept = others;
				await tick();
				(
					item?.querySelector<HTMLElement>('[role=status]') ?? item?.querySelector<HTMLElement>('a, summary')
				)?.focus();
			};
		};
	}
}
