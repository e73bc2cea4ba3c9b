import type { Polygon } from 'geojson';
import type { SightOnMap } from './cut-view.ts';
import { filterQuery, type Filter } from './filter.ts';
import type { Position } from './position.ts';

export { cutView } from './cut-view.ts';

/** What cameras see among buildings, by their ids; those around which nothing stands are not there. */
export type Sights = ReadonlyMap<string, SightOnMap>;

/**
 * The sights of the cameras that a filter lets through, as the file that everybody gets has them.
 * @throws Error when it does not come
 */
export async function fetchSights(filter: Filter, signal: AbortSignal): Promise<Sights> {
	const response = await fetch(`/data/sights.geojson?${filterQuery(filter)}`, { signal });
	if (!response.ok) throw new Error(`/data/sights.geojson: ${response.status}`);
	const { features } = (await response.json()) as {
		features: { id: string; geometry: Polygon; properties: { lens: Position } }[];
	};
	return new Map(
		features.map(({ id, geometry, properties }) => [
			id,
			{ at: properties.lens, ring: (geometry.coordinates[0] ?? []) as Position[] }
		])
	);
}
