import distance from '@turf/distance';
import type { Position } from '../camera/position.ts';

/** Nearer than this to where the device says it is, the reporter stands there: as near as a reviewer on site. */
export const atSpot_m = 75;

/** Whether a position is where the device says it is, as exactly as the device knows. */
export function isAtSpot(position: Position, gps: { position: Position; accuracy_m: number }): boolean {
	return distance(gps.position, position, { units: 'meters' }) <= atSpot_m + gps.accuracy_m;
}
