import type * as v from 'valibot';
import * as answers from './answers.ts';
import { engine, parsed } from './engine/index.ts';

/** A municipality, named by the page's language. */
export type Area = Pick<AreaFigures, 'id' | 'names'>;
/** Reported cameras by municipality; `set` is null while no boundaries are loaded. */
export type Stats = v.InferOutput<typeof answers.stats>;
export type AreaFigures = Stats['areas'][number];
export type AreaSet = NonNullable<Stats['set']>;

const keptMs = 10_000;
/** and counting takes at most a tenth of the time */
const restTimes = 10;
let kept: { stats: Promise<Stats>; until: number } | null = null;

/** Reported cameras by municipality, counted again after ten seconds or more: at a million cameras it takes its time. */
export function stats(): Promise<Stats> {
	if (kept && kept.until > performance.now()) return kept.stats;
	const began = performance.now();
	const counting = (kept = { stats: count(), until: Infinity });
	counting.stats.then(
		() => {
			const ended = performance.now();
			counting.until = ended + Math.max(keptMs, restTimes * (ended - began));
		},
		() => (kept = null)
	);
	return counting.stats;
}

let city: { placement: string; km2: number | null } | null = null;

/**
 * The area of all municipalities, asked for once for each placing of cameras in them; null until it is known. Waits for
 * nobody.
 * @param placement null without boundaries
 */
export function cityKm2(placement: string | null): number | null {
	if (placement === null) return null;
	if (city?.placement === placement) return city.km2;
	const asking = (city = { placement, km2: null as number | null });
	stats().then(
		({ areas }) => {
			const km2 = areas.reduce((sum, { area_km2 }) => sum + area_km2, 0);
			// Counted before these boundaries came.
			if (km2 > 0) asking.km2 = km2;
			else if (city === asking) city = null;
		},
		() => city === asking && (city = null)
	);
	return null;
}

async function count(): Promise<Stats> {
	const { anon } = await engine();
	return parsed(anon.rpc('stats'), answers.stats);
}
