import jsonld from 'jsonld';
import { expect, test } from 'vitest';
import { formatNames, formatPath } from '../../camera/formats.ts';
import { settings } from '../../camera/settings.fixture.ts';
import { locales } from '../../i18n/locale.ts';
import { catalogue, schemaOrg } from './datasets.ts';

const site = { origin: 'https://oko.example', today: '2026-12-01', settings };
const dcat = (name: string) => `http://www.w3.org/ns/dcat#${name}`;
const dct = (name: string) => `http://purl.org/dc/terms/${name}`;
type Node = Record<string, { '@id'?: string; '@value'?: unknown; '@language'?: string }[]> & {
	'@id': string;
	'@type': string[];
};

/** What DCAT-AP 3 makes mandatory, by class. */
const mandatory: Record<string, string[]> = {
	[dcat('Catalog')]: [dct('title'), dct('description'), dct('publisher')],
	[dcat('Dataset')]: [dct('title'), dct('description')],
	[dcat('Distribution')]: [dcat('accessURL')],
	[dcat('DataService')]: [dct('title'), dcat('endpointURL')],
	'http://xmlns.com/foaf/0.1/Agent': ['http://xmlns.com/foaf/0.1/name']
};

test('the catalogue is JSON-LD with all that DCAT-AP makes mandatory, and every format is in it', async () => {
	const flat = (await jsonld.flatten(catalogue(site))) as unknown as Node[];
	for (const [type, members] of Object.entries(mandatory)) {
		const nodes = flat.filter((node) => node['@type']?.includes(type));
		expect(nodes.length, type).toBeGreaterThan(0);
		for (const node of nodes)
			for (const member of members)
				expect(node[member]?.length, `${node['@id']} ${member}`).toBeGreaterThan(0);
	}
	const dataset = flat.find((node) => node['@id'] === 'https://oko.example/data#cameras');
	expect(dataset?.[dct('title')]?.map((title) => title['@language']).sort()).toEqual(
		locales.map((locale) => locale.toLowerCase()).sort()
	);
	expect(dataset?.[dcat('distribution')]?.map((one) => one['@id'])).toEqual(
		formatNames.map((name) => `https://oko.example${formatPath(name)}`)
	);
});

test('the page of downloads carries the same files for search engines', () => {
	for (const locale of locales) {
		const { distribution, name, url } = schemaOrg(site, locale);
		expect(distribution.map(({ contentUrl }) => contentUrl)).toEqual(
			formatNames.map((format) => `https://oko.example${formatPath(format)}`)
		);
		expect(/[а-я]/i.test(name)).toBe(locale === 'sr-Cyrl');
		expect(url).toContain('/data');
	}
});
