import { en } from '../plural.ts';
import type { AccountMessages } from '../sr-Cyrl/account.ts';

export default {
	title: 'An account without a name',
	lead: 'Reporting a camera takes no account. Those who check the reports of others have a key, so that nobody is counted twice.',
	what: 'What a key is',
	whatText: (words) =>
		`A key is ${words} English words, chosen by chance. It is the whole account: no name, no e-mail, no password. If you lose it, nobody can bring it back, not even we.`,
	unknown: 'What we do not know',
	unknowns: (erasedDays) => [
		'Who you are. We do not keep the key, only what it is checked with, which is good for nothing without it.',
		'When you were here. We keep days, never hours, and no network address.',
		`What you checked earlier. Your account stands beside a review while that is needed, at most ${erasedDays} ${en(erasedDays, 'day', 'days')} after it has closed. Then only a name stays, another one on every camera, which cannot be traced to you from the database alone.`
	],
	make: 'No key yet?',
	makeButton: 'Make a key',
	busy: 'Your device is solving a small task, so that keys are not made by robots. It takes a few seconds.',
	enter: 'Do you have a key?',
	key: 'Key',
	keyHint: (words) =>
		`Enter all ${words} words in their order, in any script. Capitals, spaces and hyphens do not matter.`,
	enterButton: 'Sign in',
	unknownWords: (n, words) =>
		`${n === 1 ? 'This word is in no key' : 'These words are in no key'}: ${words}.`,
	wordCount: (needed, n) => `A key has ${needed} words, and here ${en(n, 'is', 'are')} ${n}.`,
	made: 'This is your key',
	madeText: 'It is shown only now. Write it down or save it: whoever has this key has your account.',
	download: 'Download (.txt)',
	file: 'oko-key.txt',
	print: 'Print',
	goOn: 'The key is saved',
	signedIn: 'You are signed in.',
	code: 'Your code',
	codeText: 'By it the operator of this map knows you when making you a moderator. Nobody else sees it.',
	trust: 'Trust',
	moderator: 'You are a moderator.',
	trusted: 'This account is trusted.',
	fresh: 'This account is new.',
	weight: (weight) => `Weight of your review: ${weight}.`,
	trustHow: (days, after) =>
		`Trusted is who was right on ${days} ${en(days, 'day', 'different days')}. A day counts once its result has stood for ${after} ${en(after, 'day', 'days')}.`,
	trustSoFar: (n, days) => `So far: ${n} of ${days}.`,
	signOut: 'Sign out',
	signOutText: (days) =>
		`You stay signed in until you close the browser, for at most ${days} ${en(days, 'day', 'days')}. The key stays good after that.`,
	forget: 'Forget me',
	forgetGoes: 'Your account is deleted: the key, the code, the trust, and the sessions on all devices.',
	forgetStays:
		'The cameras and reviews that you sent stay, but they are nobody’s: not even you can change them. Backups of the database hold the old state until the operator deletes them.',
	forgetSure: 'I understand that this cannot be undone.',
	forgetButton: 'Forget me for good',
	forgotten: 'You are forgotten. The key no longer opens anything.'
} satisfies AccountMessages;
