/** What can be found by its name. */
export const placeKinds = ['municipality', 'place', 'street', 'landmark', 'water'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** What a place is called; at least one of them. `latn` is Serbian Latin, or the name as it is where it is foreign. */
export interface Names {
	cyrl?: string;
	latn?: string;
	en?: string;
}

/** west, south, east, north in degrees */
export type Box = [west: number, south: number, east: number, north: number];

export interface Place {
	kind: PlaceKind;
	names: Names;
	/** degrees, longitude first */
	position: [lng: number, lat: number];
	/** the box around it; of a point all the same position */
	bbox: Box;
}

/** A place that was found; for a street or landmark, the neighbourhood or village it is near to, where one is. */
export interface FoundPlace extends Place {
	near: Names | null;
}

const cyrillic = /[\u0400-\u04ff]/;

/** A name in the script that is asked for; where the place has none in it, as it is. */
export function nameIn(names: Names, script: keyof Names): string {
	return names[script] ?? names.latn ?? names.cyrl ?? names.en ?? '';
}

type Properties = Record<string, unknown>;
const inCyrillic = ['name:sr', 'name:sr-Cyrl', 'name_cyrl', 'name', 'name:nonlatin'];
const inLatin = [
	'name:sr-Latn',
	'name:sr',
	'name',
	'name:latin',
	'name_int',
	'name:en',
	'name_en',
	'name_de'
];

/**
 * The names in a tile's properties, whatever its schema calls them (OpenMapTiles, Protomaps, Shortbread).
 * Null when it has none. Latin is left to be derived from Cyrillic by `toLatin`.
 */
export function namesOf(properties: Properties, toLatin: (text: string) => string): Names | null {
	const first = (keys: string[], isWanted: (text: string) => boolean) => {
		for (const key of keys) {
			const text = properties[key];
			if (typeof text === 'string' && text.trim() && text.length <= 120 && isWanted(text)) return text.trim();
		}
	};
	const isLatin = (text: string) => !cyrillic.test(text);
	const cyrl = first(inCyrillic, (text) => cyrillic.test(text));
	const latn = first(inLatin.slice(0, 1), isLatin) ?? (cyrl ? toLatin(cyrl) : first(inLatin, isLatin));
	const en = first(['name:en', 'name_en'], isLatin);
	if (!cyrl && !latn) return null;
	return { ...(cyrl && { cyrl }), ...(latn && { latn }), ...(en && en !== latn && { en }) };
}
