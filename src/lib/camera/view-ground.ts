import circle from '@turf/circle';
import sector from '@turf/sector';
import type { Feature, Polygon } from 'geojson';
import { cutView, type SightOnMap } from './cut-view.ts';
import { levels, type Level } from './levels.ts';
import {
	bounds,
	readings,
	reach,
	viewArea,
	viewOf,
	type Bound,
	type Optics,
	type OpticsSettings,
	type Reading,
	type View
} from './optics.ts';
import type { Position } from './position.ts';
import { rightHanded } from './right-handed.ts';

/** corners of a circle; a sector has as many in the same arc */
const steps = 64;

/** The ground of a view as a polygon around a camera, WGS 84 degrees (RFC 7946). */
export function viewGround(position: Position, { reach_m, heading_deg, angle_deg }: View): Polygon {
	const options = { units: 'kilometers', steps } as const;
	const { geometry } =
		heading_deg === null
			? circle(position, reach_m / 1000, options)
			: sector(position, reach_m / 1000, heading_deg - angle_deg / 2, heading_deg + angle_deg / 2, options);
	return rightHanded(geometry);
}

export interface ViewProperties {
	level: Level;
	reading: Reading;
	bound: Bound;
	/** metres; null with the rest when, at least, it may see nothing of this */
	reach_m: number | null;
	/** whether that is the range at which every view ends */
	is_capped: boolean;
	/** degrees clockwise from north, null for a circle */
	heading_deg: number | null;
	angle_deg: number | null;
	area_m2: number;
}

/**
 * The views of a camera, one for each level, reading and bound; without geometry where it may be that there is none.
 * @param sight what the camera sees among buildings: its views lie around the lens, and those at least are cut; null where
 * nothing stands around it
 */
export function viewFeatures(
	position: Position,
	optics: Optics,
	settings: OpticsSettings,
	sight: SightOnMap | null = null
): Feature<Polygon | null, ViewProperties>[] {
	return levels.flatMap((level) =>
		readings.flatMap((reading) =>
			bounds.map((bound) => {
				const view = viewOf(optics, level, reading, bound, settings);
				const cut = view && sight && bound === 'least' ? cutView(view, sight) : null;
				return {
					type: 'Feature',
					geometry: cut?.ground ?? (view && viewGround(sight?.at ?? position, view)),
					properties: {
						level,
						reading,
						bound,
						reach_m: view && view.reach_m,
						is_capped: view !== null && reach(optics.type, level, reading, bound, settings).isCapped,
						heading_deg: view && view.heading_deg,
						angle_deg: view && view.angle_deg,
						area_m2: cut?.area_m2 ?? (view ? viewArea(view) : 0)
					}
				};
			})
		)
	);
}
