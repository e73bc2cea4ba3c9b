import { en } from '../plural.ts';
import type { ReviewMessages } from '../sr-Cyrl/review.ts';

const people = (n: number, written: string) => `${written} ${en(n, 'person', 'people')}`;
const others = (trusted: number, fresh: number) =>
	trusted === fresh
		? `another ${trusted === 1 ? 'person says' : `${trusted} people say`}`
		: `another ${trusted} trusted or ${fresh} new people say`;

export default {
	title: 'Is it still there?',
	says: {
		present: (n, written) => `${people(n, written)} ${en(n, 'says', 'say')} it is there`,
		absent: (n, written) => `${people(n, written)} ${en(n, 'says', 'say')} it is gone`
	},
	weight: (weight) => `weight ${weight}`,
	none: {
		reported: () => 'Nobody has checked it yet.',
		verified: (day) => `Nobody has checked it since it was verified on ${day}.`,
		disputed: () => 'Nobody has checked it since it was disputed.',
		removed: () => 'Nobody has checked it since it was removed.'
	},
	disputedOn: (day) => `Disputed since ${day}.`,
	missing: {
		verified: (trusted, fresh) => `It becomes verified if ${others(trusted, fresh)} it is there.`,
		disputed: (trusted, fresh) => `It becomes disputed if ${others(trusted, fresh)} it is gone.`,
		removed: (trusted, fresh) => `It counts as removed if ${others(trusted, fresh)} it is gone.`
	},
	notBefore: (day) => `At least one of them must say so on ${day} or later.`,
	rule: 'How it is counted',
	ruleText: {
		weights: (fresh, trusted) =>
			`The vote of a new account weighs ${fresh}, that of a trusted account ${trusted}. The person who reported a camera has no vote on it.`,
		verified: (people, weight, share) =>
			`It is verified when at least ${people} ${en(people, 'person says', 'people say')} it is there, with a weight of at least ${weight} and more than ${share} of all the weight.`,
		disputed: (people, weight, share) =>
			`It is disputed when at least ${people} ${en(people, 'person says', 'people say')} it is gone, with a weight of at least ${weight} and at least ${share} of all the weight.`,
		removed: (share, days) =>
			`Only a disputed camera is removed: that takes as many people, more than ${share} of all the weight, and a vote at least ${days} ${en(days, 'day', 'days')} after the dispute began.`,
		older: (weight) =>
			`Once somebody contradicts, the earlier votes together weigh at most ${weight}, and less as time passes.`
	},
	shares: { third: 'a third', twoThirds: 'two thirds' },
	present: 'Still there',
	presentAgain: 'It is there after all',
	absent: 'It is gone',
	wrong: 'Something is wrong',
	help: {
		present: 'You see it now, or saw it lately, at this very place.',
		absent:
			'You looked at this very place and there is no camera. If it was only moved, choose “Something is wrong”.'
	},
	looksLike: 'This is what the type looks like. All types',
	onSite: {
		ask: 'I am on site',
		hint: (metres, accuracy) =>
			`Optional. Your device checks whether you are within ${metres} m of the camera, accurate to ${accuracy} m. The position does not leave the device: only “yes” is sent.`,
		searching: 'Looking for your position…',
		tick: 'I declare that I am on site now',
		note: 'This is a declaration, not evidence, and is shown as one.',
		yes: (metres) => `The device says that you are ${metres} m from the camera.`,
		far: (metres, most) =>
			`The device says that you are ${metres} m away; for this declaration you must be within ${most} m. You can send without it.`,
		inaccurate: (metres, most) =>
			`The device is accurate only to ${metres} m; the declaration needs ${most} m. You can send without the declaration.`,
		failed: 'You can send without the declaration.'
	},
	there: 'Are you at the camera now?',
	publish: 'When should the vote appear?',
	publishWhy:
		'A vote that is seen at once could tell the owner of a camera when somebody stood under it. If you are there now, choose a random time.',
	sending: 'Sending…',
	own: {
		present: 'You said that it is there',
		absent: 'You said that it is gone',
		on: (day) => `(${day})`,
		onSite: 'On site, as you declared.',
		waiting: {
			present: 'Your vote that it is there is waiting.',
			absent: 'Your vote that it is gone is waiting.'
		},
		waitingHow: (hours) =>
			`Your vote will be counted from a random time within ${hours} ${en(hours, 'hour', 'hours')}. Until then you can take it back.`,
		takeBack: 'Take back',
		change: 'Until the state changes you can change your vote or take it back.',
		decided: 'The state of the camera was decided with your vote, so you cannot change the vote.',
		renewableOn: (day) => `You can check it again from ${day}.`,
		renewable: 'Enough time has passed: you can check it again.',
		reporter: 'You reported this camera yourself. Others check your report.'
	},
	outcome: {
		counted: 'Thank you. Your vote counts.',
		waiting: 'Thank you. Your vote will count from a random time.',
		unchanged: 'You said so before. Nothing changed.',
		taken_back: 'The vote was taken back.',
		open: 'Thank you. The correction waits for others to agree.',
		corrected: 'Thank you. The record was corrected.'
	},
	nowState: (state) => `The state is now: ${state}.`,
	signIn: 'To check reports you need a key: no name, no e-mail. It keeps votes from counting twice.',
	signInButton: 'Make a key or enter yours',
	signInAgain:
		'You are no longer signed in. What you entered is not lost: sign in on a new tab, come back and send again.',
	signInTab: 'Sign in (new tab)',
	corrections: {
		lead: 'Choose what is wrong, and say what is right.',
		open: 'Proposed corrections',
		from: (value) => `now: ${value}`,
		agree: 'I agree',
		disagree: 'Not right',
		agreed: 'You agree.',
		disagreed: 'You said that this is not right.',
		sums: (n, written, against) => `${people(n, written)} ${en(n, 'agrees', 'agree')}, against: ${against}`,
		seen: (people, weight) =>
			`The record changes when ${people} ${en(people, 'person agrees', 'people agree')} with a total weight of at least ${weight}, and fewer disagree.`,
		strict: 'The rule for this is the same as for verifying a camera.',
		value: 'What is right?',
		unknown: 'not known',
		none: 'none',
		headingHint: 'turn the handle on the map, or write 0 to 359: 0 is north, 90 east; empty means not known',
		heightHint: (least, most) => `from ${least} to ${most} m; empty means not known`,
		positionHint: (metres) =>
			`move the map, or write coordinates or a map link: at most ${metres} m from the current position`,
		far: (metres) => `Farther than ${metres} m is not a correction but another camera:`,
		farReport: 'report a new one',
		farAbsent: 'and say that this one is gone.',
		send: 'Propose',
		tooFar: (metres) =>
			`That is farther than ${metres} m. Report a new camera, and say that this one is gone.`,
		state: 'Is it gone, or there after all? Say so above.'
	},
	next: 'Next camera',
	toList: 'To the list of cameras to check'
} satisfies ReviewMessages;
