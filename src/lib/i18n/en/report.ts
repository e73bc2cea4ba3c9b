import { en } from '../plural.ts';
import type { ReportMessages } from '../sr-Cyrl/report.ts';

export default {
	title: 'Report a camera',
	steps: {
		place: 'Where is it, and where does it look?',
		what: 'What do you see?',
		send: 'Send'
	},
	step: (step, steps) => `Step ${step} of ${steps}`,
	place:
		'Move the map until the crosshair is on the camera. Turn the handle to where it looks, if you see it.',
	typing: 'Type it instead',
	placeKeyboard: 'By keyboard: arrows move the map, + and − zoom. Or enter coordinates.',
	gps: 'My location',
	gpsSearching: 'Looking for your position…',
	gpsFailed: 'Or move the map, or enter coordinates.',
	gpsCoarse: (metres) =>
		`The device knows only to ${metres} m where it is. Move the map to the camera, or enter coordinates.`,
	gpsAccuracy: (metres) => `The device is accurate to ${metres} m.`,
	gpsOutside: 'The device is outside Belgrade. Move the map to the camera.',
	position: 'Position',
	positionHint: 'for example 44.8178, 20.4573 or 44°49′04″N 20°27′26″E, or a link to a map',
	positionShow: 'Go',
	zoomIn: 'Zoom in to hit the place exactly.',
	headingUnknown: 'Unknown',
	onDwelling: 'Is it on a private house or flat?',
	yes: 'yes',
	no: 'no',
	note: 'Note to the moderator',
	noteHint: (chars, days) => `at most ${chars} characters; not published, deleted after ${days} days`,
	publish: 'When should it appear on the map?',
	publishNow: 'now',
	publishLater: 'at a random time within 24 hours',
	publishWhy:
		'If you are there now, choose a random time, or send it later from home: then nobody learns who stood under it.',
	published:
		'We publish place, facts and day under the ODbL 1.0, never who you are. Anybody can copy it, so it cannot be taken back entirely.',
	send: 'Send the report',
	sending: 'Sending…',
	solving: 'Preparing (a few seconds)…',
	looking: 'Looking for known cameras…',
	moreFacts: 'More, if you know',
	dayAndNote: 'Another day, or a note',
	optional: 'optional',
	near: (n) =>
		n === 1
			? 'There is already a known camera close by. Is it the same one?'
			: 'There are already known cameras close by. Is it one of them?',
	nearItem: (type, distance) => `${type}, ${distance} m away`,
	headingOf: (degrees) => `looks towards ${degrees}°`,
	headingNone: 'heading unknown',
	probable: 'probably the same',
	same: 'It is this one',
	another: 'It is another one',
	done: 'Thank you. The camera is reported.',
	doneSame: 'Thank you. We noted that the camera was seen.',
	doneNow: 'The camera is on the map.',
	doneLater: 'The camera will appear on the map at a random time within 24 hours. You see it now.',
	doneHeld:
		'The report waits for a moderator: the camera will appear on the map if a moderator publishes it.',
	undo: 'Withdraw the report',
	undoFor: (minutes) => `You can withdraw it for another ${minutes} ${en(minutes, 'minute', 'minutes')}.`,
	undone: 'The report was withdrawn.',
	more: 'Report another',
	see: 'See the camera',
	fix: 'Correct the marked fields. Everything that you entered is here.',
	plain: 'Plain form',
	crosshair: 'Crosshair: the middle of the map',
	resumed: 'You are continuing the report that you began.',
	afresh: 'Start afresh'
} satisfies ReportMessages;
