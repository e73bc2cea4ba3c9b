import type { MultiPolygon, Polygon, Position } from 'geojson';
import { metresPerDegree } from '../../camera/measures.ts';

type Ground = Polygon | MultiPolygon;

/** degrees of longitude are shorter than those of latitude at 44.8° north */
const lngScale = Math.cos((44.8 * Math.PI) / 180);

/**
 * The same areas with fewer corners, none of which was farther than so many metres from the new border
 * (Douglas–Peucker). A border that two areas share stays shared: it is simplified between the corners where borders meet.
 */
export function simplified<Id>(grounds: Map<Id, Ground>, tolerance_m: number): Map<Id, Ground> {
	const neighbours = neighboursOf([...grounds.values()].flatMap(ringsOf));
	const isNode = (corner: Position) => neighbours.get(String(corner))?.size !== 2;
	const simple = (rings: Position[][]) => rings.map((ring) => simpleRing(ring, isNode, tolerance_m));
	return new Map(
		[...grounds].map(([id, ground]) => [
			id,
			ground.type === 'Polygon'
				? { ...ground, coordinates: simple(ground.coordinates) }
				: { ...ground, coordinates: ground.coordinates.map(simple) }
		])
	);
}

function ringsOf(ground: Ground): Position[][] {
	return ground.type === 'Polygon' ? ground.coordinates : ground.coordinates.flat();
}

/** The corners next to each corner, in every ring: more than two where borders meet. */
function neighboursOf(rings: Position[][]): Map<string, Set<string>> {
	const neighbours = new Map<string, Set<string>>();
	const add = (corner: string, next: string) =>
		neighbours.set(corner, (neighbours.get(corner) ?? new Set()).add(next));
	for (const ring of rings)
		for (let i = 1; i < ring.length; i++) {
			const [here, next] = [String(ring[i - 1]), String(ring[i])];
			add(here, next);
			add(next, here);
		}
	return neighbours;
}

/** A ring that would collapse stays as it is. */
function simpleRing(
	ring: Position[],
	isNode: (corner: Position) => boolean,
	tolerance_m: number
): Position[] {
	const corners = ring.slice(0, -1);
	const nodes = corners.filter(isNode);
	// An island has no nodes: its first corner is one, and the farthest from that, whichever ring of it is read.
	const first = nodes[0] ?? corners.reduce((least, corner) => (isBefore(corner, least) ? corner : least));
	const at = corners.indexOf(first);
	const turned = [...corners.slice(at), ...corners.slice(0, at), first];
	const ends =
		nodes.length > 1 ? nodes : [first, farthest(turned, (corner) => distance_m(corner, first, first)).corner];
	const simple: Position[] = [first];
	let stretch: Position[] = [first];
	for (const corner of turned.slice(1)) {
		stretch.push(corner);
		if (corner !== first && !ends.includes(corner)) continue;
		simple.push(...simpleStretch(stretch, tolerance_m).slice(1));
		stretch = [corner];
	}
	return simple.length > 3 ? simple : ring;
}

/** The same corners whichever way the stretch runs. */
function simpleStretch(stretch: Position[], tolerance_m: number): Position[] {
	const [from, to] = [stretch[0] as Position, stretch.at(-1) as Position];
	if (isBefore(to, from)) return simpleStretch(stretch.toReversed(), tolerance_m).toReversed();
	const { corner, index, distance } = farthest(stretch, (corner) => distance_m(corner, from, to));
	if (distance <= tolerance_m) return [from, to];
	const [before, after] = [stretch.slice(0, index + 1), [corner, ...stretch.slice(index + 1)]];
	return [...simpleStretch(before, tolerance_m), ...simpleStretch(after, tolerance_m).slice(1)];
}

function farthest(corners: Position[], distanceOf: (corner: Position) => number) {
	let found = { corner: corners[0] as Position, index: 0, distance: 0 };
	for (const [index, corner] of corners.entries()) {
		const distance = distanceOf(corner);
		if (distance > found.distance) found = { corner, index, distance };
	}
	return found;
}

function isBefore([lng = 0, lat = 0]: Position, [otherLng = 0, otherLat = 0]: Position): boolean {
	return lng < otherLng || (lng === otherLng && lat < otherLat);
}

/** From a corner to the straight line between two others. */
function distance_m(corner: Position, from: Position, to: Position): number {
	const flat = ([lng = 0, lat = 0]: Position) => [lng * lngScale, lat] as const;
	const [[x, y], [x0, y0], [x1, y1]] = [flat(corner), flat(from), flat(to)];
	const [dx, dy] = [x1 - x0, y1 - y0];
	const along = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy || 1)));
	return Math.hypot(x - x0 - along * dx, y - y0 - along * dy) * metresPerDegree;
}
