import distance from '@turf/distance';
import KDBush from 'kdbush';
import type { SightOnMap } from './cut-view.ts';
import { isWithin, mostMoved_m } from './footprint.ts';
import { metresPerDegree } from './measures.ts';
import { sidesOf, type Point, type Wall } from './isovist.ts';
import { levels } from './levels.ts';
import { bounds, viewOf } from './optics.ts';
import type { Level } from './levels.ts';
import type { Bound, Optics, OpticsSettings, Reading, Standing, View } from './optics.ts';
import type { Position } from './position.ts';
import type { Sights } from './sights-download.ts';
import type { State } from './vocabulary.ts';

/*
 * What cameras could see of somebody on a way: where its line lies in their views. Distances are turf's, on a sphere;
 * around each camera the ground is taken for flat, which is exact to centimetres as far as any camera reaches.
 * docs/method.md says what that leaves out.
 */

export interface WalkCamera extends Optics {
	id: string;
	/** degrees, WGS 84 */
	lng: number;
	lat: number;
	state: State;
}

/** A part of the way, in metres from its start. */
export interface Span {
	from_m: number;
	to_m: number;
}

/** What one level comes to, at least or at most. */
export interface Sight {
	/** those in whose view the way lies somewhere, in the order in which they first do */
	cameras: { id: string; spans: Span[] }[];
	/** in view of one or more, each metre walked once */
	metres: number;
	/** where that is: in order, apart from each other */
	stretches: Span[];
}

export interface Walk {
	length_m: number;
	sights: Record<Level, Record<Bound, Sight>>;
}

/** what is nearer to each other than this is in one piece, in metres */
const seam_m = 1e-6;

/** Cameras that stand, with a tree of their positions, and what they see among buildings. */
export class WalkCameras {
	readonly cameras: readonly WalkCamera[];
	readonly sights: Sights;
	readonly #tree: KDBush;

	/** Those that are removed see nothing, and are left out. Of those without a sight every view is whole. */
	constructor(cameras: readonly WalkCamera[], sights: Sights = new Map()) {
		this.sights = sights;
		this.cameras = cameras.filter(({ state }) => state !== 'removed');
		this.#tree = new KDBush(this.cameras.length);
		for (const { lng, lat } of this.cameras) this.#tree.add(lng, lat);
		this.#tree.finish();
	}

	/** @returns places in `cameras` of those within so many metres of a segment, and some others */
	near([lngA, latA]: Position, [lngB, latB]: Position, around_m: number): number[] {
		const lat = around_m / metresPerDegree;
		const lng = lat / Math.cos(radians(Math.max(Math.abs(latA), Math.abs(latB))));
		const [west, east] = [Math.min(lngA, lngB) - lng, Math.max(lngA, lngB) + lng];
		return this.#tree.range(west, Math.min(latA, latB) - lat, east, Math.max(latA, latB) + lat);
	}
}

/** @returns for each point of a way, how far along it is, in metres */
export function metresAlong(route: readonly Position[]): number[] {
	let metres = 0;
	return route.map((point, i) => {
		const before = route[i - 1];
		if (before) metres += distance(before, point, { units: 'meters' });
		return metres;
	});
}

/**
 * What cameras could see of somebody who walks a way, at each level, at least and at most.
 * @param route positions joined by straight lines; who comes past the same place twice is in view twice
 * @param whose `verified`: only verified cameras count; `all`: all that stand
 */
export function walkPast(
	route: readonly Position[],
	among: WalkCameras,
	{ reading, whose }: { reading: Reading; whose: Standing },
	settings: OpticsSettings
): Walk {
	const along = metresAlong(route);
	const seeing = new Map<number, SeeingCamera>();
	for (let i = 1; i < route.length; i++) {
		const [from, to] = [route[i - 1] as Position, route[i] as Position];
		const [from_m, to_m] = [along[i - 1] as number, along[i] as number];
		if (from_m === to_m) continue;
		for (const place of among.near(from, to, settings.view_range_max_m + mostMoved_m)) {
			const camera = among.cameras[place] as WalkCamera;
			if (whose === 'verified' && camera.state !== 'verified') continue;
			const seer =
				seeing.get(place) ?? new SeeingCamera(camera, reading, settings, among.sights.get(camera.id));
			seeing.set(place, seer);
			seer.look(from, to, { from_m, to_m });
		}
	}
	const sight = (level: Level, bound: Bound): Sight => {
		const cameras = [...seeing.values()]
			.map((seer) => ({ id: seer.id, spans: seer.spans(level, bound) }))
			.filter(({ spans }) => spans.length > 0)
			.sort((a, b) => first(a.spans) - first(b.spans));
		const stretches = joined(cameras.flatMap(({ spans }) => spans));
		return { cameras, stretches, metres: total(stretches) };
	};
	const both = (level: Level) => ({ least: sight(level, 'least'), most: sight(level, 'most') });
	return {
		length_m: along.at(-1) ?? 0,
		sights: Object.fromEntries(levels.map((level) => [level, both(level)])) as Walk['sights']
	};
}

/** The lines of a way between metres of it, as the map draws them. */
export function piecesOf(route: readonly Position[], spans: readonly Span[]): Position[][] {
	const along = metresAlong(route);
	const at = (metres: number): Position => {
		const next = Math.min(Math.max(1, firstFrom(along, metres)), along.length - 1);
		const [from_m, to_m] = [along[next - 1] as number, along[next] as number];
		const share = to_m > from_m ? (metres - from_m) / (to_m - from_m) : 0;
		const [[lngA, latA], [lngB, latB]] = [route[next - 1] as Position, route[next] as Position];
		return [lngA + (lngB - lngA) * share, latA + (latB - latA) * share];
	};
	return spans.map(({ from_m, to_m }) => {
		const inside = route.slice(firstFrom(along, from_m + seam_m), firstFrom(along, to_m - seam_m));
		return [at(from_m), ...inside, at(to_m)];
	});
}

/** How long one is in view, in minutes. */
export function minutesOf(metres: number, speed_km_h: number): number {
	return (metres * 60) / (speed_km_h * 1000);
}

/** One camera, and where on the way its views have been met. */
class SeeingCamera {
	readonly id: string;
	readonly #place: Position;
	/** metres of a degree of longitude where it stands */
	readonly #lng_m: number;
	/** equal views, which are many, are one */
	readonly #views = new Map<string, { view: View; isCut: boolean; spans: Span[] }>();
	/** the sides of what it sees among buildings; null where nothing stands around it */
	readonly #clear: Wall[] | null;
	readonly #key: (level: Level, bound: Bound) => string;

	/** @param sight of its lens, by which views at least are cut */
	constructor(camera: WalkCamera, reading: Reading, settings: OpticsSettings, sight?: SightOnMap) {
		this.id = camera.id;
		this.#place = sight?.at ?? [camera.lng, camera.lat];
		this.#lng_m = metresPerDegree * Math.cos(radians(this.#place[1]));
		this.#clear = sight ? sidesOf(sight.ring.map((corner) => this.#flat(corner))) : null;
		const keys: Record<string, string> = {};
		for (const level of levels)
			for (const bound of bounds) {
				const view = viewOf(camera, level, reading, bound, settings);
				const isCut = sight !== undefined && bound === 'least';
				const key = view ? `${view.reach_m} ${view.angle_deg} ${isCut}` : '';
				keys[level + bound] = key;
				if (view && !this.#views.has(key)) this.#views.set(key, { view, isCut, spans: [] });
			}
		this.#key = (level, bound) => keys[level + bound] as string;
	}

	/** Looks at the next segment of the way. */
	look(from: Position, to: Position, { from_m, to_m }: Span): void {
		const [a, b] = [this.#flat(from), this.#flat(to)];
		// Most that stand near a way do not look at it.
		let clear: [number, number][] | undefined;
		const unhidden = (seen: [number, number], sides: Wall[]) => common(seen, (clear ??= within(a, b, sides)));
		for (const { view, isCut, spans } of this.#views.values())
			for (const seen of inView(a, b, view))
				for (const [enters, leaves] of isCut && this.#clear ? unhidden(seen, this.#clear) : [seen])
					spans.push({ from_m: from_m + enters * (to_m - from_m), to_m: from_m + leaves * (to_m - from_m) });
	}

	spans(level: Level, bound: Bound): Span[] {
		return joined(this.#views.get(this.#key(level, bound))?.spans ?? []);
	}

	/** Metres to the east and to the north of the camera. */
	#flat([lng, lat]: Position): Point {
		return [(lng - this.#place[0]) * this.#lng_m, (lat - this.#place[1]) * metresPerDegree];
	}
}

const cross = ([ax, ay]: Point, [bx, by]: Point) => ax * by - ay * bx;
const dot = ([ax, ay]: Point, [bx, by]: Point) => ax * bx + ay * by;
const towards = (heading_deg: number): Point => [
	Math.sin(radians(heading_deg)),
	Math.cos(radians(heading_deg))
];

/** Where a segment from `a` to `b` lies in a view from the origin, as shares of its length. */
function inView(a: Point, b: Point, { reach_m, heading_deg, angle_deg }: View): [number, number][] {
	const by: Point = [b[0] - a[0], b[1] - a[1]];
	// |a + t·by| = reach, in t
	const half = dot(a, by) / dot(by, by);
	const under = half ** 2 - (dot(a, a) - reach_m ** 2) / dot(by, by);
	if (!(under > 0)) return [];
	const [enters, leaves] = [Math.max(0, -half - Math.sqrt(under)), Math.min(1, -half + Math.sqrt(under))];
	if (enters >= leaves) return [];
	if (heading_deg === null) return [[enters, leaves]];
	// Cut at the sides of the sector; each piece is in it, or out of it, as its middle is.
	const sides = [towards(heading_deg - angle_deg / 2), towards(heading_deg + angle_deg / 2)];
	const cuts = sides.map((side) => -cross(a, side) / cross(by, side)).filter((t) => t > enters && t < leaves);
	const ends = [enters, ...cuts.sort((one, other) => one - other), leaves];
	const [ahead, least] = [towards(heading_deg), Math.cos(radians(angle_deg / 2))];
	const isSeen = (t: number) => {
		const point: Point = [a[0] + t * by[0], a[1] + t * by[1]];
		return dot(point, ahead) >= Math.hypot(...point) * least;
	};
	return ends
		.slice(1)
		.map((end, i): [number, number] => [ends[i] as number, end])
		.filter(([from, to]) => isSeen((from + to) / 2));
}

/** Where a segment from `a` to `b` lies within a closed ring, as shares of its length. */
function within(a: Point, b: Point, sides: readonly Wall[]): [number, number][] {
	const by: Point = [b[0] - a[0], b[1] - a[1]];
	const cuts = [0, 1];
	for (const [from, to] of sides) {
		const side: Point = [to[0] - from[0], to[1] - from[1]];
		const off: Point = [from[0] - a[0], from[1] - a[1]];
		const [along, across] = [cross(off, side) / cross(by, side), cross(off, by) / cross(by, side)];
		if (along > 0 && along < 1 && across >= 0 && across <= 1) cuts.push(along);
	}
	cuts.sort((one, other) => one - other);
	return cuts
		.slice(1)
		.map((end, i): [number, number] => [cuts[i] as number, end])
		.filter(([from, to]) => {
			const half = (from + to) / 2;
			return isWithin([a[0] + half * by[0], a[1] + half * by[1]], sides);
		});
}

/** What a part has in common with others. */
function common([from, to]: [number, number], others: [number, number][]): [number, number][] {
	return others
		.map(([begins, ends]): [number, number] => [Math.max(from, begins), Math.min(to, ends)])
		.filter(([begins, ends]) => begins < ends);
}

/** Spans in order, with those that overlap or touch made one. */
function joined(spans: readonly Span[]): Span[] {
	const apart: Span[] = [];
	for (const span of spans.toSorted((a, b) => a.from_m - b.from_m)) {
		const last = apart.at(-1);
		if (last && span.from_m <= last.to_m + seam_m) last.to_m = Math.max(last.to_m, span.to_m);
		else apart.push({ ...span });
	}
	return apart;
}

const total = (spans: readonly Span[]) => spans.reduce((sum, { from_m, to_m }) => sum + to_m - from_m, 0);
const first = ([span]: readonly Span[]) => span?.from_m ?? 0;

/** The place of the first number that is at least so large, in numbers that grow. */
function firstFrom(numbers: readonly number[], least: number): number {
	let [low, high] = [0, numbers.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((numbers[middle] as number) < least) low = middle + 1;
		else high = middle;
	}
	return low;
}

function radians(degrees: number): number {
	return (degrees * Math.PI) / 180;
}
