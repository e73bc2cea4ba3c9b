import { collectionIds } from '$lib/server/ogc';
import type { Answerer } from './asked';

const spec = 'http://www.opengis.net/spec';
/** What is conformed to; tests/http/ogc-*.test.ts have the abstract tests of each class. */
export const classes = [
	...['core', 'oas30', 'html', 'geojson'].map((name) => `${spec}/ogcapi-features-1/1.0/conf/${name}`),
	`${spec}/ogcapi-features-2/1.0/conf/crs`,
	...['queryables', 'queryables-query-parameters', 'filter', 'features-filter'].map(
		(name) => `${spec}/ogcapi-features-3/1.0/conf/${name}`
	),
	...[
		'basic-cql2',
		'advanced-comparison-operators',
		'case-insensitive-comparison',
		'basic-spatial-functions',
		'basic-spatial-functions-plus',
		'temporal-functions',
		'array-functions',
		'cql2-text',
		'cql2-json',
		// The name before the standard was final, for which QGIS 3.32 to 3.36 look.
		'basic-spatial-operators'
	].map((name) => `${spec}/cql2/1.0/conf/${name}`),
	`${spec}/ogcapi-features-5/1.0/conf/schemas`
];

export const landing: Answerer = (asked) => {
	asked.refuseOthers();
	const { words, i18n } = asked;
	const api = 'application/vnd.oai.openapi+json;version=3.0';
	return {
		mediaType: 'application/json',
		content: async () => ({
			title: words.title,
			description: words.lead,
			attribution: `© Oko contributors, ${asked.context.origin}`,
			links: [
				...asked.ownLinks('application/json'),
				{ rel: 'service-desc', type: api, href: asked.at('/api'), title: words.api },
				{ rel: 'service-doc', type: 'text/html', href: asked.at('/api?f=html'), title: words.api },
				{
					rel: 'conformance',
					type: 'application/json',
					href: asked.at('/conformance'),
					title: words.conformance
				},
				{ rel: 'data', type: 'application/json', href: asked.at('/collections'), title: words.collections },
				{
					rel: 'license',
					type: 'text/html',
					href: 'https://opendatacommons.org/licenses/odbl/1-0/',
					title: 'ODbL 1.0'
				}
			]
		}),
		page: async () => ({
			title: words.title,
			lead: [words.lead],
			sections: [
				{
					heading: words.collections,
					columns: [words.columns.collection, words.columns.meaning],
					rows: collectionIds.map((id) => [
						{ text: words.titles[id], href: asked.page(`/collections/${id}`) },
						words.descriptions[id]
					])
				},
				{
					heading: words.parts,
					columns: [words.columns.address, words.columns.meaning],
					rows: [
						['/ogc/collections', words.collections],
						['/ogc/api', words.api],
						['/ogc/conformance', words.conformance]
					].map(([path = '', meaning = '']) => [{ text: path, href: `${i18n.href(path)}?f=html` }, meaning])
				}
			]
		})
	};
};

export const conformance: Answerer = (asked) => {
	asked.refuseOthers();
	const { words } = asked;
	return {
		mediaType: 'application/json',
		content: async () => ({ conformsTo: classes, links: asked.ownLinks('application/json') }),
		page: async () => ({
			title: words.conformance,
			lead: [],
			sections: [{ columns: [words.columns.address], rows: classes.map((uri) => [uri]) }]
		})
	};
};
