import { toFeature } from '../../camera/feature.ts';
import { columns, knownCells } from './cells.ts';
import type { TextWriter } from './format.ts';
import { collectionMembers } from './geojson.ts';
import { xmlText } from '../xml-text.ts';

/**
 * GPX 1.1: a waypoint for each camera, with its title and its state in words, a link to its page, and its properties as
 * extensions.
 * @see https://www.topografix.com/GPX/1/1/
 */
export const gpx: TextWriter = {
	head(context) {
		const { licence_url, generated_at, demonstration } = collectionMembers(context);
		const site = xmlText(context.origin);
		const description = `${demonstration ? 'Invented data. ' : ''}Reported cameras, ${generated_at}`;
		return [
			'<?xml version="1.0" encoding="UTF-8"?>',
			`<gpx version="1.1" creator="Oko" xmlns="http://www.topografix.com/GPX/1/1" xmlns:oko="${site}/data">`,
			`<metadata><name>Oko</name><desc>${description}</desc><copyright author="Oko contributors"><license>${licence_url}</license></copyright><link href="${site}/data"/></metadata>`,
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
				const cells = knownCells(id, properties);
				const known = columns.map(({ name }, i) =>
					cells[i] === null ? '' : `<oko:${name}>${xmlText(cells[i])}</oko:${name}>`
				);
				return `<wpt lat="${lat}" lon="${lng}"><name>${xmlText(title)}</name><desc>${xmlText(state)}</desc><link href="${xmlText(properties.url)}"/><extensions>${known.join('')}</extensions></wpt>\n`;
			})
			.join(''),
	tail: () => '</gpx>\n'
};
