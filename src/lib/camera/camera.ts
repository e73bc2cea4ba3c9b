import { dayNumber, daysBetween, type Day } from './day.ts';
import type { Settings } from './settings.ts';
import type { CameraFields, NameWith, RecordOf, StoredName } from './record.ts';
import type { CameraType, EventKind, Freshness, State } from './vocabulary.ts';

/** What the world may know of one camera, as the database's read functions give it. Days, never times. */
export interface Camera extends RecordOf<CameraFields, StoredName> {
	/** random, 0 … 2^50 − 1; written with {@link encodeCameraId} wherever people or files see it */
	number: number;
	/** degrees, WGS 84, six decimals */
	lng: number;
	lat: number;
}

/** One line of a camera's public history. */
export interface HistoryEntry {
	kind: EventKind;
	day: Day;
	state: State | null;
	/** of a correction: which members of the record it changed */
	changed?: ChangedMember[];
}
export type ChangedMember = NameWith<CameraFields, 'isCorrectable'> | 'lng' | 'lat';

/** A known camera near a position that somebody is about to report. */
export interface Candidate {
	id: string;
	distance_m: number;
	/** 0–180; null when either heading is unknown */
	heading_difference_deg: number | null;
	/** near and looking the same way, or unknown: probably this one */
	probable: boolean;
	type: CameraType;
	heading_deg: number | null;
	state: State;
	position: [lng: number, lat: number];
}

/**
 * How recently a camera was known to be there: counted from the last confirmation; before any, from the
 * newest day of observation; without either, from the first report.
 */
export function freshness(
	camera: Pick<Camera, 'last_confirmed_on' | 'observed_on' | 'first_reported_on'>,
	today: Day,
	settings: Pick<Settings, 'ageing_after_days' | 'stale_after_days'>
): Freshness {
	const since = camera.last_confirmed_on ?? camera.observed_on ?? camera.first_reported_on;
	return freshnessAfter(daysBetween(since, today), settings);
}

/** The same, so many days after the camera was known to be there. */
export function freshnessAfter(
	days: number,
	settings: Pick<Settings, 'ageing_after_days' | 'stale_after_days'>
): Freshness {
	if (days >= settings.stale_after_days) return 'stale';
	return days >= settings.ageing_after_days ? 'ageing' : 'fresh';
}

/** The first days (since 1970-01-01) of confirmation on which a camera is not stale, and on which it is fresh. */
export interface FreshnessDays {
	notStale: number;
	fresh: number;
}

/** The same rule for who knows the day of confirmation as a number, as tiles do. */
export function freshnessDays(
	today: Day,
	settings: Pick<Settings, 'ageing_after_days' | 'stale_after_days'>
): FreshnessDays {
	const day = dayNumber(today);
	return { notStale: day - settings.stale_after_days + 1, fresh: day - settings.ageing_after_days + 1 };
}
