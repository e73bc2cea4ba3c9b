import { readChanges, stateOn } from './changes.ts';
import { dayNumber, isDay, type Day } from './day.ts';
import { states, type State } from './vocabulary.ts';

/** Two days of the record, the earlier first. */
export interface Days {
	from: Day;
	to: Day;
}

/** What a camera was on a day: its state, or nothing, because nobody had reported it. */
export const stateThen = ['unknown', ...states] as const;
export type StateThen = (typeof stateThen)[number];

/** How many cameras were in one state on the first day and in another on the last. */
export type Transitions = Record<StateThen, Record<State, number>>;

export type DayFault = { field: keyof Days; code: 'required' | 'invalid' | 'in_future' | 'out_of_range' };

/**
 * Reads two days out of an address.
 * @returns the days, or what is wrong with them; a first day that does not lie before the last is out of range
 */
export function readDays(params: URLSearchParams, today: Day): Days | DayFault[] {
	const faults = (['from', 'to'] as const).flatMap((field): DayFault[] => {
		const texts = params.getAll(field);
		const [day] = texts;
		if (!day) return [{ field, code: 'required' }];
		if (texts.length > 1 || !isDay(day)) return [{ field, code: 'invalid' }];
		return day > today ? [{ field, code: 'in_future' }] : [];
	});
	if (faults.length > 0) return faults;
	const days = { from: params.get('from') ?? '', to: params.get('to') ?? '' };
	return days.from < days.to ? days : [{ field: 'from', code: 'out_of_range' }];
}

/** A function that says what a camera was on both days, by the text of its states; null where nobody knew it yet. */
export function betweenReader({
	from,
	to
}: Days): (changes: string) => { before: StateThen; after: State } | null {
	const [first, last] = [dayNumber(from), dayNumber(to)];
	return (text) => {
		const changes = readChanges(text);
		const after = stateOn(changes, last);
		return after && { before: stateOn(changes, first) ?? 'unknown', after };
	};
}

/**
 * What became of the cameras between two days.
 * @param histories the states that cameras have had (see readChanges), and how many cameras have had just these
 */
export function transitions(
	histories: Iterable<readonly [changes: string, cameras: number]>,
	days: Days
): Transitions {
	const counts = Object.fromEntries(
		stateThen.map((before) => [before, Object.fromEntries(states.map((state) => [state, 0]))])
	) as Transitions;
	const read = betweenReader(days);
	for (const [text, cameras] of histories) {
		const was = read(text);
		if (was) counts[was.before][was.after] += cameras;
	}
	return counts;
}
