import { freshnessAfter } from '../../camera/camera.ts';
import { dayNumber, type Day } from '../../camera/day.ts';
import { growthOf, type GrowthDay } from '../../camera/growth.ts';
import { countPlaces } from '../../camera/places.ts';
import type { Position } from '../../camera/position.ts';
import type { Settings } from '../../camera/settings.ts';
import {
	freshnesses,
	makers,
	operators,
	states,
	type Freshness,
	type Maker,
	type Operator,
	type State
} from '../../camera/vocabulary.ts';
import type { CameraIndex } from '../live/index.ts';

/** At least what is verified, at most all that is reported and not removed. */
export interface Range {
	least: number;
	most: number;
}
export interface Found {
	cameras: Range;
	/** see `countPlaces` */
	places: Range;
}

/** The whole record in figures, counted from the memory of this process. */
export interface RecordFigures {
	states: Record<State, Record<Freshness, number>>;
	operators: Record<Operator, Record<State, number>>;
	makers: Record<Maker, Record<State, number>>;
	/** whoever runs them, and those that are reported to be the police's */
	found: { all: Found; police: Found };
	/** days since the last confirmation, of those that stand; null where none stands */
	medianDays: number | null;
	growth: GrowthDay[];
	/** the states that cameras have had, see `readChanges`, and how many have had just these */
	histories: Map<string, number>;
}

/** rows counted between two pauses: a fraction of a millisecond */
const atOnce = 500;

/**
 * Counts every camera. It pauses now and then, so that the server answers others meanwhile; what changes in between is
 * in or not, as a whole.
 */
export function* countRecord(
	{ columns, rowCount }: CameraIndex,
	today: Day,
	settings: Settings
): Generator<undefined, RecordFigures> {
	const todayNumber = dayNumber(today);
	const stateOf = columns.reader('state');
	const operatorOf = columns.reader('operator');
	const makerOf = columns.reader('maker');
	const byState = table(states, freshnesses);
	const byOperator = table(operators, states);
	const byMaker = table(makers, states);
	const changes = new Map<string, number>();
	const ages: number[] = [];
	const standing: Record<'all' | 'verified' | 'police' | 'policeVerified', Position[]> = {
		all: [],
		verified: [],
		police: [],
		policeVerified: []
	};
	for (let row = 0; row < rowCount; row++) {
		if (row % atOnce === 0) yield;
		if (columns.isGone(row)) continue;
		const [state, operator, days] = [stateOf(row), operatorOf(row), todayNumber - columns.confirmedDay(row)];
		byState[state][freshnessAfter(days, settings)]++;
		byOperator[operator][state]++;
		byMaker[makerOf(row)][state]++;
		const text = columns.changes(row);
		changes.set(text, (changes.get(text) ?? 0) + 1);
		if (state === 'removed') continue;
		ages.push(days);
		const position = columns.position(row);
		standing.all.push(position);
		if (state === 'verified') standing.verified.push(position);
		if (operator !== 'mup') continue;
		standing.police.push(position);
		if (state === 'verified') standing.policeVerified.push(position);
	}
	const growth = growthOf(changes);
	const found = function* (least: Position[], most: Position[]): Generator<undefined, Found> {
		return {
			cameras: { least: least.length, most: most.length },
			places: {
				least: yield* countPlaces(least, settings.place_m),
				most: yield* countPlaces(most, settings.place_m)
			}
		};
	};
	return {
		states: byState,
		operators: byOperator,
		makers: byMaker,
		found: {
			all: yield* found(standing.verified, standing.all),
			police: yield* found(standing.policeVerified, standing.police)
		},
		medianDays: median(ages),
		growth,
		histories: changes
	};
}

function table<R extends string, C extends string>(
	rows: readonly R[],
	columns: readonly C[]
): Record<R, Record<C, number>> {
	const none = () => Object.fromEntries(columns.map((name) => [name, 0]));
	return Object.fromEntries(rows.map((name) => [name, none()])) as Record<R, Record<C, number>>;
}

function median(values: number[]): number | null {
	if (values.length === 0) return null;
	const sorted = Float64Array.from(values).sort();
	const middle = (sorted.length - 1) / 2;
	return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
