import { en } from '../plural.ts';
import type { SurveyMessages } from '../sr-Cyrl/survey.ts';

export default {
	title: 'Looked here, found no camera',
	lead: 'An empty place on the map does not mean that there are no cameras: perhaps nobody has looked. Say where you went or what you looked over without finding a camera that is not on the map.',
	first: 'If you found a camera that is not on the map, report it first.',
	typeIt: 'Paste coordinates or GPX into a form',
	shape: 'What did you look at?',
	shapes: { line: 'the way that you went', area: 'an area that you looked over entirely' },
	shapeHints: {
		line: (metres: string) => `${metres} m on each side count`,
		area: 'exactly what you draw counts'
	},
	drawn: 'Positions',
	drawnHint: (corners: string, chars: string) =>
		`One a line, for example 44.8178, 20.4573; or a whole GeoJSON or GPX. Of several lines the longest is taken. At most ${corners} points and ${chars} characters.`,
	day: 'Day on which you looked',
	dayHint: 'At most a year ago. For imagery: the day on which it was taken.',
	method: 'How did you look?',
	methods: { on_foot: 'on foot', vehicle: 'from a vehicle or bicycle', imagery: 'in street imagery' },
	publish: 'When should it count?',
	publishWhy: 'If you are there now, choose a random time: then nobody learns when you passed.',
	privacy:
		'Your way is not published: the map only shows how much of each square of 250 m was looked at, and in which month last. The ground looked at is kept without a name or a time, and deleted after a year; until then moderators see it too. Start and finish away from home.',
	length: (metres: string, most: string) => `Length ${metres} m, at most ${most} m.`,
	size: (m2: string, most: string) => `Area ${m2} m², at most ${most} m².`,
	tooFew: { line: 'Add at least two points.', area: 'Add at least three points.' },
	send: 'Send',
	done: 'Thank you. What you looked at is recorded.',
	doneLooked: (m2: string) => `Ground: ${m2} m². Ground around known cameras does not count.`,
	doneNow: 'The survey counts from now on.',
	doneLater: 'The survey will count from a random time within 24 hours.',
	undo: 'Withdraw',
	undoFor: (minutes: number) =>
		`You can withdraw the survey for another ${minutes} ${en(minutes, 'minute', 'minutes')}.`,
	undone: 'The survey was withdrawn and deleted.',
	more: 'Add another survey'
} satisfies SurveyMessages;
