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
	/** of a piece of a street, its lines one after the other */
	lines?: [lng: number, lat: number][][];
	/** a whole city or town, which is no place within one */
	isCity?: true;
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

/**
 * The names in the properties of a tile's feature, as provisioning leaves them (src/lib/i18n/place-names.ts): `name` in
 * Serbian Cyrillic, Latin and English where they differ. Null when it has none.
 */
export function namesOf(properties: Record<string, unknown>): Names | null {
	const read = (key: string) => {
		const text = properties[key];
		return typeof text === 'string' && text.length <= 120 ? text.trim() : '';
	};
	const [name, latin, en] = [read('name'), read('name:sr-Latn'), read('name:en')];
	const cyrl = cyrillic.test(name) && name;
	const latn = latin || name;
	if (!name) return null;
	return { ...(cyrl && { cyrl }), latn, ...(en && { en }) };
}
