import { municipalityNames } from '../../camera/municipalities.ts';
import type { RecordWords } from '../record-words.ts';

/** The words of a camera's record, field by field: see $lib/camera/record. */
const record: RecordWords = {
	state: {
		name: 'State',
		meaning: 'what people have established',
		values: { reported: 'reported', verified: 'verified', disputed: 'disputed', removed: 'removed' }
	},
	freshness: {
		name: 'Freshness',
		meaning: (ageing, stale) =>
			`by days since the last confirmation: ageing from ${ageing}, stale from ${stale}`,
		values: { fresh: 'fresh', ageing: 'ageing', stale: 'stale' }
	},
	type: {
		name: 'Type',
		ask: 'Type of camera',
		meaning: 'what kind of camera it is',
		values: {
			fixed: 'fixed',
			dome: 'dome',
			ptz: 'pan-tilt-zoom (PTZ)',
			plate_reader: 'plate reader',
			unknown: 'unknown type'
		},
		looks: {
			fixed:
				'A long housing on a bracket, with a hood over the lens. It always looks the same way: where the lens points is its heading.',
			dome: 'A dark half-sphere on a ceiling, under a canopy or on a wall. You cannot see where it looks, so leave the heading unknown.',
			ptz: 'A ball that hangs from the end of an arm on a pole. It turns and zooms, so it looks many ways in a day.',
			plate_reader:
				'One or more boxes above a traffic lane, often with infrared lamps beside the lens. It looks down, at the plates.'
		}
	},
	mount: {
		name: 'Mount',
		ask: 'What it is mounted on',
		meaning: 'what it is mounted on',
		values: {
			pole: 'pole',
			wall: 'wall',
			traffic_light: 'traffic light',
			street_lamp: 'street lamp',
			gantry: 'gantry over the road',
			building: 'building',
			unknown: 'unknown'
		}
	},
	heading_deg: {
		name: 'Heading',
		ask: 'Heading in degrees from north',
		hint: '0 is north, 90 east; empty if you do not know',
		meaning: 'where it looks, degrees clockwise from north; empty is unknown'
	},
	operator: {
		name: 'Operator',
		ask: 'Who runs it',
		meaning: 'who runs it',
		values: {
			mup: 'MUP (police)',
			city: 'City of Belgrade',
			municipality: 'city municipality',
			transport: 'public transport',
			private: 'private owner',
			unknown: 'unknown'
		}
	},
	maker: {
		name: 'Maker',
		ask: 'Maker',
		meaning: 'who made it',
		values: {
			huawei: 'Huawei',
			dahua: 'Dahua',
			hikvision: 'Hikvision',
			other: 'another maker',
			unknown: 'unknown'
		}
	},
	capabilities: {
		name: 'Reported capabilities',
		ask: 'Capabilities (if you know)',
		meaning: 'what it can do, as reported',
		values: {
			face_recognition: 'face recognition',
			plate_recognition: 'plate recognition',
			audio: 'sound recording'
		}
	},
	sign_present: {
		name: 'Warning sign',
		ask: 'Is there a warning sign?',
		meaning: 'whether a sign warns of it',
		values: { yes: 'yes', no: 'no', unknown: 'unknown' }
	},
	height_m: {
		name: 'Height',
		ask: 'Height in metres',
		hint: 'from 1 to 30',
		meaning: 'height above ground, m'
	},
	accuracy_m: {
		name: 'Accuracy of the position',
		ask: 'Accuracy of the position in metres',
		meaning: 'accuracy of the position, m'
	},
	method: {
		name: 'How it was placed',
		meaning: 'how it was placed; empty is unknown',
		values: {
			dragged: 'placed on the map',
			gps: "the device's GPS",
			imagery: 'from imagery',
			coordinates: 'typed coordinates'
		}
	},
	place: {
		name: 'Place',
		meaning: 'the street or the quarter at the position; empty where nobody can name it'
	},
	municipality: {
		name: 'Municipality',
		meaning: 'in which municipality it stands; empty while no boundaries are loaded',
		values: municipalityNames('en')
	},
	source: {
		name: 'Source',
		meaning: 'where the entry comes from',
		values: { report: "a citizen's report", demonstration: 'an invented example' }
	},
	start_date: {
		name: 'Stands since',
		ask: 'Since when it stands',
		hint: 'a year, a month or a day: 2019, 2019-03 or 2019-03-15',
		meaning:
			'since when the camera stands there, as reported: a year, a month or a day; not the day of the report'
	},
	first_reported_on: { name: 'First reported', meaning: 'day of the first report' },
	observed_on: {
		name: 'Last seen',
		ask: 'Day on which you saw it',
		hint: 'from 2010 to today; empty if you are not sure'
	},
	last_confirmed_on: { name: 'Last confirmed', meaning: 'day of the last confirmation' },
	confirmations: { name: 'Confirmations', meaning: 'number of confirmations' },
	disputes: { name: 'Disputes', meaning: 'number of disputes' },
	changed_on: { name: 'Last change' },
	url: { name: 'Page', meaning: "the camera's page" }
};
export default record;
