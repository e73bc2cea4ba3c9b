import { parseFilter, type Filter } from '../camera/filter.ts';
import { liveCameras } from './live/index.ts';
import { Problem } from './problem.ts';

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

/** @throws Problem 400, which names what cannot be read */
export async function requiredFilter(params: URLSearchParams, others?: readonly string[]): Promise<Filter> {
	const { filter, bad } = await askedFilter(params, others);
	if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
	return filter;
}
