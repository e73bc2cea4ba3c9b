import type { Feature, FeatureCollection, LineString } from 'geojson';
import type { Position } from '../camera/position.ts';
import { toUtm34 } from '../camera/utm34.ts';
import type { Palette } from './palette.ts';

/*
 * Streets by whether somebody looked there. What is known is how much of each square was looked at: a street is as the
 * square that it passes through.
 */

export const streetLooks = ['unlooked', 'part', 'looked'] as const;
export type StreetLook = (typeof streetLooks)[number];

/** from this zoom on streets are drawn, and told apart by name */
export const streetsFromZoom = 14;
/** a line is cut into pieces at most so long, each of which lies in one square */
const step_m = 25;
/** from which share of a square on its streets are looked at in part, and for the most part */
const partFrom = 0.01;
const lookedFrom = 0.5;
/** a street of which less is missing is not worth a walk */
const worth_m = 100;
/** streets whose nearest place is farther from the middle are left out */
const near_m = 1500;

/** How each look is drawn, on the map and in a picture; dashes in widths of the line. */
export function streetPaints({ ink, looked }: Palette) {
	return {
		unlooked: { color: ink, width_px: 3, dashes: [] as number[] },
		part: { color: ink, width_px: 2, dashes: [2, 1.5] },
		looked: { color: looked[1], width_px: 2, dashes: [] as number[] }
	} satisfies Record<StreetLook, unknown>;
}

/** A line of the street map; `rank` says how busy such a street is, 0 the most (`busyRank`). */
export interface StreetLine {
	/** '' where it has none */
	name: string;
	rank: number;
	points: Position[];
}

/** A street to walk: how much of it nobody looked at, and where that is nearest to the middle of the map. */
export interface StreetGap {
	name: string;
	rank: number;
	unlooked_m: number;
	at: Position;
}

const busy = [
	['pedestrian'],
	['trunk', 'primary', 'major_road'],
	['secondary'],
	['tertiary', 'medium_road'],
	['residential', 'living_street', 'minor', 'minor_road', 'unclassified']
];

/** How busy streets of a class are, from 0: pedestrian ones, then primary, secondary, tertiary, residential, any other. */
export function busyRank(properties: Record<string, unknown>): number {
	for (const name of ['kind_detail', 'subclass', 'class', 'kind', 'kind_inferred']) {
		const value = String(properties[name] ?? '').replace(/_link$/, '');
		const rank = busy.findIndex((classes) => classes.includes(value));
		if (rank >= 0) return rank;
	}
	return busy.length;
}

/** Which share of each square somebody looked at, by its number from the east and from the north. */
export class LookedSquares {
	readonly #shares = new Map<string, number>();
	readonly #side_m: number;

	/** @param side_m of a square, from the origin of EPSG:32634 */
	constructor(side_m: number) {
		this.#side_m = side_m;
	}

	/** @param id of its cell in the tiles, x · 2^21 + y */
	set(id: number, share: number): void {
		this.#shares.set(`${Math.floor(id / 2 ** 21)},${id % 2 ** 21}`, share);
	}

	/** 0 where there is no square: nobody looked. @param at metres in EPSG:32634 */
	shareAt([east, north]: readonly [east: number, north: number]): number {
		return this.#shares.get(`${Math.floor(east / this.#side_m)},${Math.floor(north / this.#side_m)}`) ?? 0;
	}
}

interface Piece {
	points: [Position, Position];
	share: number;
	metres: number;
}

/** A line in short pieces, each with the share of its square. */
function piecesOf(points: Position[], squares: LookedSquares): Piece[] {
	return points.slice(1).flatMap((to, i) => {
		const from = points[i] ?? to;
		const [a, b] = [toUtm34(from), toUtm34(to)];
		const metres = Math.hypot(b[0] - a[0], b[1] - a[1]);
		const count = Math.max(1, Math.ceil(metres / step_m));
		const along = (part: number): Position => [
			from[0] + (to[0] - from[0]) * part,
			from[1] + (to[1] - from[1]) * part
		];
		return Array.from({ length: count }, (_, n): Piece => {
			const middle = (n + 0.5) / count;
			const at = [a[0] + (b[0] - a[0]) * middle, a[1] + (b[1] - a[1]) * middle] as const;
			return {
				points: [along(n / count), along((n + 1) / count)],
				share: squares.shareAt(at),
				metres: metres / count
			};
		});
	});
}

function lookOf(share: number): StreetLook {
	if (share < partFrom) return 'unlooked';
	return share < lookedFrom ? 'part' : 'looked';
}

/** Lines cut where their look changes, as GeoJSON with `look`. */
export function cutByLook(
	lines: readonly StreetLine[],
	squares: LookedSquares
): FeatureCollection<LineString> {
	const features: Feature<LineString>[] = [];
	for (const { points } of lines) {
		let open: { look: StreetLook; coordinates: Position[] } | undefined;
		for (const {
			points: [from, to],
			share
		} of piecesOf(points, squares)) {
			const look = lookOf(share);
			if (open?.look === look) open.coordinates.push(to);
			else {
				open = { look, coordinates: [from, to] };
				features.push({
					type: 'Feature',
					properties: { look },
					geometry: { type: 'LineString', coordinates: open.coordinates }
				});
			}
		}
	}
	return { type: 'FeatureCollection', features };
}

/**
 * The streets that are worth a walk, busy ones first, of those as busy the one with the most metres at which nobody
 * looked. Metres count as much as of their square is missing.
 */
export function streetsToWalk(
	lines: readonly StreetLine[],
	squares: LookedSquares,
	middle: Position,
	most: number
): StreetGap[] {
	const center = toUtm34(middle);
	const streets = new Map<string, StreetGap & { away_m: number }>();
	for (const { name, rank, points } of lines) {
		if (!name) continue;
		for (const {
			points: [at],
			share,
			metres
		} of piecesOf(points, squares)) {
			const [east, north] = toUtm34(at);
			const away_m = Math.hypot(east - center[0], north - center[1]);
			if (away_m > near_m || share >= lookedFrom) continue;
			const street = streets.get(name) ?? { name, rank, unlooked_m: 0, at, away_m };
			streets.set(name, street);
			street.rank = Math.min(street.rank, rank);
			street.unlooked_m += metres * (1 - share);
			if (away_m < street.away_m) Object.assign(street, { at, away_m });
		}
	}
	return [...streets.values()]
		.filter(({ unlooked_m }) => unlooked_m >= worth_m)
		.sort((a, b) => a.rank - b.rank || b.unlooked_m - a.unlooked_m)
		.slice(0, most)
		.map(({ name, rank, unlooked_m, at }) => ({ name, rank, unlooked_m, at }));
}
