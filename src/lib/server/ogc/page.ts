import { LRUCache } from 'lru-cache';
import { giveWay } from '../export/slices.ts';
import type { Items } from './collection.ts';
import type { ItemsQuery } from './query.ts';

/** Places of the items of a page, in order, and whether there are more on either side. */
export interface Page {
	places: number[];
	hasNext: boolean;
	hasPrevious: boolean;
}

/** places are looked through for so long at a time */
const sliceMs = 2;
/** so many between two looks at the clock */
const placesBetween = 256;
/** what takes longer to be counted is not counted */
const countMs = 250;

/** The page that is asked for. What a filter drops takes time too, in which others have their turns. */
export async function pageOf(
	items: Items,
	{ from, isBefore, offset, limit, isAsked }: ItemsQuery
): Promise<Page> {
	const places: number[] = [];
	const step = isBefore ? -1 : 1;
	const first = isBefore ? from - 1 : from;
	let toPass = offset;
	let began = performance.now();
	for (let place = first; place >= 0 && place < items.places && places.length <= limit; place += step) {
		if (!items.isEmpty(place) && (isAsked?.(place) ?? true) && toPass-- <= 0) places.push(place);
		if (place % placesBetween === 0 && performance.now() - began > sliceMs) {
			await giveWay();
			began = performance.now();
		}
	}
	const hasMore = places.length > limit;
	if (hasMore) places.pop();
	// Where somebody came from there were items.
	return isBefore
		? { places: places.reverse(), hasNext: true, hasPrevious: hasMore }
		: { places, hasNext: hasMore, hasPrevious: from > 0 || offset > 0 };
}

const counts = new LRUCache<string, number>({ max: 500 });

/**
 * How many items are asked for, on all pages; undefined when it takes long to say.
 * @param key another text for each other filter and edition
 */
export async function matched(
	items: Items,
	{ isAsked }: ItemsQuery,
	key: string
): Promise<number | undefined> {
	if (isAsked === null) return items.size;
	let count = counts.get(key);
	if (count !== undefined) return count;
	count = 0;
	let began = performance.now();
	let spentMs = 0;
	for (let place = 0; place < items.places; place++) {
		if (!items.isEmpty(place) && isAsked(place)) count++;
		if (place % placesBetween > 0 || performance.now() - began < sliceMs) continue;
		spentMs += performance.now() - began;
		if (spentMs > countMs) return undefined;
		await giveWay();
		began = performance.now();
	}
	counts.set(key, count);
	return count;
}
