import type { Feature, Point } from 'geojson';
import { isDay, type Day } from '../camera/day.ts';
import type { State } from '../camera/vocabulary.ts';
import type { TileCamera } from './features.ts';

/** The day of the record that the map shows, and the earlier one with which it is compared. */
export interface DaySpan {
	from: Day | null;
	to: Day;
}

export const spanNames = ['from', 'to'];

/** Reads an address. What is not understood is as if it were not there. */
export function parseSpan(params: URLSearchParams): DaySpan | null {
	const [from, to] = spanNames.map((name) => params.get(name) ?? '');
	if (!to || !isDay(to)) return null;
	return { from: from && isDay(from) && from < to ? from : null, to };
}

/** What stands in the address. */
export function spanQuery(span: DaySpan | null): URLSearchParams {
	const params = new URLSearchParams();
	if (span?.from) params.set('from', span.from);
	if (span) params.set('to', span.to);
	return params;
}

/** A camera as it was on a day: of its state then, and otherwise as it is known now. */
export type PastCamera = Feature<Point, TileCamera & { unchanged: boolean }>;

/** The map as the record was on a day. */
export interface TimeView {
	readonly span: DaySpan;
	/** the slider moves or is played: cameras are dots, drawn at once */
	readonly isMoving: boolean;
	/** the cameras in view and around it on that day; none while it moves */
	cameras: PastCamera[];
	/** the whole record of that day; null while that is not known */
	readonly counts: Record<State, number> | null;
}

/** What the map shows, and of which day. */
export function spanTitle(shows: string, { from, to }: DaySpan, date: (day: Day) => string): string {
	return `${shows}, ${from ? `${date(from)} – ` : ''}${date(to)}`;
}
