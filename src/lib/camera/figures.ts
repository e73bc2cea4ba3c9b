import { states, type State } from './vocabulary.ts';

/** Reported cameras by state; a state without cameras may be missing. */
export type Counts = Partial<Record<State, number>>;

/** What is counted of an area; null where there is nothing to count by. */
export interface Figures {
	counts: Record<State, number>;
	/** cameras that stand as far as is reported: all but the removed ones */
	standing: number;
	/** verified among the standing, 0–1 */
	verifiedShare: number | null;
	areaKm2: number | null;
	population: number | null;
	perKm2: number | null;
	perThousand: number | null;
	/** median of the days since the last confirmation, of those that stand */
	medianDays: number | null;
}

/** Figures of an area of so many square kilometres with so many inhabitants. */
export function figuresOf(
	counts: Counts,
	areaKm2: number | null,
	population: number | null,
	medianDays: number | null
): Figures {
	const all = Object.fromEntries(states.map((state) => [state, counts[state] ?? 0])) as Record<State, number>;
	const standing = all.reported + all.verified + all.disputed;
	return {
		counts: all,
		standing,
		verifiedShare: standing > 0 ? all.verified / standing : null,
		areaKm2,
		population,
		perKm2: areaKm2 ? standing / areaKm2 : null,
		perThousand: population ? (standing / population) * 1000 : null,
		medianDays
	};
}

/** The counts of several areas together. */
export function sumOf(many: Counts[]): Counts {
	return Object.fromEntries(
		states.map((state) => [state, many.reduce((sum, counts) => sum + (counts[state] ?? 0), 0)])
	);
}
