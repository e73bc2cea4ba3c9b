import { collectionIds, collections, crs84, queryables, systems, type CollectionId } from '$lib/server/ogc';
import { Problem } from '$lib/server/problem';
import type { Answerer, Asked } from './asked';
import type { Link } from './resource';
import { describeKind, propertySchemas } from './schemas';

/** @throws Problem 404 */
export function knownCollection(name: string | undefined): CollectionId {
	const id = collectionIds.find((known) => known === name);
	if (!id) throw new Problem(404, 'not_found');
	return id;
}

export const collectionList: Answerer = (asked) => {
	asked.refuseOthers();
	const { words } = asked;
	return {
		mediaType: 'application/json',
		content: async () => ({
			links: asked.ownLinks('application/json'),
			collections: await Promise.all(collectionIds.map((id) => describe(asked, id, linksOf(asked, id, true))))
		}),
		page: async () => ({
			title: words.collections,
			lead: [],
			sections: [
				{
					columns: [words.columns.collection, words.columns.meaning],
					rows: collectionIds.map((id) => [
						{ text: words.titles[id], href: asked.page(`/collections/${id}`) },
						words.descriptions[id]
					])
				}
			]
		})
	};
};

export const collection: Answerer = (asked, name) => {
	asked.refuseOthers();
	const id = knownCollection(name);
	const { words } = asked;
	const at = `/collections/${id}`;
	return {
		mediaType: 'application/json',
		content: () => describe(asked, id, [...asked.ownLinks('application/json'), ...linksOf(asked, id)]),
		page: async () => ({
			title: words.titles[id],
			lead: [words.descriptions[id]],
			sections: [
				{
					columns: [words.columns.address, words.columns.meaning],
					rows: [
						['items', words.items],
						['queryables', words.queryables(words.titles[id])],
						['schema', words.schema(words.titles[id])]
					].map(([part = '', meaning = '']) => [
						{ text: `/ogc${at}/${part}`, href: asked.page(`${at}/${part}`) },
						meaning
					])
				}
			]
		})
	};
};

/** The links of a collection to what it has, and to itself in the list of all. */
function linksOf(asked: Asked, id: CollectionId, isInList = false): Link[] {
	const { words } = asked;
	const url = (path: string) => asked.at(`/collections/${id}${path}`);
	const ogc = 'http://www.opengis.net/def/rel/ogc/1.0';
	const title = words.titles[id];
	return [
		...(isInList ? [{ rel: 'self', type: 'application/json', href: url(''), title }] : []),
		{ rel: 'items', type: 'application/geo+json', href: url('/items'), title: words.itemsOf(title) },
		{ rel: 'items', type: 'text/html', href: url('/items?f=html'), title: words.itemsOf(title) },
		{
			rel: `${ogc}/queryables`,
			type: 'application/schema+json',
			href: url('/queryables'),
			title: words.queryables(title)
		},
		{
			rel: `${ogc}/schema`,
			type: 'application/schema+json',
			href: url('/schema'),
			title: words.schema(title)
		},
		// GDAL takes the types of fields from it, where the first page would say too little; it knows no other spelling.
		{
			rel: 'describedBy',
			type: 'application/schema+json',
			href: url('/feature-schema'),
			title: words.schema(title)
		},
		{
			rel: 'license',
			type: 'text/html',
			href: 'https://opendatacommons.org/licenses/odbl/1-0/',
			title: 'ODbL 1.0'
		}
	];
}

async function describe(asked: Asked, id: CollectionId, links: Link[]) {
	const { words, context } = asked;
	const { settings } = context;
	const { bbox, days } = (await collections[id].read(context)).extent();
	const city = [
		settings.area_west_deg,
		settings.area_south_deg,
		settings.area_east_deg,
		settings.area_north_deg
	];
	return {
		id,
		title: words.titles[id],
		description: words.descriptions[id],
		extent: {
			spatial: { bbox: [bbox ?? city], crs: crs84.uri },
			temporal: { interval: [days ? [`${days[0]}T00:00:00Z`, `${days[1]}T23:59:59Z`] : [null, null]] }
		},
		itemType: 'feature',
		crs: systems.map(({ uri }) => uri),
		storageCrs: crs84.uri,
		links
	};
}

/** A feature of a collection as GeoJSON writes it, in JSON Schema's words. */
export const featureSchemaOf: Answerer = (asked, name) => {
	asked.refuseOthers();
	const id = knownCollection(name);
	const { geometry, ...properties } = propertySchemas(asked.i18n, id);
	return {
		mediaType: 'application/schema+json',
		content: async () => ({
			$schema: 'https://json-schema.org/draft/2020-12/schema',
			$id: asked.at(`/collections/${id}/feature-schema`),
			type: 'object',
			properties: {
				type: { type: 'string', enum: ['Feature'] },
				id: { type: id === 'coverage' ? 'integer' : 'string' },
				geometry: { $ref: geometry?.$ref },
				properties: { type: 'object', properties }
			}
		}),
		page: () => schemaResource(asked, id, false).page()
	};
};

export const queryablesOf: Answerer = (asked, name) => schemaResource(asked, knownCollection(name), true);
export const schemaOf: Answerer = (asked, name) => schemaResource(asked, knownCollection(name), false);

function schemaResource(asked: Asked, id: CollectionId, isOfQueryables: boolean) {
	asked.refuseOthers();
	const { words, i18n } = asked;
	const title = (isOfQueryables ? words.queryables : words.schema)(words.titles[id]);
	const names = isOfQueryables ? Object.keys(queryables(collections[id])) : undefined;
	const properties = propertySchemas(i18n, id, names);
	return {
		mediaType: 'application/schema+json',
		content: async () => ({
			$schema: `https://json-schema.org/draft/${isOfQueryables ? '2019-09' : '2020-12'}/schema`,
			$id: asked.at(`/collections/${id}/${isOfQueryables ? 'queryables' : 'schema'}`),
			type: 'object',
			title,
			properties,
			...(isOfQueryables && { additionalProperties: false })
		}),
		page: async () => ({
			title,
			lead: [],
			sections: [
				{
					columns: [words.columns.property, words.columns.kind, words.columns.values],
					rows: Object.entries(properties).map(([property, schema]) => [property, ...describeKind(schema)])
				}
			]
		})
	};
}
