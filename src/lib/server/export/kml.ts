import { toFeature } from '../../camera/feature.ts';
import { columns, knownCells, type ColumnType } from './cells.ts';
import type { TextWriter } from './format.ts';
import { collectionMembers } from './geojson.ts';
import { xmlText } from '../xml-text.ts';

/** KML has no day, and text is read in every program. */
const types: Record<ColumnType, string> = { integer: 'int', real: 'double', day: 'string', text: 'string' };

/** KML 2.2 (OGC 07-147r2): a placemark for each camera, with its title, and its properties as typed data. */
export const kml: TextWriter = {
	head(context) {
		const { attribution, licence, licence_url, generated_at, demonstration } = collectionMembers(context);
		const said = `${attribution}, ${licence} (${licence_url}), ${generated_at}`;
		return [
			'<?xml version="1.0" encoding="UTF-8"?>',
			'<kml xmlns="http://www.opengis.net/kml/2.2"><Document id="cameras">',
			`<name>cameras</name><description>${xmlText(demonstration ? `Invented data. ${said}` : said)}</description>`,
			'<Schema name="camera" id="camera">',
			...columns.map(({ name, type }) => `<SimpleField name="${name}" type="${types[type]}"/>`),
			'</Schema>',
			''
		].join('\n');
	},
	rows: (cameras, context) =>
		cameras
			.map(({ camera }) => {
				const feature = toFeature(camera, context);
				const cells = knownCells(feature.id, feature.properties);
				const data = columns.map(({ name }, i) =>
					cells[i] === null ? '' : `<SimpleData name="${name}">${xmlText(cells[i])}</SimpleData>`
				);
				return `<Placemark><name>${xmlText(context.words(feature).title)}</name><ExtendedData><SchemaData schemaUrl="#camera">${data.join('')}</SchemaData></ExtendedData><Point><coordinates>${feature.geometry.coordinates.join()}</coordinates></Point></Placemark>\n`;
			})
			.join(''),
	tail: () => '</Document></kml>\n'
};
