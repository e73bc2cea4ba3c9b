import { createHash } from 'node:crypto';
import { figureName, figures } from '../../camera/coverage.ts';
import { states } from '../../camera/vocabulary.ts';
import { areaFeatures } from '../coverage/areas-file.ts';
import { findKey, type Collection, type Property } from './collection.ts';
import { listed } from './listed.ts';

const number: Property = { kind: 'number' };
const integer: Property = { kind: 'integer' };

/** The municipalities of `areas.geojson`. */
export const areas: Collection = {
	geometry: 'MultiPolygon',
	properties: {
		names: { kind: 'object' },
		area_km2: number,
		published_km2: number,
		population: integer,
		confirmed_day: integer,
		...Object.fromEntries(states.map((state) => [state, integer])),
		...Object.fromEntries(figures.map((figure) => [figureName(figure), number])),
		looked_m2: number,
		looked_most_m2: number
	},
	hasDays: false,
	async read() {
		const { features } = await areaFeatures(false);
		const inOrder = features.toSorted((a, b) => (a.id < b.id ? -1 : 1));
		const edition = createHash('sha256').update(JSON.stringify(inOrder)).digest('base64url');
		return listed(
			areas,
			edition,
			inOrder.length,
			(place) => inOrder[place] as (typeof inOrder)[number],
			(id) =>
				/^[a-z-]{1,40}$/.test(id) ? findKey(inOrder.length, (place) => inOrder[place]?.id ?? '', id) : null
		);
	}
};
