import type { Feature, Point } from 'geojson';
import { freshness, type Camera } from './camera.ts';
import { compileObject } from './compile-object.ts';
import type { Day } from './day.ts';
import { encodeCameraId } from './id.ts';
import { sixDecimals } from './measures.ts';
import type { Position } from './position.ts';
import {
	fields,
	namesWith,
	type CameraFields,
	type NameWith,
	type RecordOf,
	type StoredName,
	type Table
} from './record.ts';
import type { Settings } from './settings.ts';

/** The columns of every download, in order (RFC 7946 properties, CSV columns). */
export const propertyNames = namesWith(fields, 'inDownload');

export type CameraProperties = RecordOf<CameraFields, NameWith<CameraFields, 'inDownload'>>;
export type CameraFeature = Feature<Point, CameraProperties> & { id: string };

/** What a feature needs to know beside its camera. */
export interface FeatureContext {
	today: Day;
	settings: Settings;
	/** without a trailing slash, e.g. `https://oko.example` */
	origin: string;
	/** what a place is called in the reader's language; null where nobody can name it */
	placeAt(position: Position): string | null;
}

/** A camera as a GeoJSON Feature (RFC 7946: lng, lat; six decimals, about 0.1 m). */
export function toFeature(camera: Camera, context: FeatureContext): CameraFeature {
	const id = encodeCameraId(camera.number);
	return {
		type: 'Feature',
		id,
		geometry: { type: 'Point', coordinates: [sixDecimals(camera.lng), sixDecimals(camera.lat)] },
		properties: propertiesOf(camera, {
			freshness: freshness(camera, context.today, context.settings),
			place: context.placeAt([camera.lng, camera.lat]),
			url: `${context.origin}/cameras/${id}`
		})
	};
}

const propertiesOf = propertiesMaker(fields);

/** What a download says of a camera, in the order of the table: what is stored, and what is computed when it is served. */
export function propertiesMaker<T extends Table>(table: T) {
	const members = namesWith(table, 'inDownload').map((name): [string, string] => [
		name,
		`${table[name]?.isComputed ? 'computed' : 'stored'}.${name}`
	]);
	return compileObject(['stored', 'computed'], members) as (
		stored: RecordOf<T, StoredName<T>>,
		computed: RecordOf<T, NameWith<T, 'isComputed'>>
	) => RecordOf<T, NameWith<T, 'inDownload'>>;
}
