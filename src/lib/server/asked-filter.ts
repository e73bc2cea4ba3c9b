import { parseFilter, type Box, type Filter } from '../camera/filter.ts';
import { isSwappedBox } from '../camera/position.ts';
import { liveCameras } from './live/index.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';

/** Reads the filter of an address, see {@link parseFilter}. A municipality is bad while no boundaries are loaded. */
export async function askedFilter(
	params: URLSearchParams,
	others?: readonly string[]
): Promise<{ filter: Filter; bad: string[] }> {
	const asked = parseFilter(params, others);
	if (asked.filter.municipality && !(await liveCameras()).hasAreas) {
		delete asked.filter.municipality;
		asked.bad.push('municipality');
	}
	return asked;
}

/** @throws Problem 400, which names what cannot be read, or is the wrong way round */
export async function requiredFilter(params: URLSearchParams, others?: readonly string[]): Promise<Filter> {
	const { filter, bad } = await askedFilter(params, others);
	if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
	await refuseSwapped(filter.bbox);
	return filter;
}

/**
 * A box whose latitudes and longitudes were exchanged lies elsewhere: its answer would be empty, and read as "none".
 * @throws Problem 400
 */
export async function refuseSwapped(bbox: Box | undefined): Promise<void> {
	if (!bbox || !isSwappedBox(bbox, await settings())) return;
	throw new Problem(400, 'bad_filter', { errors: [{ field: 'bbox', code: 'swapped' }] });
}
