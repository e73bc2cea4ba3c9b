import type { Camera } from '../camera/camera.ts';
import { readChanges } from '../camera/changes.ts';
import { dayNumber, dayOf, type Day } from '../camera/day.ts';
import { encodeCameraId } from '../camera/id.ts';
import type { State } from '../camera/vocabulary.ts';
import { inTurns } from './in-turns.ts';
import type { CameraIndex } from './live/index.ts';

/** A camera that came into a state on a day, as it is known now. */
export interface StateChange {
	id: string;
	camera: Camera;
	day: Day;
	state: State;
}

/** What is asked for; what is not said lets everything through. */
export interface ChangesAsked {
	/** the first day */
	since: Day;
	/** so many at most: the newest, and of one day those with the first ids */
	limit: number;
	/** whether a camera is asked for */
	isAsked: (camera: Camera) => boolean;
	/** into which states */
	states: readonly State[] | undefined;
}

/** rows that are looked at between two looks at the clock */
const atOnce = 500;

/**
 * The cameras that came into another state, by day, newest first, of one day in the order of their ids: the hour is known
 * to nobody, and the order within a day is not told. Of several states within a day the last counts, and none where it
 * is that of the day before. From the memory of this process, as of one moment; cameras that are gone are not in it.
 */
export function recentChanges(index: CameraIndex, asked: ChangesAsked): Promise<StateChange[]> {
	return inTurns(collect(index, asked));
}

function* collect(
	index: CameraIndex,
	{ since, limit, isAsked, states }: ChangesAsked
): Generator<undefined, StateChange[]> {
	const first = dayNumber(since);
	const { rows, camera, changes, release } = index.snapshot();
	/** the texts of many cameras are the same */
	const read = new Map<string, { day: number; state: State }[]>();
	const found: { row: number; number: number; day: number; state: State }[] = [];
	const newest = () =>
		found.sort((a, b) => b.day - a.day || a.number - b.number).splice(limit, Number.MAX_SAFE_INTEGER);
	try {
		for (const [place, row] of rows.entries()) {
			if (place % atOnce === 0) yield;
			const text = changes(row);
			let recent = read.get(text);
			if (!recent) read.set(text, (recent = changesSince(text, first)));
			const wanted = recent.filter(({ state }) => !states || states.includes(state));
			const one = wanted.length > 0 ? camera(row) : null;
			if (!one || !isAsked(one)) continue;
			for (const change of wanted) found.push({ row, number: one.number, ...change });
			if (found.length > 10 * limit) newest();
		}
		newest();
		return found.flatMap(({ row, day, state }) => {
			const one = camera(row);
			return one ? [{ id: encodeCameraId(one.number), camera: one, day: dayOf(day), state }] : [];
		});
	} finally {
		release();
	}
}

/** The days from one on, since 1970-01-01, at whose end a camera was in another state than at the end of the day before. */
function changesSince(text: string, first: number): { day: number; state: State }[] {
	const all = readChanges(text);
	const ends = all.filter(({ day }, i) => all[i + 1]?.day !== day);
	return ends.filter(({ day, state }, i) => day >= first && ends[i - 1]?.state !== state);
}
