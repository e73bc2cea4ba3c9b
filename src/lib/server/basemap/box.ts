import { tileAt } from '../../camera/mercator.ts';
import { tileIdToZxy, zxyToTileId } from 'pmtiles';

/** west, south, east, north in degrees */
export type Box = [west: number, south: number, east: number, north: number];

/**
 * The box around the City of Belgrade, as in the table `settings` (area_west_deg …), which provisioning cannot ask:
 * a running embedded server alone may open its database. A test holds the two together.
 */
export const cityBox: Box = [19.95, 44.2, 20.95, 45.15];
/** deeper than this an archive has nothing that a street map shows */
export const deepestZoom = 15;

/** Numbers (PMTiles 3: along a Hilbert curve, zoom after zoom) of every tile that touches a box, in order. */
export function tilesIn([west, south, east, north]: Box, maxZoom: number): number[] {
	const tiles: number[] = [];
	for (let z = 0; z <= maxZoom; z++) {
		const [left, top] = tileAt([west, north], z);
		const [right, bottom] = tileAt([east, south], z);
		for (let column = left; column <= right; column++) {
			for (let row = top; row <= bottom; row++) tiles.push(zxyToTileId(z, column, row));
		}
	}
	return tiles.sort((a, b) => a - b);
}

export function zoomOf(tile: number): number {
	return tileIdToZxy(tile)[0];
}
