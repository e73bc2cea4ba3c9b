import { en } from '../plural.ts';
import type { LogMessages } from '../sr-Cyrl/log.ts';

const lineWord = (n: number) => en(n, 'line', 'lines');
const lines = (n: number, text: string) => `${text} ${lineWord(n)}`;

export default {
	title: 'The public log',
	lead: 'Every change on this map is a line in a log. Lines are only ever added. Anybody who keeps one number of the log can find out later whether an old line was changed, dropped or slipped in.',
	newest: 'The newest head',
	headOf: (day) => `Head of ${day}`,
	keep: 'Keep it where we cannot reach it: in a message to a friend, in a notebook, on paper. A head that you kept proves that nothing up to that day has changed.',
	copy: 'Copy',
	copyDay: (day) => `Copy the head of ${day}`,
	copied: 'Copied.',
	notCopied: 'Not copied. Select the head and copy it.',
	empty: 'No day is closed yet: the first day closes after midnight.',
	how: 'How it works',
	howRows: [
		'Each change gives a line: which camera, which day, and what is written of it after the change. The line and a random salt give a hash (SHA-256).',
		'After midnight in Belgrade the hashes of the day, sorted, together with the head of the day before, give the head of the day. So one head stands for the whole history up to then.',
		'The lines are sorted by their hash, so nobody can tell in which order they were made. A line holds a day, never a time.',
		'When an entry is hidden, its line and salt are not published; when it is erased, they no longer exist. The hash stays, so that this is seen too, and the heads remain the same.'
	],
	verify: 'Verify it yourself',
	verifyText:
		'Your browser downloads the whole log and computes every hash again. Nothing is sent, not even the head that you enter.',
	kept: 'A head that you kept earlier (if you have one)',
	keptHint: '64 characters; its day may stand beside it',
	keptBad: 'That is not a head: a head has 64 characters, digits and the letters a to f.',
	start: 'Verify in this browser',
	stop: 'Stop',
	progress: (n, text, megabytes) => `Verified: ${lines(n, text)} (${megabytes} MB)`,
	stopped: 'The verification was stopped.',
	failed: 'The log could not be downloaded to its end. Try again.',
	insecure: 'The browser computes hashes only on a page that was opened over https.',
	noScript:
		'Verifying on this page needs JavaScript. Without it, download the log and verify it on your computer.',
	good: 'Everything agrees',
	goodText: (n, text, days, daysText) =>
		`Read: ${lines(n, text)}, ${daysText} ${en(days, 'day', 'days')}. Every line gives its hash, and every day its head.`,
	goodKept: (day) => `The head that you kept is the head of ${day}. Nothing up to that day has been changed.`,
	goodAlone:
		'Without a head kept earlier this says only that the log agrees with itself: whoever holds the server could have computed all of it anew. Keep a head today for the next time.',
	withheld: (n, text) =>
		`${lines(n, text)} without content: hidden, withdrawn or erased. The hashes are there.`,
	bad: 'It does not agree',
	badText: 'Keep the file that you downloaded, and ask those who run this map what happened.',
	findings: {
		unreadable: (_day, line) => `Line ${line} of the file is no line of a log.`,
		leaf: (day, line) =>
			`${day}, line ${line} of the file: the content does not give its hash. The line was changed.`,
		order: (day, line) => `${day}, line ${line} of the file: a day is missing, or lines are out of place.`,
		head: (day, line) =>
			`${day}, line ${line} of the file: the lines do not give the head of the day. A line was dropped or added, on that day or before.`,
		unfinished: (day, line) => `${day}: the file breaks off within the day, after line ${line}.`,
		kept: (day) =>
			`${day}: the head is not the one that was kept. A line was changed, dropped or added, on that day or before.`,
		missing_day: (day) => `${day}: the log has no such closed day, but its head was kept.`,
		unknown_head: () =>
			'No closed day has the head that you kept. If it was copied correctly, the history was changed.'
	},
	lastGood: (day) => `The last day that agrees: ${day}.`,
	noneGood: 'Not even the first day agrees.',
	download: 'Verify without this page',
	downloadText:
		'Download the log and the heads, and verify them with the program of this project, also offline. It can be done with sha256sum, sort and jq as well; docs/api.md says how.',
	logFile: 'The log: log.jsonl',
	headsFile: 'The heads: heads.json',
	days: 'Closed days',
	day: 'Day',
	lines: 'Lines',
	lineWord,
	head: 'Head',
	older: 'All heads are in heads.json.',
	link: 'The public log: how to notice that history was changed'
} satisfies LogMessages;
