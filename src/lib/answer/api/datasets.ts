import type { Day } from '../../camera/day.ts';
import { formatNames, formatPath, formats } from '../../camera/formats.ts';
import { fields, namesWith } from '../../camera/record.ts';
import type { Settings } from '../../camera/settings.ts';
import { apiWords, type DatasetName } from '../../i18n/api.ts';
import { dataWords } from '../../i18n/data.ts';
import { locales, localePath, type Locale } from '../../i18n/locale.ts';

/** A file of a dataset. */
interface Distribution {
	path: string;
	title: string;
	/** without parameters */
	mediaType: string;
}

/** What there is to download, by dataset: the formats of the record come from their table. */
const distributions: Record<DatasetName, Distribution[]> = {
	cameras: formatNames.map((name) => ({
		path: formatPath(name),
		title: formats[name].title,
		mediaType: formats[name].mediaType.replace(/;.*/, '')
	})),
	coverage: [{ path: '/data/coverage.geojson', title: 'GeoJSON', mediaType: 'application/geo+json' }],
	areas: [{ path: '/data/areas.geojson', title: 'GeoJSON', mediaType: 'application/geo+json' }],
	log: [{ path: '/data/log.jsonl', title: 'JSON Lines', mediaType: 'application/x-ndjson' }]
};
const names = Object.keys(distributions) as DatasetName[];

const licence = 'https://opendatacommons.org/licenses/odbl/1-0/';
/** of the EU's authority tables */
const authority = 'http://publications.europa.eu/resource/authority';

/** What a catalogue says of a site. */
export interface Site {
	/** without a trailing slash */
	origin: string;
	today: Day;
	settings: Settings;
}

/** The record as a Dataset of schema.org, for search engines that read the page of downloads. */
export function schemaOrg({ origin, today, settings }: Site, locale: Locale) {
	const { title, description } = apiWords(locale).datasets.cameras;
	return {
		'@context': 'https://schema.org/',
		'@type': 'Dataset',
		name: title,
		description,
		url: origin + localePath('/data', locale),
		license: licence,
		isAccessibleForFree: true,
		creator: { '@type': 'Organization', name: 'Oko', url: origin },
		dateModified: today,
		inLanguage: locales,
		keywords: apiWords(locale).keywords,
		measurementTechnique: origin + localePath('/method', locale),
		variableMeasured: namesWith(fields, 'inDownload'),
		spatialCoverage: {
			'@type': 'Place',
			name: 'Beograd',
			geo: {
				'@type': 'GeoShape',
				// South, west, north, east.
				box: [
					settings.area_south_deg,
					settings.area_west_deg,
					settings.area_north_deg,
					settings.area_east_deg
				].join(' ')
			}
		},
		distribution: distributions.cameras.map(({ path, mediaType }) => ({
			'@type': 'DataDownload',
			contentUrl: origin + path,
			encodingFormat: mediaType
		}))
	};
}

/** Everything that there is to download as a catalogue in DCAT-AP 3 (JSON-LD, with its context in it). */
export function catalogue({ origin, today, settings }: Site) {
	const inEach = (words: (locale: Locale) => string) =>
		locales.map((locale) => ({ '@language': locale, '@value': words(locale) }));
	const publisher = {
		'@id': `${origin}/about`,
		'@type': 'foaf:Agent',
		'foaf:name': inEach(() => 'Oko')
	};
	const day = (value: Day) => ({ '@type': 'xsd:date', '@value': value });
	const shared = {
		'dct:publisher': publisher,
		'dct:license': { '@id': licence },
		'dct:modified': day(today)
	};
	const { area_west_deg: west, area_south_deg: south, area_east_deg: east, area_north_deg: north } = settings;
	const box = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	return {
		'@context': {
			dcat: 'http://www.w3.org/ns/dcat#',
			dct: 'http://purl.org/dc/terms/',
			foaf: 'http://xmlns.com/foaf/0.1/',
			xsd: 'http://www.w3.org/2001/XMLSchema#',
			geo: 'http://www.opengis.net/ont/geosparql#'
		},
		'@id': `${origin}/data/catalogue.jsonld`,
		'@type': 'dcat:Catalog',
		'dct:title': inEach(() => 'Oko'),
		'dct:description': inEach((locale) => dataWords(locale).lead),
		'foaf:homepage': { '@id': origin },
		...shared,
		'dcat:dataset': names.map((name) => ({
			'@id': `${origin}/data#${name}`,
			'@type': 'dcat:Dataset',
			'dct:identifier': `${origin}/data#${name}`,
			'dct:title': inEach((locale) => apiWords(locale).datasets[name].title),
			'dct:description': inEach((locale) => apiWords(locale).datasets[name].description),
			'dcat:keyword': locales.flatMap((locale) =>
				apiWords(locale).keywords.map((word) => ({ '@language': locale, '@value': word }))
			),
			'dcat:theme': { '@id': `${authority}/data-theme/JUST` },
			'dct:accrualPeriodicity': { '@id': `${authority}/frequency/UPDATE_CONT` },
			'dct:accessRights': { '@id': `${authority}/access-right/PUBLIC` },
			'dcat:landingPage': { '@id': `${origin}/data` },
			'dct:spatial': {
				'@type': 'dct:Location',
				'dcat:bbox': {
					'@type': 'geo:wktLiteral',
					'@value': `POLYGON((${box.map((corner) => corner.join(' ')).join(', ')}))`
				}
			},
			...shared,
			'dcat:distribution': distributions[name].map(({ path, title, mediaType }) => ({
				'@id': origin + path,
				'@type': 'dcat:Distribution',
				'dct:title': title,
				'dcat:accessURL': { '@id': origin + path },
				'dcat:downloadURL': { '@id': origin + path },
				'dcat:mediaType': { '@id': `https://www.iana.org/assignments/media-types/${mediaType}` },
				'dct:license': { '@id': licence }
			}))
		})),
		'dcat:service': {
			'@id': `${origin}/ogc`,
			'@type': 'dcat:DataService',
			'dct:title': 'OGC API – Features',
			'dcat:endpointURL': { '@id': `${origin}/ogc` },
			'dcat:endpointDescription': { '@id': `${origin}/ogc/api` },
			'dcat:servesDataset': names
				.filter((name) => name !== 'log')
				.map((name) => ({ '@id': `${origin}/data#${name}` })),
			'dct:license': { '@id': licence }
		}
	};
}
