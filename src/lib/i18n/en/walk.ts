import { en } from '../plural.ts';
import type { WalkMessages } from '../sr-Cyrl/walk.ts';

const cameras = (n: number) => en(n, 'camera', 'cameras');
const sentence = (verb: string, least: string, most: string, n: number) => {
	const could = `${most} ${cameras(n)} could ${verb}`;
	if (least === most) return `${could}.`;
	if (least === '0') return `At most ${could}, perhaps none.`;
	return `At least ${least} and at most ${could}.`;
};

export default {
	title: 'My walk',
	lead: 'Draw your way or import a GPX file: your browser works out which cameras could see you, where, and for how long.',
	privacy: 'The way does not leave this browser, which forgets it when you close the walk or the tab.',
	import: 'Import GPX',
	imported: (points, written) =>
		`A way of ${written} ${en(points, 'point', 'points')} was imported; zoom in to move them.`,
	longest: (n, written) =>
		`The file has ${written} ${en(n, 'track or route', 'tracks or routes')}: the longest was taken.`,
	joined: 'Gaps in the recording are joined by straight lines.',
	cutOff: 'The file is cut off: the way ends where the file ends.',
	partlyOutside: 'Part of the way is outside Belgrade, where the map has no cameras.',
	show: 'Show the way on the map',
	showHint:
		'The map then asks our server for the pieces of map around the way, and the address of the page shows the view.',
	bad: {
		too_large: (megabytes) => `The file is larger than ${megabytes} MB.`,
		unreadable: 'The file could not be read. Copy it to this device and choose it again.',
		not_gpx: 'This is not a valid GPX file.',
		no_position: 'The positions in this file cannot be read.',
		no_track: 'The file has no track or route of at least two points.',
		too_many_points: (points) => `The way has more than ${points} points. Shorten or thin it out.`,
		outside_area: 'The whole way is outside Belgrade, where the map has no cameras.'
	},
	loading: (read, of) => `Cameras are loading: ${read} of ${of}`,
	failed: 'The cameras did not load, so the way cannot be checked yet. What you drew is kept.',
	empty: 'Add at least two points.',
	level: 'On the map',
	levelHints: {
		outline: 'that you are there',
		discern: 'what you do',
		characterise: 'you, if known',
		validate: 'who you are',
		scrutinise: 'who you are, beyond doubt'
	},
	reading: 'Lens of cameras that zoom',
	standing: 'Which cameras count',
	length: (metres, minutes) => `The way is ${metres} m long: a walk of ${minutes} min.`,
	sentence: {
		outline: (...range) => sentence('see that you are there', ...range),
		discern: (...range) => sentence('see what you do', ...range),
		characterise: (...range) => sentence('recognise you if they know you', ...range),
		validate: (...range) => sentence('tell who you are', ...range),
		scrutinise: (...range) => sentence('tell who you are beyond doubt', ...range)
	},
	inView: (leastMetres, mostMetres, leastMinutes, mostMinutes) =>
		leastMetres === mostMetres || leastMetres === '0'
			? `You are in view for ${leastMetres === mostMetres ? '' : 'at most '}${mostMetres} m (${mostMinutes} min).`
			: `You are in view for at least ${leastMetres} m (${leastMinutes} min) and at most ${mostMetres} m (${mostMinutes} min).`,
	none: 'At this level no reported camera sees the way. That does not mean there are none: the map knows only reported ones.',
	table: 'What cameras can do: at least – at most',
	columns: { cameras: 'Cameras', metres: 'Metres', minutes: 'Minutes' },
	range: (least, most) => (least === most ? least : `${least} – ${most}`),
	list: 'Which and where',
	listNote:
		'Figures are metres from the start of the way. A camera opens in a new tab; only then do you ask our server for its page.',
	certain: 'at least',
	possible: 'at most',
	span: (from, to) => `${from} – ${to}\u00a0m`,
	all: (n, written) => `Show all: ${written} ${cameras(n)}`,
	legend: {
		least: 'in view, also by the lowest estimate',
		most: 'perhaps in view: only by the highest estimate',
		cameras: 'a camera that sees the way'
	},
	method: 'How this is worked out',
	methodText: (speed, range, standard, densities, isCut) => [
		`A view follows from the type and heading of a camera by ${standard} (${densities} pixels per metre), with an assumed lens; we know where a camera stands, not which model it is.`,
		'“At least” counts only what follows from the record: a fixed camera of unknown heading then sees nothing. “At most” counts it in all directions, and an unknown type as a camera that turns.',
		`Only where the way passes through a view counts: a camera in the next street that looks along that street does not. We assume that no camera sees farther than ${range} m. ${isCut ? 'Buildings cut “at least”, not “at most”; trees are left out.' : 'Buildings, trees and height are left out, so “at least” is too much in places.'}`,
		`We assume that you walk at ${speed} km/h. If you pass a place twice, you are in view twice.`
	]
} satisfies WalkMessages;
