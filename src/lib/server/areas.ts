import type { Day } from '../camera/day.ts';
import type { Counts } from '../camera/figures.ts';
import { engine, unwrap } from './engine/index.ts';
import { liveCameras } from './live/index.ts';

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
	/** median of the days since 1970-01-01 on which those that stand were last confirmed; null where none stands */
	confirmed_day: number | null;
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

const areaKeptMs = 60_000;
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

async function count(): Promise<Stats> {
	const { anon } = await engine();
	return (await unwrap(anon.rpc('stats'))) as unknown as Stats;
}

interface AreaCameras {
	version: number;
	numbers: Promise<Set<number>>;
	/** on the clock of `performance` */
	until: number;
}
const keptAreas = new Map<string, AreaCameras>();

/** The numbers of the cameras in a municipality; asked again after a minute, and when the record has changed. */
export async function camerasIn(area: string): Promise<Set<number>> {
	const { version } = await liveCameras();
	const known = keptAreas.get(area);
	const now = performance.now();
	const isCurrent = known && known.version === version && known.until > now;
	if (isCurrent) return known.numbers;
	const asked: AreaCameras = { version, numbers: readCamerasIn(area), until: now + areaKeptMs };
	keptAreas.set(area, asked);
	asked.numbers.catch(() => keptAreas.delete(area));
	return asked.numbers;
}

async function readCamerasIn(area: string): Promise<Set<number>> {
	const { service } = await engine();
	const text = await unwrap(service.rpc('area_cameras', { p_area: area }));
	// An area without cameras is not kept: names in addresses are anybody's.
	if (!text) keptAreas.delete(area);
	return new Set(text ? text.split(',').map(Number) : []);
}
