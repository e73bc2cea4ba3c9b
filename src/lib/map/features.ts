import circle from '@turf/circle';
import sector from '@turf/sector';
import type { Feature, FeatureCollection, LineString, Point, Polygon } from 'geojson';
import type { CameraFeature } from '../camera/feature.ts';
import type { Filter } from '../camera/filter.ts';
import { lookOf, markName } from './marks.ts';

/** How far and wide a view cone is drawn: a sign for the direction, no claim about what the camera can see. */
const cone = { radius_m: 30, halfAngle_deg: 30 };

/** Cameras that a filter lets through; the box and the day of change belong to downloads. */
export function filterCameras(cameras: CameraFeature[], { state, type, operator }: Filter): CameraFeature[] {
	return cameras.filter(
		({ properties }) =>
			(!state || state.includes(properties.state)) &&
			(!type || type.includes(properties.type)) &&
			(!operator || operator.includes(properties.operator))
	);
}

/** Points for the map: `id` and the name of the mark. */
export function markFeatures(cameras: CameraFeature[]): FeatureCollection<Point> {
	return {
		type: 'FeatureCollection',
		features: cameras.map(({ id, geometry, properties }) => ({
			type: 'Feature',
			geometry,
			properties: { id, mark: markName(properties.type, lookOf(properties.state, properties.freshness)) }
		}))
	};
}

/** View cones: a sector where the heading is known, otherwise a circle, `assumed`. */
export function coneFeatures(cameras: CameraFeature[]): FeatureCollection<Polygon | LineString> {
	const features = cameras
		.filter(({ properties }) => properties.state !== 'removed')
		.map(({ geometry, properties }) =>
			viewCone(geometry.coordinates as [number, number], properties.heading_deg)
		);
	return { type: 'FeatureCollection', features };
}

/** One view cone at a position. `heading` in degrees from north, or null. */
export function viewCone(position: [lng: number, lat: number], heading: number | null): Feature<Polygon> {
	const shape =
		heading === null
			? circle(position, cone.radius_m / 1000, { units: 'kilometers', steps: 32 })
			: sector(position, cone.radius_m / 1000, heading - cone.halfAngle_deg, heading + cone.halfAngle_deg, {
					units: 'kilometers',
					steps: 32
				});
	return { ...shape, properties: { assumed: heading === null } };
}
