import type { DataMessages } from '../sr-Cyrl/data.ts';

export default {
	title: 'Open data',
	lead: 'Everything that the map shows may be downloaded, copied and changed, with its source named.',
	download: 'Download',
	geojson: 'GeoJSON: for QGIS and other GIS programs',
	csv: 'CSV: for spreadsheets',
	filters: 'Filters in the address',
	filterRows: {
		bbox: 'west, south, east, north in degrees',
		state: 'state; may be repeated',
		type: 'type; may be repeated',
		operator: 'operator; may be repeated',
		since: 'changed on this day or later'
	},
	example: 'For example',
	fields: 'Fields',
	field: 'Field',
	meaning: 'Meaning',
	fieldRows: {
		id: "the camera's id: ten characters (Crockford base32)",
		geometry: 'point, WGS 84, longitude before latitude, six decimals',
		state: 'reported, verified, disputed or removed',
		freshness: (ageing, stale) =>
			`by days since the last confirmation: fresh, ageing from ${ageing}, stale from ${stale}`,
		type: 'fixed, dome, ptz (pan-tilt-zoom), plate_reader, unknown',
		mount: 'pole, wall, traffic_light, street_lamp, gantry, building, unknown',
		heading_deg: 'where it looks, degrees clockwise from north; empty is unknown',
		operator: 'who runs it: mup (police), city, municipality, transport, private, unknown',
		maker: 'huawei, dahua, hikvision, other, unknown',
		capabilities: 'as reported: face_recognition, plate_recognition, audio',
		sign_present: 'warning sign: yes, no, unknown',
		height_m: 'height above ground, m',
		accuracy_m: 'accuracy of the position, m',
		method: 'how it was placed: dragged, gps, imagery, coordinates',
		source: 'where the entry comes from: report, demonstration (an invented example)',
		first_reported_on: 'day of the first report',
		last_confirmed_on: 'day of the last confirmation',
		confirmations: 'number of confirmations',
		disputes: 'number of disputes',
		url: "the camera's page"
	},
	licences: 'Licences',
	dataLicence:
		'Data: Open Database License (ODbL) 1.0. Name “© Oko” and share what you change under the same licence.',
	codeLicence: 'Program: GNU AGPL 3.0 or later.',
	honest: 'Before you publish',
	honestText:
		'Say “reported cameras” and name the day. An empty area does not mean that there are no cameras. State and freshness tell for each camera how much is known.',
	demonstration:
		'This instance holds invented data: downloads are named DEMO-… and carry "demonstration": true.',
	api: 'Programs'
} satisfies DataMessages;
