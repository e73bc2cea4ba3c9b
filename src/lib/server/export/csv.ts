import { stringify } from 'csv-stringify/sync';
import { propertyNames, toFeature } from '../../camera/feature.ts';
import type { Format } from './index.ts';

/** CSV (RFC 4180), UTF-8: id, lng and lat in degrees, then the properties; several values are separated by a space. */
export const csv: Format = {
	extension: 'csv',
	mediaType: 'text/csv; charset=utf-8; header=present',
	head: () => stringify([['id', 'lng', 'lat', ...propertyNames]]),
	rows: (cameras, context) =>
		stringify(
			cameras.map((camera) => {
				const { id, geometry, properties } = toFeature(camera, context);
				return [id, ...geometry.coordinates, ...cellsOf(properties)];
			})
		),
	tail: () => ''
};

/** What a row says of a camera, in the order of its properties. */
export function cellsOf(properties: object): unknown[] {
	return Object.values(properties).map((value: unknown) => (Array.isArray(value) ? value.join(' ') : value));
}
