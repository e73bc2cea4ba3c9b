import { propertyNames, toFeature } from '../../camera/feature.ts';
import { csvLines, csvType } from '../csv-lines.ts';
import type { Format } from './index.ts';

/** CSV, UTF-8: id, lon and lat in degrees, as QGIS looks for them, then the properties; several values are separated by a space. */
export const csv: Format = {
	extension: 'csv',
	mediaType: csvType,
	head: () => csvLines([['id', 'lon', 'lat', ...propertyNames]]),
	rows: (cameras, context) =>
		csvLines(
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
