import type { LineString, MultiLineString } from 'geojson';
import type { GeoJSONFeature, Map } from 'maplibre-gl';
import type { Position } from '../camera/position.ts';
import type { Locale } from '../i18n/locale.ts';
import { ids } from './layer-ids.ts';
import { busyRank, LookedSquares, type StreetLine } from './street-gaps.ts';
import { isWalkable, streetLineLayers, streetsSource } from './streets/walkable.ts';

/** the layers that have the names of streets in OpenMapTiles, Shortbread, and the others */
const namedLayers = ['transportation_name', 'street_labels', ...streetLineLayers] as const;
const namesOf: Record<Locale, readonly string[]> = {
	'sr-Cyrl': ['name'],
	'sr-Latn': ['name:sr-Latn', 'name'],
	en: ['name:en', 'name:sr-Latn', 'name']
};

/**
 * The streets of the tiles that the map has, on which people walk; none where the map has no streets.
 * @param of all that are drawn, without names; or those that have a name, in a language
 */
export function streetLinesOn(map: Map, of: 'drawn' | Locale): StreetLine[] {
	if (!map.getSource(streetsSource)) return [];
	const layers = of === 'drawn' ? streetLineLayers : namedLayers;
	for (const sourceLayer of layers) {
		const lines = map
			.querySourceFeatures(streetsSource, { sourceLayer })
			.filter(({ properties }) => isWalkable(properties))
			.flatMap((feature) => linesOf(feature, of));
		if (lines.length > 0) return lines;
	}
	return [];
}

function linesOf({ geometry, properties }: GeoJSONFeature, of: 'drawn' | Locale): StreetLine[] {
	if (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString') return [];
	const named = of === 'drawn' ? '' : namesOf[of].map((key) => properties[key] as unknown).find(Boolean);
	const name = typeof named === 'string' ? named : '';
	if (of !== 'drawn' && !name) return [];
	const rank = busyRank(properties);
	return partsOf(geometry).map((points) => ({ name, rank, points }));
}

function partsOf(geometry: LineString | MultiLineString): Position[][] {
	return (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates) as Position[][];
}

/** The squares of the tiles that the map has, and a text that is another when they are others. */
export function lookedSquares(map: Map): { squares: LookedSquares; version: string } {
	const found = map.getSource(ids.lookedCells)
		? map.querySourceFeatures(ids.lookedCells, { sourceLayer: 'cells', filter: ['has', 'looked_m2'] })
		: [];
	const ground_m2 = Math.min(...found.map(({ properties }) => Number(properties.ground_m2)));
	const squares = new LookedSquares(Number.isFinite(ground_m2) ? Math.sqrt(ground_m2) : 1);
	let looked_m2 = 0;
	for (const { id, properties } of found) {
		if (Number(properties.ground_m2) !== ground_m2) continue;
		squares.set(Number(id), Number(properties.looked_m2) / ground_m2);
		looked_m2 += Number(properties.looked_m2);
	}
	return { squares, version: `${found.length} ${looked_m2}` };
}
