import { en } from '../plural.ts';
import type { WordsMessages } from '../sr-Cyrl/words.ts';

export default {
	unknown: 'unknown',
	cameras: (n) => en(n, 'camera', 'cameras'),
	states: { reported: 'reported', verified: 'verified', disputed: 'disputed', removed: 'removed' },
	freshness: { fresh: 'fresh', ageing: 'ageing', stale: 'stale' },
	types: {
		fixed: 'fixed',
		dome: 'dome',
		ptz: 'pan-tilt-zoom (PTZ)',
		plate_reader: 'plate reader',
		unknown: 'unknown type'
	},
	mounts: {
		pole: 'pole',
		wall: 'wall',
		traffic_light: 'traffic light',
		street_lamp: 'street lamp',
		gantry: 'gantry over the road',
		building: 'building',
		unknown: 'unknown'
	},
	operators: {
		mup: 'MUP (police)',
		city: 'City of Belgrade',
		municipality: 'city municipality',
		transport: 'public transport',
		private: 'private owner',
		unknown: 'unknown'
	},
	makers: {
		huawei: 'Huawei',
		dahua: 'Dahua',
		hikvision: 'Hikvision',
		other: 'another maker',
		unknown: 'unknown'
	},
	capabilities: {
		face_recognition: 'face recognition',
		plate_recognition: 'plate recognition',
		audio: 'sound recording'
	},
	signs: { yes: 'yes', no: 'no', unknown: 'unknown' },
	methods: {
		dragged: 'placed on the map',
		gps: "the device's GPS",
		imagery: 'from imagery',
		coordinates: 'typed coordinates'
	},
	sources: { report: "a citizen's report", demonstration: 'an invented example' },
	events: {
		reported: 'reported',
		sighted: 'seen again',
		state_changed: 'state changed',
		hidden: 'hidden',
		restored: 'restored',
		withdrawn: 'report withdrawn',
		reviewed: 'checked',
		corrected: 'corrected',
		merged: 'merged into another entry'
	},
	complaints: {
		home: 'The camera is on a home',
		wrong: 'It is wrong, or not there',
		dangerous: 'The entry puts somebody in danger'
	},
	compass: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
	levels: { detect: 'detect', observe: 'observe', recognise: 'recognise', identify: 'identify' },
	readings: { glance: 'at a glance', zoomed: 'zoomed in' },
	standings: { all: 'all cameras', verified: 'verified only' }
} satisfies WordsMessages;
