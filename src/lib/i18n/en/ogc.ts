import type { OgcMessages } from '../sr-Cyrl/ogc.ts';
import { en } from '../plural.ts';

export default {
	title: 'Reported cameras: OGC API – Features',
	lead: 'QGIS, GDAL and other GIS programs read the data of the map here, by the standard OGC API – Features. Give the program the address of this page.',
	parts: 'What is here',
	conformance: 'Classes of the standard that the server conforms to',
	api: 'Description of the addresses (OpenAPI 3.0)',
	collections: 'Collections',
	items: 'Data',
	itemsOf: (title) => `${title}: data`,
	queryables: (title) => `${title}: what can be filtered by`,
	schema: (title) => `${title}: fields`,
	asJson: 'The same page as JSON',
	toCollection: 'About the collection',
	titles: { cameras: 'Cameras', coverage: 'Watched ground', areas: 'Municipalities' },
	descriptions: {
		cameras:
			'Reported cameras. A date (datetime) selects cameras from the day of the first report to the day of the last public change.',
		coverage:
			'Squares of 250 m with the ground that cameras could watch: level “outline”, without zoom, all cameras that stand.',
		areas:
			'City municipalities with their cameras and watched ground. Without loaded boundaries the collection is empty.'
	},
	columns: {
		collection: 'Collection',
		address: 'Address',
		meaning: 'Meaning',
		property: 'Field',
		kind: 'Kind',
		values: 'Values'
	},
	shown: (n, shown, matched) => `Shown: ${shown} of ${matched} ${en(n, 'item', 'items')}.`,
	shownOnly: (shown) => `Items shown: ${shown}.`,
	cut: (most) => `At most ${most} items come at once. The others are on the next page.`,
	faults: {
		syntax: (position) => `The filter cannot be read from character ${position} on.`,
		json: 'The filter is not CQL2 in its JSON encoding.',
		tooLong: 'The filter is longer than 10,000 characters.',
		tooDeep: 'The filter has too many parentheses within each other.',
		unknownProperty: (name) => `“${name}” is not a field that can be filtered by.`,
		unknownOperator: (name) => `There is no operator or function “${name}” here.`,
		wrongType: (name) => `The value is of another kind: “${name}”.`,
		badLiteral: (name) => `There is no such day, place or shape: “${name}”.`
	},
	parameters: {
		f: 'form of the answer: json or html',
		limit: 'the most items on a page; more than 10,000 are cut to 10,000',
		bbox: 'a box: two positions, in the order of the axes of the system',
		'bbox-crs': 'coordinate system of the box',
		datetime: 'a day, an instant or a span: 2026-11-01, 2026-01-01/.., ../2025-12-31',
		crs: 'coordinate system of the answer',
		filter: 'a filter in the language CQL2',
		'filter-lang': 'encoding of the filter',
		'filter-crs': 'coordinate system in the filter',
		after: 'items behind this id',
		before: 'items before this id',
		offset: 'how many items are passed over; after is faster'
	}
} satisfies OgcMessages;
