import { toFeature } from '../../camera/feature.ts';
import type { Format } from './index.ts';

/** GeoJSON (RFC 7946). `count` stands at the end, because nobody has counted before. */
export const geojson: Format = {
	extension: 'geojson',
	mediaType: 'application/geo+json',
	head({ origin, today, demonstration }) {
		const members = {
			type: 'FeatureCollection',
			licence: 'ODbL-1.0',
			licence_url: 'https://opendatacommons.org/licenses/odbl/1-0/',
			attribution: `© Oko contributors, ${origin}`,
			generated_at: today,
			...(demonstration ? { demonstration } : {})
		};
		return `${JSON.stringify(members).slice(0, -1)},\n"features":[`;
	},
	rows(cameras, context, before) {
		const lines = cameras.map((camera) => JSON.stringify(toFeature(camera, context)));
		return `${before > 0 ? ',' : ''}\n${lines.join(',\n')}`;
	},
	tail: (count) => `\n],\n"count":${count}}\n`
};
