import type { Feature, Geometry } from 'geojson';
import type { Box } from '../../camera/filter.ts';
import type { Value } from '../../camera/cql2/index.ts';
import { queryables, type Collection, type Items } from './collection.ts';

type Listed = Feature<Geometry | null> & { id: string | number };

/**
 * Items that are a list of features, in the order of their ids, each made when it is first asked for.
 * @param find see {@link Items}
 */
export function listed(
	collection: Pick<Collection, 'properties'>,
	edition: string,
	places: number,
	make: (place: number) => Listed,
	find: Items['find']
): Items {
	const made: (Listed | undefined)[] = [];
	const feature = (place: number) => (made[place] ??= make(place));
	return {
		edition,
		isCurrent: () => true,
		places,
		size: places,
		isEmpty: () => false,
		find,
		idAt: (place) => String(feature(place).id),
		source: {
			kinds: queryables(collection),
			value: (name) => (place) => (feature(place).properties?.[name] as Value | undefined) ?? null,
			geometry: (place) => feature(place).geometry
		},
		days: () => ['', '\uffff'],
		feature: (place) => feature(place) as Feature & { id: string | number },
		extent() {
			const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
			for (let place = 0; place < places; place++) widen(box, feature(place).geometry);
			return { bbox: box[0] === Infinity ? null : box, days: null };
		}
	};
}

function widen(box: Box, geometry: Geometry | null): void {
	if (geometry === null || geometry.type === 'GeometryCollection') return;
	const numbers = [geometry.coordinates].flat(4) as number[];
	for (const [i, number] of numbers.entries()) {
		const axis = i % 2;
		box[axis] = Math.min(box[axis] as number, number);
		box[axis + 2] = Math.max(box[axis + 2] as number, number);
	}
}
