import type { Feature } from 'geojson';
import type { Kind, Source } from '../../camera/cql2/index.ts';
import type { FeatureContext } from '../../camera/feature.ts';
import type { Box } from '../../camera/filter.ts';

/** What a property of a feature holds. A day is `YYYY-MM-DD`. Every property may be null, which is unknown. */
export interface Property {
	kind: Exclude<Kind, 'geometry'> | 'integer' | 'object';
	/** the words that it can hold */
	values?: readonly string[];
	/** features have it, but nobody can filter by it */
	isReturnedOnly?: true;
}

/** A collection of features, see `index.ts` for all of them. */
export interface Collection {
	geometry: 'Point' | 'Polygon' | 'MultiPolygon';
	/** in the order in which features have them */
	properties: Readonly<Record<string, Property>>;
	/** the days for which `datetime` asks, by their properties; without them an item is of every day */
	hasDays: boolean;
	read(context: FeatureContext): Promise<Items>;
}

/**
 * The items of a collection as they are now, in the order of their keys: each has a place from 0 on. Some places are
 * empty, because their item was taken away. To find the place of a key takes as many steps as its number has digits, so
 * that page 1,000 comes as fast as page 1.
 */
export interface Items {
	/** another text whenever anything in it may be another */
	edition: string;
	/** whether it is still of that edition: what is read of it may change while somebody reads */
	isCurrent(): boolean;
	places: number;
	/** places that are not empty */
	size: number;
	isEmpty(place: number): boolean;
	/** the first place whose key is not before that of an id, and whether it is that one's; null when the text is no id */
	find(id: string): { place: number; isThere: boolean } | null;
	idAt(place: number): string;
	source: Source<number>;
	/** the first and the last day of an item */
	days(place: number): [first: string, last: string];
	/** in degrees, lng before lat */
	feature(place: number): Feature & { id: string | number };
	/** what holds every item; null where there is none */
	extent(): { bbox: Box | null; days: [first: string, last: string] | null };
}

/** By which properties of a collection a filter can ask, and of which kind they are. */
export function queryables({ properties }: Pick<Collection, 'properties'>): Record<string, Kind> {
	const kinds: Record<string, Kind> = { geometry: 'geometry' };
	for (const [name, { kind, isReturnedOnly }] of Object.entries(properties)) {
		if (isReturnedOnly || kind === 'object') continue;
		kinds[name] = kind === 'integer' ? 'number' : kind;
	}
	return kinds;
}

/** Finds a key among those of places, which are in order, see {@link Items}. */
export function findKey<Key extends string | number>(
	places: number,
	keyAt: (place: number) => Key,
	key: Key
): { place: number; isThere: boolean } {
	let [low, high] = [0, places];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (keyAt(middle) >= key) high = middle;
		else low = middle + 1;
	}
	return { place: low, isThere: low < places && keyAt(low) === key };
}
