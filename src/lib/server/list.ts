import { LRUCache } from 'lru-cache';
import { freshnessDays, type Camera } from '../camera/camera.ts';
import { belgradeDay } from '../camera/day.ts';
import { filterQuery, type Filter, type FilterContext } from '../camera/filter.ts';
import { decodeCameraId } from '../camera/id.ts';
import { settings } from './settings.ts';
import { liveCameras, refreshCameras, type CameraIndex, type RowOrder } from './live/index.ts';

export const listOrders = ['newest', 'confirmed', 'id'] as const satisfies RowOrder[];

interface Asked {
	/** the beginning of an id, as `encodeCameraId` writes it */
	query: string;
	order: RowOrder;
	limit: number;
	offset: number;
}

/** A page of the cameras that a filter lets through, how many there are, and how many of these are removed. */
export async function list(filter: Filter, asked: Asked) {
	const [{ index }, context] = await Promise.all([liveCameras(), filterContext(), refreshCameras()]);
	return pageOf(index, filter, context, asked);
}

export function pageOf(
	index: CameraIndex,
	filter: Filter,
	context: FilterContext,
	{ query, order, limit, offset }: Asked
): { total: number; removed: number; cameras: Camera[] } {
	// The first and the last number whose id begins so; none when it is no beginning of an id.
	const [first = NaN, last = NaN] = ['0', 'Z'].map(
		(filler) => decodeCameraId(query.padEnd(10, filler)) ?? NaN
	);
	const { columns } = index;
	const isShown = index.filtered(filter, context);
	const stateOf = columns.reader('state');
	const cameras: Camera[] = [];
	let total = 0;
	let removed = 0;
	for (const row of index.inOrder(order)) {
		const number = columns.at.number[row] ?? NaN;
		if (number < first || number > last || !isShown(row)) continue;
		if (total >= offset && total < offset + limit) cameras.push(columns.camera(row));
		total++;
		if (stateOf(row) === 'removed') removed++;
	}
	return { total, removed, cameras };
}

const counts = new LRUCache<string, number>({ max: 500 });

async function filterContext(): Promise<FilterContext> {
	return { today: belgradeDay(), settings: await settings() };
}

/** How many cameras a filter lets through, and how many there are; counted anew when something has changed. */
export async function count(filter: Filter): Promise<{ count: number; total: number }> {
	const [{ index, edition }, context] = await Promise.all([liveCameras(), filterContext()]);
	const query = String(filterQuery(filter));
	if (query === '') return { count: index.size, total: index.size };
	const { notStale, fresh } = freshnessDays(context.today, context.settings);
	const key = `${edition} ${notStale} ${fresh} ${query}`;
	let count = counts.get(key);
	if (count === undefined) counts.set(key, (count = countOf(index, filter, context)));
	return { count, total: index.size };
}

export function countOf(index: CameraIndex, filter: Filter, context: FilterContext): number {
	const isShown = index.filtered(filter, context);
	let count = 0;
	for (let row = 0; row < index.rowCount; row++) if (isShown(row)) count++;
	return count;
}
