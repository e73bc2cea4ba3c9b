import { metresPerDegree, sixDecimals } from '../../camera/measures.ts';
import { fold } from './fold.ts';
import type { Box, Place, PlaceKind } from './place.ts';

/** Pieces of one name this near to each other, in metres, are one place; tiles cut roads and rivers into many. */
const sameWithin_m: Record<PlaceKind, number> = {
	municipality: 20_000,
	place: 2_000,
	street: 400,
	landmark: 100,
	water: 3_000
};
/** so many names are kept; a city has fewer */
export const maxPlaces = 100_000;

interface Gathered extends Place {
	/** middles of the pieces, lng and lat one after the other */
	middles: number[];
}

/** Puts pieces of places together as they come, tile after tile. */
export class Gathering {
	#byName = new Map<string, Gathered[]>();
	#size = 0;

	/** A piece: a point, a part of a street, a polygon. Its position is a point on it. */
	add({ lines: _, ...piece }: Place): void {
		// A municipality and the settlement that it is named for are one thing to look for.
		const kind = piece.kind === 'municipality' ? 'place' : piece.kind;
		const key = `${kind} ${fold(piece.names.latn ?? piece.names.cyrl ?? '')}`;
		const known = this.#byName.get(key) ?? [];
		const near = known.filter(
			(place) => gap_m(place.bbox, piece.bbox) <= Math.max(sameWithin_m[place.kind], sameWithin_m[piece.kind])
		);
		const [first, ...others] = near;
		if (!first) {
			if (this.#size >= maxPlaces) return;
			this.#size++;
			this.#byName.set(key, [...known, { ...piece, middles: [...piece.position] }]);
			return;
		}
		merge(first, { ...piece, middles: [...piece.position] });
		for (const other of others) merge(first, other);
		if (others.length > 0) {
			this.#size -= others.length;
			this.#byName.set(
				key,
				known.filter((place) => !others.includes(place))
			);
		}
	}

	/** Everything that was put together. */
	places(): Place[] {
		return [...this.#byName.values()].flat().map(({ kind, names, position, bbox, middles }) => ({
			kind,
			names,
			bbox: bbox.map(sixDecimals) as Box,
			position: (kind === 'street' || kind === 'water' ? nearestToMiddle(middles, bbox) : position).map(
				sixDecimals
			) as Place['position']
		}));
	}
}

function merge(into: Gathered, piece: Gathered): void {
	const [a, b] = [into.bbox, piece.bbox];
	into.bbox = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
	into.names = { ...piece.names, ...into.names };
	into.middles.push(...piece.middles);
}

/** Of a thing of many pieces, the piece nearest to its middle: so that the mark stands on it. */
function nearestToMiddle(middles: number[], [west, south, east, north]: Box): [number, number] {
	const [lng, lat] = [(west + east) / 2, (south + north) / 2];
	let best: [number, number] = [middles[0] ?? lng, middles[1] ?? lat];
	for (let i = 2; i < middles.length; i += 2) {
		const at: [number, number] = [middles[i] ?? 0, middles[i + 1] ?? 0];
		if (distance_m(at, [lng, lat]) < distance_m(best, [lng, lat])) best = at;
	}
	return best;
}

/** Metres between two boxes, 0 when they touch; exact enough within a city. */
function gap_m(a: Box, b: Box): number {
	const lng = Math.max(0, b[0] - a[2], a[0] - b[2]) * Math.cos((a[1] * Math.PI) / 180);
	const lat = Math.max(0, b[1] - a[3], a[1] - b[3]);
	return Math.hypot(lng, lat) * metresPerDegree;
}

/** Metres between two positions, on a plane: exact enough within a city. */
export function distance_m([aLng, aLat]: [number, number], [bLng, bLat]: [number, number]): number {
	return Math.hypot((bLng - aLng) * Math.cos((aLat * Math.PI) / 180), bLat - aLat) * metresPerDegree;
}
