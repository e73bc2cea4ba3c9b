import type { Footprint } from './footprint.ts';
import type { Point, Wall } from './isovist.ts';

export const building = (ring: Point[], height_m: number | null = null): Footprint => ({
	rings: [[...ring, ring[0]!]],
	height_m
});
export const box = (
	west: number,
	south: number,
	east: number,
	north: number,
	height_m: number | null = null
) => building(corners(west, south, east, north), height_m);
export const corners = (west: number, south: number, east: number, north: number): Point[] => [
	[west, south],
	[east, south],
	[east, north],
	[west, north]
];
export const lens = (x = 0, y = 0, height_m: number | null = null) => ({ at: [x, y] as Point, height_m });
export const circle = (reach_m: number) => ({ reach_m, azimuth_deg: null, angle_deg: 360 });
export const looking = (azimuth_deg: number, reach_m: number, angle_deg = 60) => ({
	reach_m,
	azimuth_deg,
	angle_deg
});
/** How far one sees in a direction, by a ray that meets the nearest of walls. */
export function rayTo(walls: readonly Wall[], at: Point, direction: number) {
	const [ux, uy] = [Math.cos(direction), Math.sin(direction)];
	let nearest = Infinity;
	for (const [[ax, ay], [bx, by]] of walls) {
		const [px, py, dx, dy] = [ax - at[0], ay - at[1], bx - ax, by - ay];
		const cross = ux * dy - uy * dx;
		const along = (px * dy - py * dx) / cross;
		const on = (px * uy - py * ux) / cross;
		if (cross !== 0 && along > 0 && on >= 0 && on <= 1) nearest = Math.min(nearest, along);
	}
	return nearest;
}
