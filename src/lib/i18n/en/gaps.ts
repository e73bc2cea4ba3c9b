import { en } from '../plural.ts';
import type { GapsMessages } from '../sr-Cyrl/gaps.ts';

export default {
	heading: 'Where somebody looked, and where nobody did',
	last: 'last looked at:',
	ages: (oldest, old, months) => [
		`${old}–${oldest} months ago`,
		`${months}–${old} months`,
		`up to ${months} months`
	],
	fainter: 'fainter: less than half',
	unlooked: 'nobody looked',
	classesOf: 'share of a municipality looked at:',
	streets: { unlooked: 'street: nobody', part: 'perhaps', looked: 'looked at' },
	method:
		'The colour says when somebody last looked there and, as they say, found no camera that is not on the map. Dots are where nobody has said that they looked: there may be a camera. After a year what was looked at is deleted.',
	streetMethod:
		'A street is as the square of 250 m that it passes through: which streets of it were looked at is not known.',
	reader: 'The place in the middle of the map, or the one you press:',
	cell: (side, share, month) => `A square of ${side} m: ${share} looked at, last in ${month}`,
	never: 'Nobody has said that they looked here. There may be a camera.',
	cameras: (byState) => `In the square: ${byState}.`,
	area: (name, least, most) =>
		least === most
			? `${name}: ${most} looked at within a year.`
			: `${name}: at least ${least}, at most ${most} looked at within a year.`,
	next: {
		title: 'Walk these next',
		streets: 'Streets around the middle of the map that nobody looked at, those that most people use first.',
		squares:
			'Places on the map with the most cameras and the least looked at: where there are some, there are probably more.',
		plain: 'Where nobody looked',
		plainLead:
			'Places with the most cameras and the least looked at within a year. Where there are some, there are probably more.',
		closer: 'Zoom in to see streets.',
		street: (metres) => `about ${metres} m not looked at`,
		square: (n, cameras, share) => `${cameras} ${en(n, 'camera', 'cameras')}, ${share} looked at`,
		near: (place) => `around ${place}`,
		position: (lat, lng) => `${lat}, ${lng}`,
		none: 'There is nothing to suggest in this view.',
		onMap: 'Show on the map',
		record: 'When you have walked, record where you looked:'
	}
} satisfies GapsMessages;
