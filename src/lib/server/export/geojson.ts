import { toFeature } from '../../camera/feature.ts';
import type { ExportContext, TextWriter } from './format.ts';

/** What every collection of ours says of itself. */
export function collectionMembers({
	origin,
	today,
	demonstration
}: Pick<ExportContext, 'origin' | 'today' | 'demonstration'>) {
	return {
		type: 'FeatureCollection',
		licence: 'ODbL-1.0',
		licence_url: 'https://opendatacommons.org/licenses/odbl/1-0/',
		attribution: `© Oko contributors, ${origin}`,
		generated_at: today,
		...(demonstration ? { demonstration } : {})
	};
}

/** The text before the first feature. */
export function collectionHead(members: object): string {
	return `${JSON.stringify(members).slice(0, -1)},\n"features":[`;
}

/** GeoJSON (RFC 7946). `count` stands at the end, because nobody has counted before. */
export const geojson: TextWriter = {
	head: (context) => collectionHead(collectionMembers(context)),
	rows(cameras, context, before) {
		const lines = cameras.map(({ camera }) => JSON.stringify(toFeature(camera, context)));
		return `${before > 0 ? ',' : ''}\n${lines.join(',\n')}`;
	},
	tail: (count) => `\n],\n"count":${count}}\n`
};

/** GeoJSON Text Sequences (RFC 8142): before each feature stands a record separator, and after it a line feed. */
export const geojsonSeq: TextWriter = {
	head: () => '',
	rows: (cameras, context) =>
		cameras.map(({ camera }) => `\u001e${JSON.stringify(toFeature(camera, context))}\n`).join(''),
	tail: () => ''
};
