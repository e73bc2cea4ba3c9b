import { sidesOf, type Point, type Wall } from './isovist.ts';

/** The ground of one building, in a plane of metres. */
export interface Footprint {
	/** closed rings as in GeoJSON: the outer one, then those of its yards */
	rings: readonly (readonly Readonly<Point>[])[];
	/** metres from the ground to the top; null where nobody knows */
	height_m: number | null;
}

/** A lens as near as this to a wall is on the wall, metres. */
const onWall_m = 0.05;
/** A lens on a wall is moved as far as this from the wall, metres. */
const clear_m = 0.1;
/** A lens in a building is moved to a wall as far as this, metres. */
export const mostMoved_m = 5;

/** Whether a building hides what is behind it: unless it is known to be lower than the lens. */
export function hides({ height_m }: Footprint, lensHeight_m: number | null): boolean {
	return height_m === null || lensHeight_m === null || height_m >= lensHeight_m;
}

/** The sides of a building and of its yards. */
export function wallsOf({ rings }: Footprint): Wall[] {
	return rings.flatMap(sidesOf);
}

/**
 * A lens inside a building, or on its wall, is moved to the outside of the nearest wall, up to `mostMoved_m`. A lens that
 * is deeper inside stays, and the buildings around it are left out.
 * @returns the place of the lens, and the buildings around it
 */
export function outside(
	at: Point,
	footprints: readonly Footprint[]
): { at: Point; footprints: readonly Footprint[] } {
	const near = footprints.filter((footprint) => isNear(footprint, at, mostMoved_m + clear_m));
	const isFree = (place: Point) => !near.some((footprint) => holds(footprint, place));
	if (isFree(at)) return { at, footprints };
	const places = near
		.flatMap(wallsOf)
		.map((wall) => ({ wall, ...nearestOn(wall, at) }))
		.filter(({ away_m }) => away_m <= mostMoved_m)
		.sort((a, b) => a.away_m - b.away_m);
	for (const { wall, place } of places)
		for (const side of [clear_m, -clear_m]) {
			const beside = besideWall(wall, place, side);
			if (beside && isFree(beside)) return { at: beside, footprints };
		}
	return { at, footprints: footprints.filter((footprint) => !holds(footprint, at)) };
}

/** Whether a point lies in a building or on its wall; a yard is outside. */
function holds(footprint: Footprint, at: Point): boolean {
	const walls = wallsOf(footprint);
	return isWithin(at, walls) || walls.some((wall) => nearestOn(wall, at).away_m < onWall_m);
}

/** Whether a point lies within closed rings: a line from it to the east crosses an odd number of their sides. */
export function isWithin([x, y]: Point, walls: readonly Wall[]): boolean {
	let isInside = false;
	for (const [[ax, ay], [bx, by]] of walls)
		if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) isInside = !isInside;
	return isInside;
}

/** Whether the box around a building comes so near to a point. */
function isNear({ rings: [outer = []] }: Footprint, [x, y]: Point, metres: number): boolean {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [px, py] of outer) {
		west = Math.min(west, px);
		east = Math.max(east, px);
		south = Math.min(south, py);
		north = Math.max(north, py);
	}
	return x > west - metres && x < east + metres && y > south - metres && y < north + metres;
}

/** The nearest point of a wall, and how far it is. */
function nearestOn([[ax, ay], [bx, by]]: Wall, [x, y]: Point): { place: Point; away_m: number } {
	const [dx, dy] = [bx - ax, by - ay];
	const length2 = dx * dx + dy * dy;
	const share = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length2));
	const place: Point = [ax + share * dx, ay + share * dy];
	return { place, away_m: Math.hypot(place[0] - x, place[1] - y) };
}

/** A point so far to the right of a place on a wall; null for a wall without length. */
function besideWall([[ax, ay], [bx, by]]: Wall, [x, y]: Point, metres: number): Point | null {
	const length = Math.hypot(bx - ax, by - ay);
	return length === 0 ? null : [x + (metres * (by - ay)) / length, y - (metres * (bx - ax)) / length];
}
