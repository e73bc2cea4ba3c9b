import type { Position } from 'geojson';
import { placeName } from '$lib/i18n/place-names';
import { schematic } from '$lib/map/schematic';
import type { Place, PlaceKind } from '$lib/server/search';

/** What the schematic map names: found in the search whether there is a street archive or not. */
export function knownPlaces(): Place[] {
	const { places, bridges, rivers } = schematic((name) => name);
	const named = (features: { properties: unknown; geometry: { coordinates: unknown } }[], kind: PlaceKind) =>
		features.flatMap(({ properties, geometry }) => {
			const { name, rank } = properties as { name: string; rank?: 1 | 2 };
			if (!name) return [];
			return [place(rank === 1 ? 'municipality' : kind, name, geometry.coordinates as Position | Position[])];
		});
	return [
		...named(places.features, 'place'),
		...named(bridges.features, 'landmark'),
		...named(rivers.features, 'water')
	];
}

function place(kind: PlaceKind, cyrl: string, coordinates: Position | Position[]): Place {
	const points = (typeof coordinates[0] === 'number' ? [coordinates] : coordinates) as Position[];
	const [lngs, lats] = [0, 1].map((axis) => points.map((point) => point[axis] ?? 0)) as [number[], number[]];
	const [lng = 0, lat = 0] = points[points.length >> 1] ?? [];
	return {
		kind,
		names: { cyrl, latn: placeName(cyrl, 'sr-Latn'), en: placeName(cyrl, 'en') },
		position: [lng, lat],
		bbox: [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)]
	};
}
