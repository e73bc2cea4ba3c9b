import { en } from '../plural.ts';
import type { FloodMessages } from '../sr-Cyrl/flood.ts';

export default {
	title: 'Take back a flood',
	lead: 'One act takes back what came from an area between two days. First you see what would go. The act can be undone.',
	kind: 'What',
	kinds: { reports: 'new entries', surveys: 'surveys that found no camera' },
	from: 'From the day',
	to: 'To the day',
	middle: 'Middle of a circle',
	radius: 'Radius in metres',
	or: 'or',
	strict: 'also what only new people, or reports of the same days, have confirmed',
	kept: 'Ids of entries that stay',
	show: 'Show',
	count: (n, text) => `${text} ${en(n, 'entry', 'entries')} would go.`,
	most: (n) => `One act takes back at most ${n}.`,
	none: 'There is nothing to take back.',
	spared: {
		confirmed: (n) => `others confirmed: ${n}`,
		seen: (n) => `reported again: ${n}`,
		own: (n) => `you reported: ${n}`,
		kept: (n) => `left out: ${n}`
	},
	stays: 'What stays:',
	take: 'Take back',
	entries: (n, written) => `${written} ${en(n, 'entry', 'entries')}`,
	done: (n, written) => `Taken back: ${written} ${en(n, 'entry', 'entries')}.`,
	undone: (day) => `undone on ${day}`,
	circle: (metres, position) => `${metres} m around ${position}`
} satisfies FloodMessages;
