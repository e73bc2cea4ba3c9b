import type * as v from 'valibot';
import * as answers from './answers.ts';
import { engine, parsed, unwrap } from './engine/index.ts';
import { liveCameras } from './live/index.ts';

/** A municipality, named by the page's language. */
export type Area = v.InferOutput<typeof answers.areas>[number];
/** Reported cameras by municipality; `set` is null while no boundaries are loaded. */
export type Stats = v.InferOutput<typeof answers.stats>;
export type AreaFigures = Stats['areas'][number];
export type AreaSet = NonNullable<Stats['set']>;

/** The municipalities by name; empty while no boundaries are loaded. */
export async function areas(): Promise<Area[]> {
	const { anon } = await engine();
	return parsed(anon.rpc('areas'), answers.areas);
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
	return parsed(anon.rpc('stats'), answers.stats);
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
