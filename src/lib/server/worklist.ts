import { belgradeDay, dayNumber } from '../camera/day.ts';
import type { Camera } from '../camera/camera.ts';
import type { Filter } from '../camera/filter.ts';
import { urgency, worklistReasons, type WorklistReason } from '../camera/worklist.ts';
import { liveCameras, type CameraIndex } from './live/index.ts';
import { settings } from './settings.ts';

export type WorklistFilter = Pick<Filter, 'state' | 'municipality'>;

export interface WorklistItem {
	camera: Camera;
	reason: WorklistReason;
}

/** Rows of the live index, most urgent first, and why each is there. */
interface Ranked {
	/** whose rows they are */
	index: CameraIndex;
	edition: string;
	day: string;
	/** on the clock of `performance` */
	until: number;
	rows: Uint32Array;
	/** by row: the place of its reason in `worklistReasons` */
	reasons: Uint8Array;
}

/** ranking takes at most a tenth of the time: at a million cameras each takes a part of a second */
const restTimes = 10;
let kept: Ranked | null = null;

/** A part of the worklist and its length, most urgent first. */
export async function worklist(
	filter: WorklistFilter,
	offset: number,
	limit: number
): Promise<{ total: number; items: WorklistItem[] }> {
	const live = await liveCameras();
	const { rows, reasons } = await ranked();
	const { columns } = live.index;
	// Of all of them nothing is asked: there can be a million.
	const isAll = !filter.state && !filter.municipality;
	const context = { today: belgradeDay(), settings: await settings() };
	const wanted = isAll ? rows : rows.filter(live.index.filtered(filter, context));
	return {
		total: wanted.length,
		items: [...wanted.subarray(offset, offset + limit)]
			.filter((row) => !columns.isGone(row))
			.map((row) => ({
				camera: columns.camera(row),
				reason: worklistReasons[reasons[row] ?? 0] ?? 'reported'
			}))
	};
}

async function ranked(): Promise<Ranked> {
	const live = await liveCameras();
	const day = belgradeDay();
	const isCurrent = kept?.edition === live.edition && kept.day === day;
	if (kept?.index === live.index && (isCurrent || kept.until > performance.now())) return kept;
	const numbers = await settings();
	const began = performance.now();
	const { columns, rowCount } = live.index;
	const stateOf = columns.reader('state');
	const today = dayNumber(day);
	const ranks = new Float64Array(rowCount);
	const reasons = new Uint8Array(rowCount);
	const rows: number[] = [];
	for (let row = 0; row < rowCount; row++) {
		if (columns.isGone(row)) continue;
		const found = urgency(
			{
				state: stateOf(row),
				firstReportedDay: columns.at.first_reported_on[row] ?? 0,
				confirmedDay: columns.confirmedDay(row),
				changedDay: columns.at.changed_on[row] ?? 0,
				reviews: (columns.at.confirmations[row] ?? 0) + (columns.at.disputes[row] ?? 0)
			},
			today,
			numbers
		);
		if (!found) continue;
		ranks[row] = found.rank;
		reasons[row] = worklistReasons.indexOf(found.reason);
		rows.push(row);
	}
	const order = Uint32Array.from(rows).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
	const until = performance.now() + restTimes * (performance.now() - began);
	kept = { index: live.index, edition: live.edition, day, until, rows: order, reasons };
	return kept;
}
