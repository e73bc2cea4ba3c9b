import { createHash } from 'node:crypto';
import type { Footprint } from '../../camera/footprint.ts';
import type { Point } from '../../camera/isovist.ts';
import { bridges, rivers, type Line } from '../../camera/rivers.ts';
import { toUtm34 } from '../../camera/utm34.ts';

/*
 * Buildings for the demonstration: houses and courtyards on both sides of the streets of supabase/seed.sql, the same on
 * every machine. Everything is metres of EPSG:32634.
 */

/** from the middle of a street, or from a bank, to the nearest wall; the seed strews cameras up to 11 m beside it */
const setback_m = 14;
/** around a place of three devices, the third of which stands 48 m away */
const square_m = 60;
/** half of a bridge and its ramps */
const bridge_m = 20;
const storey_m = 3;
/** along a street: a side street in every so many metres, so wide */
const block_m = 110;
const sideStreet_m = 12;
/** a street with a camera in so many metres is built up, one with fewer to that share */
const builtUp_m = 160;

/** Ground that stays free: so far around a straight way. */
interface Free {
	from: Point;
	to: Point;
	reach_m: number;
	box: Box;
}
type Box = [west: number, south: number, east: number, north: number];

/** @param seed the text of supabase/seed.sql, whose streets and squares stay free, as rivers and bridges do */
export function inventedBuildings(seed: string): Footprint[] {
	const streets = [...seed.matchAll(/\('([^']+)', (\d+),\s+'([\d ,.]+)'\)/g)].map(
		([, name = '', points, line = '']) => ({
			name,
			points: Number(points),
			way: line.split(', ').map((corner) => toUtm34(corner.split(' ').map(Number) as Point))
		})
	);
	const squares = [...seed.matchAll(/\('[^']+', ([\d.]+), ([\d.]+)\)/g)].map(([, lng, lat]) =>
		toUtm34([Number(lng), Number(lat)])
	);
	const metres = (line: Line) => line.map((corner) => toUtm34(corner));
	const free = [
		...streets.map(({ way }) => around(way, setback_m - 1)),
		...squares.map((at) => around([at, at], square_m)),
		...rivers.map(({ line, width_m }) => around(metres(line), width_m / 2 + setback_m)),
		...bridges.map(({ line }) => around(metres(line), bridge_m))
	].flat();
	const built: Plot[] = [];
	for (const street of streets)
		for (const side of [-1, 1])
			built.push(
				...plotsAlong(street, side).filter(
					(plot) =>
						!built.some(({ box }) => overlap(box, plot.box)) && !free.some((one) => touches(plot, one))
				)
			);
	return built.map(({ footprint }) => footprint);
}

interface Plot {
	footprint: Footprint;
	box: Box;
}

/** What stands along one side of a street, as far as there is room for it. */
function plotsAlong(
	{ name, points, way }: { name: string; points: number; way: Point[] },
	side: number
): Plot[] {
	const plots: Plot[] = [];
	const share = Math.min(1, (builtUp_m * points) / lengthOf(way));
	for (const [i, to] of way.slice(1).entries()) {
		const from = way[i]!;
		const length = lengthOf([from, to]);
		const [east, north] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
		/** metres along the street, and away from its middle */
		const at = (along: number, away: number): Point => [
			from[0] + along * east + side * away * north,
			from[1] + along * north - side * away * east
		];
		const box = (along: number, away: number, wide: number, deep: number): Point[] => [
			at(along, away),
			at(along + wide, away),
			at(along + wide, away + deep),
			at(along, away + deep),
			at(along, away)
		];
		for (let along = setback_m, n = 0; ; n++) {
			const [a, b, c, d, e] = chances(`${name} ${i} ${side} ${n}`);
			const hasCourtyard = a! > 0.9;
			const wide = hasCourtyard ? 40 : 18 + 22 * b!;
			if (along + wide > length - setback_m) break;
			const deep = hasCourtyard ? 36 : 11 + 5 * c!;
			const away = setback_m + (d! > 0.7 ? 3 : 0);
			const corners = box(along, away, wide, deep);
			const rings = [corners, ...(hasCourtyard ? [box(along + 11, away + 11, wide - 22, deep - 22)] : [])];
			const height_m = c! > 0.3 ? storey_m * (1 + Math.floor(8 * b!)) : null;
			if (e! < share) plots.push({ footprint: { rings, height_m }, box: boxOf(corners) });
			const isAtCorner = Math.floor((along + wide) / block_m) > Math.floor(along / block_m);
			along += wide + (isAtCorner ? sideStreet_m : d! > 0.5 ? 0 : 6 * a!);
		}
	}
	return plots;
}

/** Numbers from 0 to 1 that a text gives again. */
function chances(text: string): number[] {
	return [...createHash('sha256').update(text).digest()].map((byte) => byte / 256);
}

function around(way: Point[], reach_m: number): Free[] {
	return way.slice(1).map((to, i) => ({ from: way[i]!, to, reach_m, box: boxOf([way[i]!, to], reach_m) }));
}

/** Whether a plot reaches into ground that stays free, by its corners and its middle. */
function touches({ footprint: { rings }, box }: Plot, { from, to, reach_m, box: around }: Free): boolean {
	if (!overlap(box, around)) return false;
	const middle: Point = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
	return [...rings[0]!, middle].some((at) => away_m(at, from, to) < reach_m);
}

/** From a point to the straight way between two others. */
function away_m(at: Readonly<Point>, from: Point, to: Point): number {
	const [east, north] = [to[0] - from[0], to[1] - from[1]];
	const along = ((at[0] - from[0]) * east + (at[1] - from[1]) * north) / (east ** 2 + north ** 2 || 1);
	const share = Math.max(0, Math.min(1, along));
	return Math.hypot(at[0] - from[0] - share * east, at[1] - from[1] - share * north);
}

function boxOf(points: Point[], more_m = 0): Box {
	const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
	return [
		Math.min(...xs) - more_m,
		Math.min(...ys) - more_m,
		Math.max(...xs) + more_m,
		Math.max(...ys) + more_m
	];
}

function overlap(one: Box, other: Box): boolean {
	return one[0] <= other[2] && other[0] <= one[2] && one[1] <= other[3] && other[1] <= one[3];
}

function lengthOf(way: Point[]): number {
	return way.slice(1).reduce((sum, to, i) => sum + Math.hypot(to[0] - way[i]![0], to[1] - way[i]![1]), 0);
}
