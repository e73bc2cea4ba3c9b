import type { Manifest } from './manifest.ts';

/** How the number of cameras in a state differs, in all (null), in a municipality, or outside them (''). */
export interface Difference {
	where: string | null;
	state: string;
	before: number;
	after: number;
}

type Counted = Pick<Manifest, 'states' | 'municipalities'>;

/** Where two snapshots differ, by state and municipality; what is the same is left out. */
export function differences(before: Counted, after: Counted): Difference[] {
	const places = new Set([...Object.keys(before.municipalities), ...Object.keys(after.municipalities)]);
	const within = [...places]
		.sort()
		.flatMap((where) =>
			compare(where, before.municipalities[where] ?? {}, after.municipalities[where] ?? {})
		);
	return [...compare(null, before.states, after.states), ...within];
}

function compare(
	where: string | null,
	before: Record<string, number>,
	after: Record<string, number>
): Difference[] {
	const states = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
	return states
		.map((state) => ({ where, state, before: before[state] ?? 0, after: after[state] ?? 0 }))
		.filter((one) => one.before !== one.after);
}
