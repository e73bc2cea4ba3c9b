import { en } from '../plural.ts';
import type { DeskMessages } from '../sr-Cyrl/desk.ts';

export default {
	title: 'The moderators’ desk',
	lead: 'Here moderators see what is waiting, and take off the map what must not stay. Each act is an event in the entry’s history and can be undone.',
	signIn: 'You need a moderator’s key for this. Sign in on the Account page.',
	toAccount: 'To the Account page',
	notYou: 'Your account is not a moderator’s.',
	nobody:
		'There is no moderator yet, and without a moderator nobody becomes trusted. The operator of this map adds the first one with this command on the server:',
	clock: {
		behind:
			'The database’s clock is wrong: it shows a day before that of the newest entry. Until it is right, nothing is published later, deleted or closed.',
		jumped:
			'The database’s clock has jumped by more than two days. Until it is right, nothing is published later, deleted or closed.'
	},
	empty: 'Nothing is waiting.',
	sections: 'Lists of the desk',
	bursts: 'Bursts',
	burstsText:
		'A burst is when several people, some of them new, say the same within a short time, or when one network acts many times. A burst is no proof of abuse, but a reason to look.',
	people: {
		present: (n, written, _fresh, freshWritten) =>
			`${written} ${en(n, 'person says', 'people say')} that it is there, ${freshWritten} of them new`,
		absent: (n, written, _fresh, freshWritten) =>
			`${written} ${en(n, 'person says', 'people say')} that it is gone, ${freshWritten} of them new`
	},
	network: (n, written) => `One network, ${written} ${en(n, 'act', 'acts')}`,
	disputed: 'Disputed',
	reviews: (n, written, present, absent) =>
		`${written} ${en(n, 'review', 'reviews')}: ${present} there, ${absent} gone`,
	survey: {
		title: 'Looked, found no camera',
		text: 'Only moderators see single surveys. A removed survey does not count, and can be restored.',
		item: (m2: string, day: string) => `${m2} m², ${day}`,
		received: (day: string) => `received ${day}`,
		cameras: (n: number) => `${n} ${en(n, 'known camera', 'known cameras')} on the ground looked at`,
		outline: 'Shape of the ground looked at',
		map: 'On the map',
		remove: 'Remove',
		restore: 'Restore',
		removed: 'removed',
		done: { removeSurvey: 'The survey was removed.', restoreSurvey: 'The survey counts again.' }
	},
	complaints: 'Complaints',
	close: 'Resolve',
	notes: 'Notes on reports',
	deleted: (day) => `deleted on ${day}`,
	reported: 'New',
	hidden: 'Hidden and merged',
	mergedInto: 'merged into',
	restore: 'Put back on the map',
	act: 'Actions',
	hide: 'Hide',
	reason: 'Reason (public)',
	merge: 'Merge',
	into: 'Id of the entry that stays',
	done: {
		hide: (id) => `Entry ${id} is hidden.`,
		restore: (id) => `Entry ${id} is back on the map.`,
		merge: (id) => `Entry ${id} is merged into another.`,
		close: () => 'The complaint is resolved.',
		reopen: () => 'The complaint is open again.',
		publish: () => 'The report is published.',
		refuse: () => 'The report is refused.',
		wait: () => 'The report is waiting again.',
		undoFlood: () => 'The flood is back on the map.'
	},
	waiting: 'Reports beside hidden entries',
	waitingText:
		'An entry that moderators hid is within 15 m. Nobody sees the report until a moderator publishes it. If nobody decides, the report is deleted.',
	besides: 'beside',
	publish: 'Publish',
	refuse: 'Refuse',
	all: (n) => `All (${n})`,
	older: 'Older',
	newer: 'Newer',
	toDesk: 'Back to the desk',
	takenBack: 'Floods taken back',
	undo: 'Undo'
} satisfies DeskMessages;
