import type { I18n } from '$lib/i18n/load';
import {
	collectionIds,
	collections,
	crs84,
	mostItems,
	ownParameters,
	queryables,
	systems,
	usualItems,
	type CollectionId
} from '$lib/server/ogc';
import type { Answerer, Asked } from './asked';
import { propertySchemas } from './schemas';

const uris = systems.map(({ uri }) => uri);
const crsSchema = { type: 'string', format: 'uri', enum: uris, default: crs84.uri };
const numbers = (minItems: number, maxItems: number) => ({
	type: 'array',
	minItems,
	maxItems,
	items: { type: 'number' }
});

/** The parameters of items, in OpenAPI's words. */
const own: Record<(typeof ownParameters)[number], { schema: object; style?: string; explode?: boolean }> = {
	limit: {
		schema: { type: 'integer', minimum: 1, maximum: mostItems, default: usualItems },
		style: 'form',
		explode: false
	},
	bbox: { schema: { oneOf: [numbers(4, 4), numbers(6, 6)] }, style: 'form', explode: false },
	'bbox-crs': { schema: crsSchema },
	datetime: { schema: { type: 'string' }, style: 'form', explode: false },
	crs: { schema: crsSchema },
	filter: { schema: { type: 'string' } },
	'filter-lang': { schema: { type: 'string', enum: ['cql2-text', 'cql2-json'], default: 'cql2-text' } },
	'filter-crs': { schema: crsSchema },
	after: { schema: { type: 'string' } },
	before: { schema: { type: 'string' } },
	offset: { schema: { type: 'integer', minimum: 0, default: 0 } }
};

/** The addresses below /ogc, what is there, and the parameters that it takes. */
function addresses({ words }: Asked) {
	const json = 'application/json';
	const schema = 'application/schema+json';
	const geo = 'application/geo+json';
	const named = (id: CollectionId, part: string) => `/collections/${id}${part}`;
	return [
		{ path: '/', meaning: words.title, type: json },
		{ path: '/conformance', meaning: words.conformance, type: json },
		{ path: '/api', meaning: words.api, type: 'application/vnd.oai.openapi+json;version=3.0' },
		{ path: '/collections', meaning: words.collections, type: json },
		...collectionIds.flatMap((id) => {
			const title = words.titles[id];
			return [
				{ path: named(id, ''), meaning: title, type: json },
				{ path: named(id, '/items'), meaning: words.itemsOf(title), type: geo, itemsOf: id },
				{ path: named(id, '/items/{featureId}'), meaning: words.itemsOf(title), type: geo, isItem: true },
				{ path: named(id, '/queryables'), meaning: words.queryables(title), type: schema },
				{ path: named(id, '/schema'), meaning: words.schema(title), type: schema },
				{ path: named(id, '/feature-schema'), meaning: words.schema(title), type: schema }
			];
		})
	] as { path: string; meaning: string; type: string; itemsOf?: CollectionId; isItem?: true }[];
}

export const api: Answerer = (asked) => {
	asked.refuseOthers();
	const { words } = asked;
	return {
		mediaType: 'application/vnd.oai.openapi+json;version=3.0',
		content: async () => definition(asked),
		page: async () => ({
			title: words.api,
			lead: [],
			sections: [
				{
					columns: [words.columns.address, words.columns.meaning],
					rows: addresses(asked).map(({ path, meaning }) => [
						path.includes('{')
							? `/ogc${path}`
							: { text: `/ogc${path}`.replace(/\/$/, ''), href: asked.page(path.replace(/\/$/, '')) },
						meaning
					])
				},
				{
					columns: [words.columns.property, words.columns.meaning],
					rows: Object.entries(words.parameters)
				}
			]
		})
	};
};

function definition(asked: Asked) {
	const { words, i18n, context } = asked;
	const ref = (name: string) => ({ $ref: `#/components/parameters/${name}` });
	const paths = addresses(asked).map(({ path, meaning, type, itemsOf, isItem }) => {
		const parameters = [
			...(itemsOf ? [...ownParameters.map(ref), ...propertyParameters(i18n, itemsOf)] : []),
			...(isItem
				? [{ name: 'featureId', in: 'path', required: true, schema: { type: 'string' } }, ref('crs')]
				: []),
			ref('f')
		];
		const get = {
			summary: meaning,
			operationId: `get${path.replace(/[^a-zA-Z]+/g, '_')}`,
			parameters,
			responses: {
				'200': {
					description: meaning,
					content: { [type]: { schema: { type: 'object' } }, 'text/html': { schema: { type: 'string' } } }
				},
				'400': { $ref: '#/components/responses/problem' },
				...(isItem && { '404': { $ref: '#/components/responses/problem' } })
			}
		};
		return [path, { get }];
	});
	return {
		openapi: '3.0.3',
		info: {
			title: words.title,
			description: words.lead,
			version: '1.0.0',
			license: { name: 'ODbL-1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' }
		},
		servers: [{ url: `${context.origin}/ogc` }],
		paths: Object.fromEntries(paths),
		components: {
			parameters: {
				...Object.fromEntries(
					ownParameters.map((name) => [
						name,
						{ name, in: 'query', required: false, description: words.parameters[name], ...own[name] }
					])
				),
				f: {
					name: 'f',
					in: 'query',
					required: false,
					description: words.parameters.f,
					schema: { type: 'string', enum: ['json', 'html'] }
				}
			},
			responses: {
				problem: {
					description: 'RFC 9457',
					content: { 'application/problem+json': { schema: { type: 'object' } } }
				}
			}
		}
	};
}

/** Each property that can be filtered by is a parameter; several values are “or”. */
function propertyParameters(i18n: I18n, id: CollectionId) {
	const names = Object.keys(queryables(collections[id])).filter((name) => name !== 'geometry');
	return Object.entries(propertySchemas(i18n, id, names)).map(([name, { title, ...schema }]) => ({
		name,
		in: 'query',
		required: false,
		...(title && { description: title }),
		style: 'form',
		explode: true,
		schema: schema.type === 'array' ? schema : { type: 'array', items: schema }
	}));
}
