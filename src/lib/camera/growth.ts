import { readChanges } from './changes.ts';
import { dayOf, type Day } from './day.ts';
import { states, type State } from './vocabulary.ts';

/** Cameras by state at the end of a day. */
export interface GrowthDay {
	day: Day;
	counts: Record<State, number>;
}

/**
 * How the record grew, a line for each day on which a state changed, oldest first. It is that of the cameras which are
 * public now, each counted from the day of its report.
 * @param changes the states that cameras have had, as the database writes them (see readChanges), and how many cameras
 * have had just these
 */
export function growthOf(changes: Iterable<readonly [changes: string, cameras: number]>): GrowthDay[] {
	const differences = new Map<number, Record<State, number>>();
	for (const [text, cameras] of changes) {
		let before: State | undefined;
		for (const { day, state } of readChanges(text)) {
			const difference = differences.get(day) ?? none();
			differences.set(day, difference);
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

/** Reads the growth as `/stats/growth.csv` writes it: a header that names the columns, then a line for each day. */
export function growthFromCsv(text: string): GrowthDay[] {
	const [header = '', ...lines] = text.trim().split(/\r?\n/);
	const columns = header.split(',');
	return lines.map((line) => {
		const values = line.split(',');
		const counts = states.map((state) => [state, Number(values[columns.indexOf(state)])]);
		return {
			day: values[columns.indexOf('day')] ?? '',
			counts: Object.fromEntries(counts) as Record<State, number>
		};
	});
}

/** What a growth says of the end of a day. */
export function countsAt(growth: GrowthDay[], day: Day): Record<State, number> {
	return growth.findLast((line) => line.day <= day)?.counts ?? none();
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
