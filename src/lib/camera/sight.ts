import { hides, outside, type Footprint } from './footprint.ts';
import { nearestAround, sidesOf, type Point, type Wall } from './isovist.ts';

/*
 * What a lens can see of the ground among buildings. The plane is one of metres, x to the east and y to the north.
 * private.view_shape in supabase/schemas/12_coverage.sql has the same views without buildings.
 */

/** Where a camera is, in the plane. */
export interface Lens {
	at: Point;
	/** metres above the ground; null where nobody knows */
	height_m: number | null;
}

/** What a lens sees all around. */
export interface Sight {
	/** the place of the lens: outside of the building in which it was */
	at: Point;
	/** a closed ring around the place, counterclockwise; it ends at the nearest wall, or at the square of the reach */
	ring: Point[];
}

/** A view on the plane: a sector of `angle_deg` around `azimuth_deg`, or the whole circle (360, null). */
export interface PlaneView {
	reach_m: number;
	/** degrees clockwise from the y axis */
	azimuth_deg: number | null;
	angle_deg: number;
}

/** an arc has a corner at least every so many degrees */
const step_deg = 11.25;
/** the corners of a circle lie beyond its arc, and within the square of its reach by this factor */
const beyondArc = 1.01;

/**
 * What a lens sees all around, up to a square that holds every view of a reach.
 * @param footprints buildings around the lens, at least those that come as near as the reach
 */
export function sightOf({ at, height_m }: Lens, footprints: readonly Footprint[], reach_m: number): Sight {
	const standing = outside(
		at,
		footprints.filter((footprint) => hides(footprint, height_m))
	);
	const half = reach_m * beyondArc;
	const square: Point[] = [
		[-half, -half],
		[half, -half],
		[half, half],
		[-half, half],
		[-half, -half]
	];
	const walls = sidesOf(square);
	for (const { rings } of standing.footprints)
		for (const ring of rings)
			for (const wall of sidesOf(around(ring, standing.at))) if (touchesSquare(wall, half)) walls.push(wall);
	return { at: standing.at, ring: ringAround(nearestAround(walls), standing.at) };
}

/**
 * The part of a view that a lens sees.
 * @param sight of the same lens, with at least the reach of the view
 * @returns a closed ring, counterclockwise
 */
export function viewWithin(view: PlaneView, { at, ring }: Sight): Point[] {
	const walls = [...sidesOf(around(ring, at)), ...sidesOf(arcOf(view))];
	const start = view.azimuth_deg === null ? 0 : radians(90 - view.azimuth_deg - view.angle_deg / 2);
	const seen = nearestAround(walls, start, radians(view.angle_deg));
	return ringAround(view.azimuth_deg === null ? seen : [[0, 0], ...seen], at);
}

/** @returns square metres inside a closed ring */
export function ringArea(ring: readonly Point[]): number {
	const [[x0, y0] = [0, 0]] = ring;
	return (
		sidesOf(ring).reduce(
			(sum, [[ax, ay], [bx, by]]) => sum + (ax - x0) * (by - y0) - (bx - x0) * (ay - y0),
			0
		) / 2
	);
}

/** The far side of a view around the origin, counterclockwise, with corners beyond the arc so that areas are equal. */
function arcOf({ reach_m, azimuth_deg, angle_deg }: PlaneView): Point[] {
	const corners = Math.ceil(angle_deg / step_deg);
	const step = radians(angle_deg / corners);
	const radius = reach_m * Math.sqrt(step / Math.sin(step));
	const start = radians(azimuth_deg === null ? 0 : 90 - azimuth_deg - angle_deg / 2);
	return Array.from({ length: corners + 1 }, (_, i) => [
		radius * Math.cos(start + i * step),
		radius * Math.sin(start + i * step)
	]);
}

function around(line: readonly Readonly<Point>[], [x, y]: Point): Point[] {
	return line.map(([px, py]) => [px - x, py - y]);
}

/** Whether the box of a wall touches the square around the origin. */
function touchesSquare([[ax, ay], [bx, by]]: Wall, half: number): boolean {
	return (
		Math.max(ax, bx) >= -half &&
		Math.min(ax, bx) <= half &&
		Math.max(ay, by) >= -half &&
		Math.min(ay, by) <= half
	);
}

function ringAround(points: Point[], [x, y]: Point): Point[] {
	return [...points, ...points.slice(0, 1)].map(([px, py]) => [x + px, y + py]);
}

function radians(degrees: number): number {
	return (degrees * Math.PI) / 180;
}
