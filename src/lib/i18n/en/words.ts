import { en } from '../plural.ts';
import type { WordsMessages } from '../sr-Cyrl/words.ts';

export default {
	unknown: 'unknown',
	cameras: (n) => en(n, 'camera', 'cameras'),
	kinds: {
		fixed: 'Fixed camera',
		dome: 'Dome camera',
		ptz: 'PTZ camera',
		plate_reader: 'Plate reader',
		unknown: 'Camera'
	},
	at: (lat, lng) => `${lat}° N, ${lng}° E`,
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
		home: 'The camera is on a private house or flat',
		wrong: 'The entry is wrong, or the camera is not there',
		dangerous: 'The entry puts somebody in danger'
	},
	compass: ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west'],
	levels: {
		overview: 'overview',
		outline: 'outline',
		discern: 'discern',
		perceive: 'perceive',
		characterise: 'characterise',
		validate: 'validate',
		scrutinise: 'scrutinise'
	},
	readings: { glance: 'at a glance', zoomed: 'zoomed in' },
	standings: { all: 'all cameras', verified: 'verified only' }
} satisfies WordsMessages;
