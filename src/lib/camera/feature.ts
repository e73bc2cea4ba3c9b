import type { Feature, Point } from 'geojson';
import { freshness, type Camera } from './camera.ts';
import type { Day } from './day.ts';
import { encodeCameraId } from './id.ts';
import type { Settings } from './settings.ts';

/** The columns of every download, in order (RFC 7946 properties, CSV columns). */
export const propertyNames = [
	'state',
	'freshness',
	'type',
	'mount',
	'heading_deg',
	'operator',
	'maker',
	'capabilities',
	'sign_present',
	'height_m',
	'accuracy_m',
	'method',
	'source',
	'first_reported_on',
	'last_confirmed_on',
	'confirmations',
	'disputes',
	'url'
] as const;

export type CameraProperties = Pick<Camera, Exclude<(typeof propertyNames)[number], 'freshness' | 'url'>> & {
	freshness: ReturnType<typeof freshness>;
	/** absolute address of the camera's page */
	url: string;
};
export type CameraFeature = Feature<Point, CameraProperties> & { id: string };

/** What a feature needs to know beside its camera. */
export interface FeatureContext {
	today: Day;
	settings: Settings;
	/** without a trailing slash, e.g. `https://oko.example` */
	origin: string;
}

/** A camera as a GeoJSON Feature (RFC 7946: lng, lat; six decimals, about 0.1 m). */
export function toFeature(camera: Camera, context: FeatureContext): CameraFeature {
	const id = encodeCameraId(camera.number);
	return {
		type: 'Feature',
		id,
		geometry: { type: 'Point', coordinates: [round6(camera.lng), round6(camera.lat)] },
		properties: {
			state: camera.state,
			freshness: freshness(camera, context.today, context.settings),
			type: camera.type,
			mount: camera.mount,
			heading_deg: camera.heading_deg,
			operator: camera.operator,
			maker: camera.maker,
			capabilities: camera.capabilities,
			sign_present: camera.sign_present,
			height_m: camera.height_m,
			accuracy_m: camera.accuracy_m,
			method: camera.method,
			source: camera.source,
			first_reported_on: camera.first_reported_on,
			last_confirmed_on: camera.last_confirmed_on,
			confirmations: camera.confirmations,
			disputes: camera.disputes,
			url: `${context.origin}/cameras/${id}`
		}
	};
}

function round6(degrees: number): number {
	return Math.round(degrees * 1e6) / 1e6;
}
