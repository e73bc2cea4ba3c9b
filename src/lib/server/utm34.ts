import proj4 from 'proj4';
import type { Position } from '../camera/position.ts';

/** EPSG:32634, as the EPSG registry defines it: UTM zone 34 north on WGS 84, in which the cells are square. */
const utm34 = proj4('+proj=utm +zone=34 +datum=WGS84 +units=m +no_defs');

/** @param at metres to the east and to the north */
export function fromUtm34(at: [east: number, north: number]): Position {
	return utm34.inverse(at);
}

/** @returns metres to the east and to the north */
export function toUtm34(position: Position): [east: number, north: number] {
	return utm34.forward(position);
}
