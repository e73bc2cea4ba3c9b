import { propertyNames, toFeature } from '../../camera/feature.ts';
import { csvLines, excelLines } from '../csv-lines.ts';
import type { ExportContext, TextWriter } from './format.ts';
import { cellsOf } from './cells.ts';

/**
 * CSV, UTF-8: id, lon and lat in degrees, as QGIS looks for them, then the properties; several values are separated by a
 * space. For Excel it begins with a byte order mark, and no cell is a formula.
 */
export const csv: TextWriter = {
	head: (context) =>
		`${isForExcel(context) ? '\ufeff' : ''}${csvLines([['id', 'lon', 'lat', ...propertyNames]])}`,
	rows(cameras, context) {
		const rows = cameras.map(({ camera }) => {
			const { id, geometry, properties } = toFeature(camera, context);
			return [id, ...geometry.coordinates, ...cellsOf(properties)];
		});
		return isForExcel(context) ? excelLines(rows) : csvLines(rows);
	},
	tail: () => ''
};

function isForExcel({ reader }: ExportContext): boolean {
	return reader === 'excel';
}
