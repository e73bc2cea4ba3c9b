import circle from '@turf/circle';
import sector from '@turf/sector';
import type { Feature, FeatureCollection, Point, Polygon } from 'geojson';
import { dayNumber } from '../camera/day.ts';
import type { CameraFeature, CameraProperties } from '../camera/feature.ts';
import { decodeCameraId, encodeCameraId } from '../camera/id.ts';
import type { MunicipalityId } from '../camera/municipalities.ts';
import type { Position } from '../camera/position.ts';
import { tileFields } from '../camera/record.ts';
import {
	states,
	type CameraType,
	type Maker,
	type Operator,
	type SignPresence,
	type State
} from '../camera/vocabulary.ts';
import type { I18n } from '../i18n/load.ts';
import { placeName } from '../i18n/place-names.ts';
import { cameraTitle } from '../i18n/record-words.ts';
import { lookOf } from './marks.ts';

/** How far and wide a view cone is drawn: a sign for the direction, no claim about what the camera can see. */
const cone = { radius_m: 30, halfAngle_deg: 30 };

/** A camera of the tiles, or one that is drawn like them. */
export interface TileCamera {
	state: State;
	type: CameraType;
	operator: Operator;
	/** degrees clockwise from north; absent when unknown */
	heading?: number;
	/** absent when unknown */
	maker?: Maker;
	/** with a space between; absent when none is known */
	capabilities?: string;
	/** absent when unknown */
	sign?: SignPresence;
	municipality?: MunicipalityId;
	/** days since 1970-01-01 */
	confirmed_day: number;
	/** of the street or quarter, in Cyrillic or as it is; absent when nobody can name it, and from afar */
	place?: string;
}

/** Cameras that are not in the tiles, as the tiles would hold them. */
export function tileFeatures(cameras: CameraFeature[]): FeatureCollection<Point, TileCamera> {
	return {
		type: 'FeatureCollection',
		features: cameras.map(({ id, geometry, properties }) => ({
			type: 'Feature',
			id: decodeCameraId(id) ?? undefined,
			geometry,
			properties: {
				...tileProperties(properties),
				confirmed_day: dayNumber(properties.last_confirmed_on ?? properties.first_reported_on)
			}
		}))
	};
}

function tileProperties(properties: CameraProperties): Omit<TileCamera, 'confirmed_day' | 'place'> {
	const members = tileFields.flatMap(({ name, inTile, write }) => {
		const written = write(properties[name]);
		return written === undefined ? [] : [[inTile, written]];
	});
	return Object.fromEntries(members) as Omit<TileCamera, 'confirmed_day' | 'place'>;
}

/** The id of a camera that the map has drawn: its feature's id is the camera's number. */
export function cameraIdOf({ id }: { id?: string | number }): string {
	return encodeCameraId(Number(id));
}

/** The title of a camera that the map has drawn. */
export function tileTitle(i18n: Pick<I18n, 'm' | 'locale'>, { properties, geometry }: DrawnCamera): string {
	const { type, municipality = null, place } = properties as TileCamera;
	const position = (geometry as Point).coordinates as Position;
	const named = place ? placeName(place, i18n.locale) : null;
	return cameraTitle(i18n, { type, municipality, place: named, position });
}
type DrawnCamera = Pick<Feature, 'properties' | 'geometry'>;

/**
 * View cones: a sector where the heading is known, otherwise a circle, `assumed`. Removed cameras have none.
 * @param staleBefore the first day that is not stale, in days since 1970-01-01
 */
export function coneFeatures(
	cameras: Feature<Point, TileCamera>[],
	staleBefore: number
): FeatureCollection<Polygon> {
	const features = cameras
		.filter(({ properties }) => properties.state !== 'removed')
		.map(({ geometry, properties: { heading = null, state, confirmed_day } }) => {
			const cone = viewCone(geometry.coordinates as [number, number], heading);
			const isStale = lookOf(state, confirmed_day < staleBefore ? 'stale' : 'fresh').endsWith('_stale');
			return { ...cone, properties: { ...cone.properties, stale: isStale } };
		});
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

/** What the map draws as a camera, or as a cluster with its count and its counts by state. */
export interface DrawnFeature {
	properties: Record<string, unknown>;
}

/** How many cameras a drawn cluster stands for; null for a single camera. */
export function clusterSizeOf({ properties }: DrawnFeature): number | null {
	return typeof properties.count === 'number' ? properties.count : null;
}

/** How many cameras in each state are drawn, alone and in clusters. */
export function countDrawn(features: DrawnFeature[]): Record<State, number> {
	const counts: Record<State, number> = { reported: 0, verified: 0, disputed: 0, removed: 0 };
	for (const { properties } of features) {
		const own = properties.state as State | undefined;
		if (own !== undefined) counts[own]++;
		else for (const state of states) counts[state] += Number(properties[state] ?? 0);
	}
	return counts;
}
