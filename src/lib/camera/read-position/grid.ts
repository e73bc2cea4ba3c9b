import proj4 from 'proj4';
import type { Position } from '../position.ts';

const converters = {
	utm34: proj4('+proj=utm +zone=34 +datum=WGS84 +units=m +no_defs'),
	/** MGI 1901 / Balkans zone 7 (EPSG:6316), by EPSG:9486, which PROJ takes for Serbia: exact to 1 m */
	gaussKrueger7: proj4(
		'+proj=tmerc +lat_0=0 +lon_0=21 +k=0.9999 +x_0=7500000 +y_0=0 +ellps=bessel' +
			' +towgs84=577.84843,165.45019,390.43652,4.93131,-0.96052,-13.05072,7.86546 +units=m +no_defs'
	)
};
export type Grid = keyof typeof converters;

/** degrees: numbers of a place further away are no coordinates */
const around = { west: 19.9, south: 44.15, east: 21, north: 45.2 };

/** The position of metres in a grid; null when it is far from Belgrade. */
export function fromMetres(grid: Grid, east: number, north: number): Position | null {
	return nearBelgrade(converters[grid].inverse([east, north]));
}

/** The middle of a square of the Military Grid Reference System; null when it is none, or far from Belgrade. */
export function fromMgrs(square: string): Position | null {
	try {
		return nearBelgrade(proj4.mgrs.toPoint(square));
	} catch {
		return null;
	}
}

function nearBelgrade([lng = NaN, lat = NaN]: number[]): Position | null {
	const { west, south, east, north } = around;
	return lng >= west && lng <= east && lat >= south && lat <= north ? [lng, lat] : null;
}
