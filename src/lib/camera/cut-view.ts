import type { Polygon } from 'geojson';
import { metresPerDegree } from './measures.ts';
import type { View } from './optics.ts';
import type { Position } from './position.ts';
import { ringArea, viewWithin } from './sight.ts';
import type { Point } from './isovist.ts';

/** What a camera sees all around, in degrees. */
export interface SightOnMap {
	/** the place of the lens: outside of the building in which it was */
	at: Position;
	/** closed, counterclockwise */
	ring: Position[];
}

/**
 * The part of a view that a camera sees among buildings, as a polygon in WGS 84 degrees (RFC 7946), and its square metres.
 * @param sight of the camera, with at least the reach of the view
 */
export function cutView(
	{ reach_m, heading_deg, angle_deg }: View,
	{ at, ring }: SightOnMap
): { ground: Polygon; area_m2: number } {
	const [lng, lat] = at;
	const perDegree = [metresPerDegree * Math.cos((lat * Math.PI) / 180), metresPerDegree] as const;
	const toPlane = (position: Position): Point => [
		(position[0] - lng) * perDegree[0],
		(position[1] - lat) * perDegree[1]
	];
	const sight = { at: [0, 0] as Point, ring: ring.map(toPlane) };
	const seen = viewWithin({ reach_m, azimuth_deg: heading_deg, angle_deg }, sight);
	const coordinates = seen.map(([x, y]): Position => [lng + x / perDegree[0], lat + y / perDegree[1]]);
	return { ground: { type: 'Polygon', coordinates: [coordinates] }, area_m2: ringArea(seen) };
}
