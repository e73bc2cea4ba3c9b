import { en } from '../plural.ts';
import type { AccountMessages } from '../sr-Cyrl/account.ts';

export default {
	title: 'An account without a name',
	lead: 'To report a camera you need no account. To check the reports of others you need a key, so that no vote is counted twice.',
	what: 'What a key is',
	whatText: (words) =>
		`A key is ${words} English words, chosen at random. It is the whole account: no name, no e-mail, no password. If you lose the key, nobody can restore it, not even we.`,
	unknown: 'What we do not know',
	unknowns: (erasedDays) => [
		'Who you are. We do not keep the key. We keep only a hash that checks it and is worthless without it.',
		'When you were here. We keep days, never hours. We keep no network address.',
		`What you checked earlier. Your account stays with your review for at most ${erasedDays} ${en(erasedDays, 'day', 'days')} after the review has closed. Then only a name stays. It is different on every camera, and the database alone cannot trace it to you.`
	],
	make: 'No key yet?',
	makeButton: 'Make a key',
	busy: 'Your device is solving a small task, so that robots do not make keys. It takes a few seconds.',
	enter: 'Do you have a key?',
	key: 'Key',
	keyHint: (words) =>
		`Enter all ${words} words in their order, in any script. Capitals, spaces and hyphens do not matter.`,
	enterButton: 'Sign in',
	unknownWords: (n, words) =>
		`${n === 1 ? 'This word is in no key' : 'These words are in no key'}: ${words}.`,
	wordCount: (needed, n) => `A key has ${needed} words, and this has ${n}.`,
	made: 'This is your key',
	madeText: 'It is shown only now. Write it down or save it: whoever has this key has your account.',
	download: 'Download (.txt)',
	file: 'oko-key.txt',
	print: 'Print',
	goOn: 'The key is saved',
	signedIn: 'You are signed in.',
	code: 'Your code',
	codeText:
		'The operator of this map knows you by this code when making you a moderator. Nobody else sees it.',
	trust: 'Trust',
	moderator: 'You are a moderator.',
	trusted: 'This account is trusted.',
	fresh: 'This account is new.',
	weight: (weight) => `Weight of your review: ${weight}.`,
	trustHow: (days, after) =>
		`An account becomes trusted when you were right on ${days} ${en(days, 'day', 'different days')}. A day counts once its result has stood for ${after} ${en(after, 'day', 'days')}.`,
	trustSoFar: (n, days) => `So far: ${n} of ${days}.`,
	signOut: 'Sign out',
	signOutText: (days) =>
		`You stay signed in until you close the browser, for at most ${days} ${en(days, 'day', 'days')}. The key still works after that.`,
	forget: 'Forget me',
	forgetGoes:
		'Your account is deleted: the key, the code and the trust. The key will no longer work on any device.',
	forgetStays:
		'The cameras and reviews that you sent stay, but they belong to nobody: not even you can change them. Backups of the database hold the old state until the operator deletes them.',
	forgetSure: 'I understand that this cannot be undone.',
	forgetButton: 'Forget me for good',
	forgotten: 'You are forgotten. The key no longer opens anything.'
} satisfies AccountMessages;
