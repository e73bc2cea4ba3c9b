import type { DataMessages } from '../sr-Cyrl/data.ts';
import common from './common.ts';

export default {
	title: 'Open data',
	lead: 'Everything that the map shows may be downloaded, copied and changed, if you name the source.',
	download: 'Download',
	forWhom: {
		csv: 'spreadsheets and statistics',
		geojson: 'QGIS, web maps, programs',
		kml: 'Google Earth',
		gpx: 'navigation, without removed cameras',
		fgb: 'QGIS, when only a part is needed',
		parquet: 'analysis: DuckDB, Python, R',
		geojsons: 'programs that read line by line',
		pmtiles: 'a web map on your own server'
	},
	forReader: { excel: { title: 'CSV for Excel', whom: 'Excel, with every letter right' } },
	filters: 'Filters in the address',
	filterRows: {
		bbox: 'west, south, east, north in degrees',
		state: 'state; may be repeated',
		type: 'type; may be repeated',
		operator: 'operator; may be repeated',
		municipality: 'city municipality, where boundaries are loaded; may be repeated',
		maker: 'maker; may be repeated',
		capability: 'reported capability; may be repeated: a camera with any of them',
		freshness: 'freshness; may be repeated',
		sign: 'whether a sign warns of it; may be repeated',
		since: 'changed on this day or later'
	},
	example: 'For example',
	fields: 'Fields',
	field: 'Field',
	meaning: 'Meaning',
	id: "the camera's id: ten characters (Crockford base32)",
	geometry: 'point, WGS 84, longitude before latitude, six decimals; in CSV the columns lon and lat',
	licences: 'Licences',
	dataLicence: `Data: Open Database License (ODbL) 1.0. Name “${common.attribution}” and share your changes under the same licence.`,
	codeLicence: 'Program: GNU AGPL 3.0 or later.',
	honest: 'Before you publish',
	honestText:
		'Say “reported cameras” and name the day. An empty area does not mean that there are no cameras. State and freshness say how much is known of each camera.',
	demonstration:
		'The data on this map is invented: downloads are named DEMO-… and carry "demonstration": true.'
} satisfies DataMessages;
