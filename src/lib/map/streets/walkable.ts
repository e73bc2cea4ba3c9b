/** the vector source's name in the style */
export const streetsSource = 'streets';
/** the layers of the streets in OpenMapTiles, Protomaps, Shortbread and plain archives */
export const streetLineLayers = ['transportation', 'roads', 'streets', 'road'] as const;

/** classes and kinds on which nobody walks; Protomaps calls motorways highways */
const closed = new Set([
	...['motorway', 'motorway_link', 'highway', 'raceway', 'busway', 'bus_guideway', 'runway', 'taxiway'],
	...['rail', 'transit', 'subway', 'tram', 'light_rail', 'narrow_gauge', 'funicular', 'monorail'],
	...['ferry', 'cable_car', 'gondola', 'aerialway', 'proposed', 'construction']
]);

type Properties = Record<string, unknown>;

/** Whether people walk on a street or path of such a layer. */
export function isWalkable(properties: Properties): boolean {
	const { access, foot } = properties;
	if (access === 'no' || access === 'private' || foot === 'no') return false;
	return ['class', 'subclass', 'kind', 'kind_detail'].every((name) => {
		const value = String(properties[name] ?? '');
		return !closed.has(value) && !value.endsWith('_construction');
	});
}
