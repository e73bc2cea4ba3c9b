import type { Day } from '../camera/day.ts';
import type { Counts } from '../camera/figures.ts';
import { engine, unwrap } from './engine/index.ts';

/** A municipality, named by the page's language. */
export interface Area {
	id: string;
	names: Record<'sr-Cyrl' | 'sr-Latn' | 'en', string>;
}

/** What is known of the loaded boundaries; null is what nobody said. */
export interface AreaSet {
	source: string | null;
	licence: string | null;
	as_of: Day | null;
	/** average distance between two corners of a boundary, metres */
	spacing_m: number;
	coarse: boolean;
	/** a position this far outside every municipality is still taken, metres */
	tolerance_m: number;
}

export interface AreaFigures extends Area {
	/** area within the loaded boundaries */
	area_km2: number;
	/** area as others publish it */
	published_km2: number | null;
	population: number | null;
	counts: Counts;
}

export interface Stats {
	/** null while no boundaries are loaded */
	set: AreaSet | null;
	areas: AreaFigures[];
	/** every camera of the record, also one that lies in no municipality */
	city: Counts;
}

/** The municipalities by name; empty while no boundaries are loaded. */
export async function areas(): Promise<Area[]> {
	const { anon } = await engine();
	return (await unwrap(anon.rpc('areas'))) as unknown as Area[];
}

const keptMs = 10_000;
let kept: { stats: Promise<Stats>; until: number } | null = null;

/** Reported cameras by municipality. Counted again after ten seconds: at a million cameras the count takes its time. */
export function stats(): Promise<Stats> {
	if (!kept || kept.until <= Date.now()) {
		kept = { stats: count(), until: Date.now() + keptMs };
		kept.stats.catch(() => (kept = null));
	}
	return kept.stats;
}

async function count(): Promise<Stats> {
	const { anon } = await engine();
	return (await unwrap(anon.rpc('stats'))) as unknown as Stats;
}
