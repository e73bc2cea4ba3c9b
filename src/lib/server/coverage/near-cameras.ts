import { circlesArea, type PlanePoint } from '../../camera/circles.ts';
import { belgradeDay, dayNumber, type Day } from '../../camera/day.ts';
import type { Settings } from '../../camera/settings.ts';
import { toUtm34 } from '../../camera/utm34.ts';
import { inTurns } from '../in-turns.ts';
import { liveCameras, type CameraIndex } from '../live/index.ts';
import { settings } from '../settings.ts';

/** Ground around cameras that somebody saw within a year, in square metres. */
export interface NearCameras {
	/** the sum of the municipalities, and of what lies in none */
	city_m2: number;
	/** by municipality of the cameras; '' for those in none */
	areas: Map<string, number>;
}

/** rows looked at between two pauses */
const atOnce = 500;
/** counted again after so long, or ten times as long as it took */
const keptMs = 10_000;
const restTimes = 10;
let kept: { near: Promise<NearCameras>; edition: string; until: number } | null = null;

/**
 * Ground on which somebody was within a year, because they confirmed or reported a camera there: so far around each that
 * stands as a survey leaves out. So none of it is in a survey's ground.
 */
export async function nearCameras(): Promise<NearCameras> {
	const [live, numbers] = await Promise.all([liveCameras(), settings()]);
	const day = belgradeDay();
	const edition = `${live.edition} ${day}`;
	if (kept && (kept.edition === edition || kept.until > performance.now())) return kept.near;
	const began = performance.now();
	const counting = (kept = { near: inTurns(around(live.index, day, numbers)), edition, until: Infinity });
	counting.near.then(
		() => {
			const ended = performance.now();
			counting.until = ended + Math.max(keptMs, restTimes * (ended - began));
		},
		() => (kept = null)
	);
	return counting.near;
}

/** See {@link nearCameras}. */
export function* around(
	{ columns, rowCount }: CameraIndex,
	today: Day,
	{ survey_camera_m, survey_fade_days }: Pick<Settings, 'survey_camera_m' | 'survey_fade_days'>
): Generator<undefined, NearCameras> {
	const todayNumber = dayNumber(today);
	const stateOf = columns.reader('state');
	const municipalityOf = columns.reader('municipality');
	const byArea = new Map<string, PlanePoint[]>();
	for (let row = 0; row < rowCount; row++) {
		if (row % atOnce === 0) yield;
		if (columns.isGone(row) || stateOf(row) === 'removed') continue;
		if (todayNumber - columns.confirmedDay(row) >= survey_fade_days) continue;
		const at = toUtm34(columns.position(row));
		const area = municipalityOf(row) ?? '';
		const own = byArea.get(area);
		if (own) own.push(at);
		else byArea.set(area, [at]);
	}
	const areas = new Map<string, number>();
	for (const [area, own] of byArea) areas.set(area, yield* circlesArea(own, survey_camera_m));
	return { city_m2: [...areas.values()].reduce((sum, m2) => sum + m2, 0), areas };
}
