import { dayOf, type Day } from './day.ts';
import { states, type State } from './vocabulary.ts';

/** Cameras by state at the end of a day. */
export interface GrowthDay {
	day: Day;
	counts: Record<State, number>;
}

const stateOf: Record<string, State> = { r: 'reported', v: 'verified', d: 'disputed', x: 'removed' };

/**
 * How the record grew, a line for each day on which a state changed, oldest first. It is that of the cameras which are
 * public now, each counted from the day of its report.
 * @param changes the states that cameras have had, as the database writes them (five digits of a day since 1970-01-01
 * and a letter, again and again, oldest first), and how many cameras have had just these
 */
export function growthOf(changes: Iterable<readonly [changes: string, cameras: number]>): GrowthDay[] {
	const differences = new Map<number, Record<State, number>>();
	for (const [text, cameras] of changes) {
		let before: State | undefined;
		for (const [, digits, letter = ''] of text.matchAll(/(\d{5})([rvdx])/g)) {
			const state = stateOf[letter] as State;
			const difference = differences.get(Number(digits)) ?? none();
			differences.set(Number(digits), difference);
			if (before) difference[before] -= cameras;
			difference[state] += cameras;
			before = state;
		}
	}
	const counts = none();
	return [...differences]
		.sort(([a], [b]) => a - b)
		.map(([day, difference]) => {
			for (const state of states) counts[state] += difference[state];
			return { day: dayOf(day), counts: { ...counts } };
		});
}

/** What a growth says of the ends of months, newest first; the newest month as of `today`. */
export function monthEnds(growth: GrowthDay[], today: Day): GrowthDay[] {
	const ends: GrowthDay[] = [];
	const first = growth[0];
	if (!first) return ends;
	let [year = 0, month = 0] = first.day.split('-').map(Number);
	let known = 0;
	for (let end = ''; end < today;) {
		// Day 0 of the next month.
		end = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
		if (end > today) end = today;
		while ((growth[known + 1]?.day ?? '9') <= end) known++;
		ends.push({ day: end, counts: growth[known]?.counts ?? none() });
		[year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
	}
	return ends.reverse();
}

function none(): Record<State, number> {
	return { reported: 0, verified: 0, disputed: 0, removed: 0 };
}
