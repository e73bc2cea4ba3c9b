import { en } from '../plural.ts';
import type { DeskMessages } from '../sr-Cyrl/desk.ts';

export default {
	title: 'The moderators’ desk',
	lead: 'Here moderators see what waits, and take off the map what may not stay. Each act is an event in the entry’s history and can be undone.',
	signIn: 'This takes a moderator’s key. Sign in on the page Account.',
	toAccount: 'To the page Account',
	notYou: 'Your account is no moderator’s.',
	nobody:
		'There is no moderator yet, and so no trust: without one nobody becomes trusted. Whoever runs this map adds the first with this command on the server:',
	clock: {
		behind:
			'The database’s clock is wrong: it stands before the day of the newest entry. Until it is right, nothing is published later, deleted or closed.',
		jumped:
			'The database’s clock has jumped by more than two days. Until it is right, nothing is published later, deleted or closed.'
	},
	empty: 'Nothing waits.',
	bursts: 'Bursts',
	burstsText:
		'Several people, new ones among them, who say the same within a short time, or many acts of one network. That is no proof of abuse, but a reason to look.',
	people: {
		present: (n, fresh) => `${n} ${en(n, 'says', 'say')} that it is there, ${fresh} of them new`,
		absent: (n, fresh) => `${n} ${en(n, 'says', 'say')} that it is gone, ${fresh} of them new`
	},
	network: (acts) => `One network, ${acts} ${en(acts, 'act', 'acts')}`,
	disputed: 'Disputed',
	sums: (present, absent) => `weight: there ${present}, gone ${absent}`,
	survey: {
		title: 'Looked and found none',
		text: 'Only moderators see single ones. What is removed does not count, and can be restored.',
		item: (m2: string, day: string) => `${m2} m², ${day}`,
		received: (day: string) => `received ${day}`,
		cameras: (n: number) => `${n} ${en(n, 'known camera', 'known cameras')} on its ground`,
		outline: 'Shape of the ground',
		map: 'On the map',
		remove: 'Remove',
		restore: 'Restore',
		removed: 'removed',
		done: { removeSurvey: 'It was removed.', restoreSurvey: 'It counts again.' }
	},
	complaints: 'Complaints',
	close: 'Dealt with',
	notes: 'Notes to reports',
	deleted: (day) => `deleted on ${day}`,
	reported: 'New',
	hidden: 'Hidden and merged',
	mergedInto: 'merged into',
	restore: 'Back onto the map',
	act: 'Act',
	hide: 'Hide',
	reason: 'Reason, which everybody sees',
	merge: 'Merge',
	into: 'Id of the entry that stays',
	done: {
		hide: (id) => `Entry ${id} is hidden.`,
		restore: (id) => `Entry ${id} is back on the map.`,
		merge: (id) => `Entry ${id} is merged into another.`,
		close: () => 'The complaint is dealt with.',
		reopen: () => 'The complaint is open again.',
		publish: () => 'The report is published.',
		refuse: () => 'The report is refused.',
		wait: () => 'The report waits again.',
		undoFlood: () => 'The flood is back on the map.'
	},
	waiting: 'Reports beside what is hidden',
	waitingText:
		'Within 15 m stands something that moderators hid. Nobody sees the report until one publishes it; if nobody decides, it is deleted.',
	besides: 'beside',
	publish: 'Publish',
	refuse: 'Refuse',
	all: (n) => `All (${n})`,
	older: 'On',
	newer: 'Back',
	toDesk: 'Back to the desk',
	takenBack: 'Floods taken back',
	undo: 'Undo'
} satisfies DeskMessages;
