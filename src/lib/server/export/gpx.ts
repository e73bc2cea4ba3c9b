import { toFeature } from '../../camera/feature.ts';
import { cellsOf } from './cells.ts';
import { propertyNames } from '../../camera/feature.ts';
import type { TextWriter } from './format.ts';
import { collectionMembers } from './geojson.ts';
import { xmlText } from './xml.ts';

/** GDAL reads what stands in elements of this namespace as columns of their own names, and so does QGIS. */
const ogr = 'http://osgeo.org/gdal';

/**
 * GPX 1.1: a waypoint for each camera, with its title and its state in words, a link to its page, and what else is known
 * as extensions.
 * @see https://www.topografix.com/GPX/1/1/
 */
export const gpx: TextWriter = {
	head(context) {
		const { licence_url, generated_at, demonstration } = collectionMembers(context);
		const description = `Reported cameras, ${generated_at}${demonstration ? '; invented data' : ''}`;
		return [
			'<?xml version="1.0" encoding="UTF-8"?>',
			`<gpx version="1.1" creator="Oko" xmlns="http://www.topografix.com/GPX/1/1" xmlns:ogr="${ogr}">`,
			`<metadata><name>${demonstration ? 'DEMO – ' : ''}Oko</name><desc>${xmlText(description)}</desc><copyright author="Oko contributors"><license>${xmlText(licence_url)}</license></copyright><link href="${xmlText(context.origin)}/data"/></metadata>`,
			''
		].join('\n');
	},
	rows: (cameras, context) =>
		cameras
			.map(({ camera }) => {
				const feature = toFeature(camera, context);
				const { id, properties, geometry } = feature;
				const [lng, lat] = geometry.coordinates;
				const { title, state } = context.words(feature);
				const cells = [id, ...cellsOf(properties)];
				const extensions = ['id', ...propertyNames].map((name, i) =>
					cells[i] === null || cells[i] === '' ? '' : `<ogr:${name}>${xmlText(cells[i])}</ogr:${name}>`
				);
				return `<wpt lat="${lat}" lon="${lng}"><name>${xmlText(title)}</name><desc>${xmlText(state)}</desc><link href="${xmlText(properties.url)}"/><extensions>${extensions.join('')}</extensions></wpt>\n`;
			})
			.join(''),
	tail: () => '</gpx>\n'
};
