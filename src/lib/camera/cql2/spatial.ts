import { booleanIntersects } from '@turf/boolean-intersects';
import type { Geometry, Position } from 'geojson';
import { Cql2Error, type BBox } from './tree.ts';

/** How positions of a filter are written, and the plane in which they are compared with features. */
export interface Plane {
	/** from degrees, lng before lat, onto the plane; null where the plane is that of degrees */
	project: ((position: Position) => Position) | null;
	/** from the two numbers of a position as they are written; null where there is no such position */
	read(first: number, second: number): Position | null;
}

/** Degrees, longitude before latitude (CRS84). */
export const degrees: Plane = {
	project: null,
	read: (lng, lat) => (Math.abs(lng) <= 180 && Math.abs(lat) <= 90 ? [lng, lat] : null)
};

type Box = [west: number, south: number, east: number, north: number];
type Simple = Extract<Geometry, { type: 'Point' | 'LineString' | 'Polygon' }>;
/** A part of a geometry and its box; a part that is a box says so. */
interface Part {
	box: Box;
	geometry: Simple;
	isBox: boolean;
}
/** A geometry, made ready for being compared with many. */
export type Shape = Part[];

const isGeometry = (literal: Geometry | BBox): literal is Geometry => 'type' in literal;

/** A geometry or a box of a filter on its plane. @throws Cql2Error when it is none */
export function shapeOf(literal: Geometry | BBox, plane: Plane): Shape {
	if (!isGeometry(literal)) return boxesOf(literal.bbox, plane);
	const there = ([first = NaN, second = NaN]: Position) => {
		const position = plane.read(first, second);
		if (position === null) throw new Cql2Error({ code: 'bad_literal', name: `${first} ${second}` });
		return position;
	};
	return partsOf(literal).map((part) => {
		if (isBroken(part)) throw new Cql2Error({ code: 'bad_literal', name: literal.type });
		return partOf(withoutRepeats(mappedGeometry(part, there)));
	});
}

/** A geometry of a feature, in degrees, on the plane of a filter. */
export function onPlane(geometry: Geometry, { project }: Plane): Shape {
	return partsOf(geometry).map((part) => partOf(project ? mappedGeometry(part, project) : part));
}

function partOf(geometry: Simple): Part {
	return { box: boxOf(geometry), geometry, isBox: false };
}

function partsOf(geometry: Geometry): Simple[] {
	switch (geometry.type) {
		case 'MultiPoint':
			return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }));
		case 'MultiLineString':
			return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }));
		case 'MultiPolygon':
			return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
		case 'GeometryCollection':
			return geometry.geometries.flatMap(partsOf);
		default:
			return [geometry];
	}
}

/** A line has two positions, a ring four, the first of which is the last. */
function isBroken(part: Simple): boolean {
	if (part.type === 'LineString') return part.coordinates.length < 2;
	const rings = part.type === 'Polygon' ? part.coordinates : [];
	return rings.some((ring) => ring.length < 4 || String(ring[0]) !== String(ring.at(-1)));
}

/** A line with no side of length 0, on which `booleanIntersects` would find points that are not there. */
function withoutRepeats(part: Simple): Simple {
	if (part.type !== 'LineString') return part;
	const [first = [], ...rest] = part.coordinates;
	const line = [first, ...rest.filter((to, i) => String(to) !== String(part.coordinates[i]))];
	return line.length > 1 ? { ...part, coordinates: line } : { type: 'Point', coordinates: first };
}

export function intersects(one: Shape, other: Shape): boolean {
	return one.some((a) => other.some((b) => partsIntersect(a, b)));
}

function partsIntersect(a: Part, b: Part): boolean {
	if (a.box[0] > b.box[2] || a.box[2] < b.box[0] || a.box[1] > b.box[3] || a.box[3] < b.box[1]) return false;
	const isPointInBox =
		(a.geometry.type === 'Point' && b.isBox) ||
		(b.geometry.type === 'Point' && a.isBox) ||
		(a.isBox && b.isBox);
	return isPointInBox || booleanIntersects(a.geometry, b.geometry);
}

/** Four numbers, or six with heights, which are left. West of its east side a box in degrees goes round the world. */
function boxesOf(numbers: number[], plane: Plane): Shape {
	const half = numbers.length / 2;
	const [first, last] = [numbers.slice(0, half), numbers.slice(half)].map(([x = NaN, y = NaN]) =>
		plane.read(x, y)
	);
	const [west = NaN, south = NaN] = first ?? [];
	const [east = NaN, north = NaN] = last ?? [];
	const isRound = west > east && plane.project === null;
	if ((half !== 2 && half !== 3) || !(south <= north) || !(west <= east || isRound))
		throw new Cql2Error({ code: 'bad_literal', name: numbers.join(',').slice(0, 100) });
	const boxes: Box[] = isRound
		? [
				[west, south, 180, north],
				[-180, south, east, north]
			]
		: [[west, south, east, north]];
	return boxes.map((box) => ({ box, geometry: geometryOf(box), isBox: true }));
}

/** A box may be as thin as a line, or a point. */
function geometryOf([west, south, east, north]: Box): Simple {
	if (west === east && south === north) return { type: 'Point', coordinates: [west, south] };
	const [from, to] = [
		[west, south],
		[east, north]
	];
	if (west === east || south === north) return { type: 'LineString', coordinates: [from, to] as Position[] };
	const ring = [from, [east, south], to, [west, north], from] as Position[];
	return { type: 'Polygon', coordinates: [ring] };
}

type Nested = Position | Nested[];

/** The same geometry with each position as a function answers it. */
export function mappedGeometry<G extends Exclude<Geometry, { type: 'GeometryCollection' }>>(
	geometry: G,
	to: (position: Position) => Position
): G {
	const map = (nested: Nested): Nested =>
		typeof nested[0] === 'number' ? to(nested as Position) : (nested as Nested[]).map(map);
	return { ...geometry, coordinates: map(geometry.coordinates as Nested) };
}

function boxOf({ coordinates }: Simple): Box {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	const take = (nested: Nested): void => {
		if (typeof nested[0] !== 'number') return (nested as Nested[]).forEach(take);
		const [x = NaN, y = NaN] = nested as Position;
		box[0] = Math.min(box[0], x);
		box[1] = Math.min(box[1], y);
		box[2] = Math.max(box[2], x);
		box[3] = Math.max(box[3], y);
	};
	take(coordinates as Nested);
	return box;
}
