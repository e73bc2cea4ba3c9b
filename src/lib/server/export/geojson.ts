import { toFeature } from '../../camera/feature.ts';
import type { Format } from './index.ts';

/** GeoJSON (RFC 7946). `count` stands at the end, because nobody has counted before. */
export const geojson: Format = {
	extension: 'geojson',
	mediaType: 'application/geo+json',
	async *write(pages, context) {
		const { origin, today, demonstration } = context;
		const members = {
			type: 'FeatureCollection',
			licence: 'ODbL-1.0',
			licence_url: 'https://opendatacommons.org/licenses/odbl/1-0/',
			attribution: `© Oko contributors, ${origin}`,
			generated_at: today,
			...(demonstration ? { demonstration } : {})
		};
		yield `${JSON.stringify(members).slice(0, -1)},\n"features":[`;
		let count = 0;
		for await (const cameras of pages) {
			const lines = cameras.map((camera) => JSON.stringify(toFeature(camera, context)));
			if (lines.length > 0) yield `${count > 0 ? ',' : ''}\n${lines.join(',\n')}`;
			count += lines.length;
		}
		yield `\n],\n"count":${count}}\n`;
	}
};
