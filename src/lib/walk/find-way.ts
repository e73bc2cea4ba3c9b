import { PMTiles } from 'pmtiles';
import { metresPerDegree } from '$lib/camera/measures';
import { tileAt } from '$lib/camera/mercator';
import type { Position } from '$lib/camera/position';
import { metresAlong } from '$lib/camera/walk';
import type { Streets } from '$lib/map/streets/load';
import { shortestWay } from './street-graph.ts';
import { walkableLines } from './street-lines.ts';

/** between the two ends, as the crow flies */
const farthest_km = 15;
/** the streets that are read reach as far beyond the two ends: at least, and as a part of their distance; then once more */
const beyond_m = 500;
const beyond = [0.25, 1];

type FoundWay =
	| { points: Position[]; kind: 'street' | 'straight' }
	/** too far apart; or no street leads from the one to the other */
	| { problem: 'too_far'; most_km: number }
	| { problem: 'no_way' };

/**
 * The way on foot between two positions: along the streets of the operator's archive, or straight where it has none. It is
 * worked out here. The server is asked for tiles around both, as it is by a map that shows them.
 * @param streets null where there is no archive
 * @throws Error when a tile does not come
 */
export async function findWay(streets: Streets | null, from: Position, to: Position): Promise<FoundWay> {
	const apart_m = metresAlong([from, to]).at(-1) ?? 0;
	if (apart_m > 1000 * farthest_km) return { problem: 'too_far', most_km: farthest_km };
	const straight: FoundWay = { points: [from, to], kind: 'straight' };
	if (!streets) return straight;
	const zoom = streets.zooms[1];
	const archive = new PMTiles(String(new URL(`/basemap.pmtiles?v=${streets.version}`, document.baseURI)));
	let hasStreets = false;
	for (const part of beyond) {
		const lines = await linesAround(archive, zoom, from, to, Math.max(beyond_m, part * apart_m));
		hasStreets ||= lines.length > 0;
		const points = shortestWay(lines, zoom, from, to);
		if (points) return { points, kind: 'street' };
	}
	return hasStreets ? { problem: 'no_way' } : straight;
}

/** The streets of every tile in the box around two positions. */
async function linesAround(archive: PMTiles, zoom: number, a: Position, b: Position, beyondM: number) {
	const lat = beyondM / metresPerDegree;
	const lng = lat / Math.cos((a[1] * Math.PI) / 180);
	const [west, north] = tileAt([Math.min(a[0], b[0]) - lng, Math.max(a[1], b[1]) + lat], zoom);
	const [east, south] = tileAt([Math.max(a[0], b[0]) + lng, Math.min(a[1], b[1]) - lat], zoom);
	const columns = Array.from({ length: east - west + 1 }, (_, i) => west + i);
	const rows = Array.from({ length: south - north + 1 }, (_, i) => north + i);
	const tiles = columns.flatMap((x) =>
		rows.map(async (y) => {
			const tile = await archive.getZxy(zoom, x, y);
			return tile ? walkableLines(new Uint8Array(tile.data), x, y) : [];
		})
	);
	return (await Promise.all(tiles)).flat();
}
