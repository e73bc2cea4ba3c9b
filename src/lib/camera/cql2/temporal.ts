import { belgradeDay, isDay, type Day } from '../day.ts';
import { Cql2Error, type TemporalOp } from './tree.ts';

/** The first and the last day, both included; as texts, days are in order. */
export type Days = [first: string, last: string];

/** before and after every day */
export const always: Days = ['', '\uffff'];

const instantForm = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** The day of a date, or in Belgrade at an instant (RFC 3339); null when it is none. */
export function dayOfText(text: string): Day | null {
	if (isDay(text)) return text;
	if (!instantForm.test(text) || !isDay(text.slice(0, 10))) return null;
	const instant = new Date(text.toUpperCase());
	return Number.isNaN(instant.getTime()) ? null : belgradeDay(instant);
}

/** @throws Cql2Error */
export function readDay(text: string): Day {
	const day = dayOfText(text);
	if (day === null) throw new Cql2Error({ code: 'bad_literal', name: text.slice(0, 100) });
	return day;
}

/** What each temporal operator says of two spans of days (OGC 21-065r2, 7.6). A single day is a span of one. */
export const relations: Record<TemporalOp, (a: Days, b: Days) => boolean> = {
	t_after: (a, b) => a[0] > b[1],
	t_before: (a, b) => a[1] < b[0],
	t_contains: (a, b) => a[0] < b[0] && a[1] > b[1],
	t_disjoint: (a, b) => a[0] > b[1] || a[1] < b[0],
	t_during: (a, b) => a[0] > b[0] && a[1] < b[1],
	t_equals: (a, b) => a[0] === b[0] && a[1] === b[1],
	t_finishedBy: (a, b) => a[0] < b[0] && a[1] === b[1],
	t_finishes: (a, b) => a[0] > b[0] && a[1] === b[1],
	t_intersects: (a, b) => a[0] <= b[1] && a[1] >= b[0],
	t_meets: (a, b) => a[1] === b[0],
	t_metBy: (a, b) => a[0] === b[1],
	t_overlappedBy: (a, b) => a[0] > b[0] && a[0] < b[1] && a[1] > b[1],
	t_overlaps: (a, b) => a[0] < b[0] && a[1] > b[0] && a[1] < b[1],
	t_startedBy: (a, b) => a[0] === b[0] && a[1] > b[1],
	t_starts: (a, b) => a[0] === b[0] && a[1] < b[1]
};
