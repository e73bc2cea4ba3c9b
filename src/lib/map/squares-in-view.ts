import type { Map } from 'maplibre-gl';
import { metresPerDegree } from '../camera/measures.ts';
import { middleOf, type Position } from '../camera/position.ts';
import { squaresToWalk, type Square } from '../camera/walk-next.ts';
import type { Locale } from '../i18n/locale.ts';
import { statesOf } from './ground.ts';
import { ids } from './layer-ids.ts';
import { labels, schematic } from './schematic.ts';

/** a place farther away than this names nothing */
const named_m = 3000;

/** The squares in view that are worth a walk, best first, of the tiles that the map has. */
export function squaresOn(map: Map): Square[] {
	if (!map.getSource(ids.lookedCells)) return [];
	const bounds = map.getBounds();
	const found = map.querySourceFeatures(ids.lookedCells, { sourceLayer: 'cells' });
	const ground_m2 = Math.min(...found.map(({ properties }) => Number(properties.ground_m2)));
	const squares = new globalThis.Map<unknown, Square>();
	for (const { id, geometry, properties } of found) {
		// A tile of another zoom, which stands in until its own is there.
		if (Number(properties.ground_m2) !== ground_m2 || geometry.type !== 'Polygon') continue;
		const at = middleOf((geometry.coordinates[0] ?? []).slice(1));
		if (!bounds.contains(at)) continue;
		squares.set(id, {
			at,
			cameras: statesOf('all').reduce((sum, state) => sum + Number(properties[state] ?? 0), 0),
			share: Number(properties.looked_m2 ?? 0) / ground_m2
		});
	}
	return squaresToWalk([...squares.values()]);
}

/** The name of the nearest place of the schematic map; null where none is near. */
export function nearestPlace([lng, lat]: Position, locale: Locale): string | null {
	const narrowing = Math.cos((lat * Math.PI) / 180);
	let [name, nearest_m]: [string | null, number] = [null, named_m];
	for (const { geometry, properties } of schematic(labels[locale]).places.features) {
		const [x = 0, y = 0] = geometry.coordinates;
		const away_m = Math.hypot((x - lng) * narrowing, y - lat) * metresPerDegree;
		if (away_m < nearest_m) [name, nearest_m] = [String(properties?.name), away_m];
	}
	return name;
}
