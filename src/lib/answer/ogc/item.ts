import { collections, crs84, systems } from '$lib/server/ogc';
import { Problem } from '$lib/server/problem';
import type { Answerer } from './asked';
import { knownCollection } from './collections';
import { inSystem } from './items';
import { tables } from './tables';

export const item: Answerer = async (asked, name, itemId = '') => {
	const id = knownCollection(name);
	const { context, words, params } = asked;
	asked.refuseOthers(['crs']);
	const crs = params.has('crs') ? systems.find(({ uri }) => uri === params.get('crs')) : crs84;
	if (!crs || params.getAll('crs').length > 1) throw new Problem(400, 'bad_filter', { names: ['crs'] });
	const items = await collections[id].read(context);
	const found = items.find(itemId);
	if (!found?.isThere || items.isEmpty(found.place)) throw new Problem(404, 'not_found');
	const feature = items.feature(found.place);
	const type = 'application/geo+json';
	return {
		mediaType: type,
		headers: { 'Content-Crs': `<${crs.uri}>` },
		content: async () => ({
			...inSystem(feature, crs),
			links: [
				...asked.ownLinks(type),
				{
					rel: 'collection',
					type: 'application/json',
					href: asked.at(`/collections/${id}`),
					title: words.titles[id]
				}
			]
		}),
		page: async () => ({
			title: tables[id].title(feature, asked),
			lead: [],
			sections: [
				{
					columns: [words.columns.property, words.columns.values],
					rows: [
						['id', String(feature.id)],
						...Object.entries(feature.properties ?? {}).map(([property, value]) => [
							property,
							property === 'url'
								? { text: String(value), href: asked.i18n.href(`/cameras/${feature.id}`) }
								: text(value)
						])
					]
				}
			]
		})
	};
};

function text(value: unknown): string | null {
	if (value === null) return null;
	if (Array.isArray(value)) return value.join(', ') || null;
	return typeof value === 'object' ? Object.values(value).join(', ') : String(value);
}
