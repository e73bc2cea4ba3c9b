import { en } from '../plural.ts';
import type { AboutMessages } from '../sr-Cyrl/about.ts';

const days = (n: number) => `${n} ${en(n, 'day', 'days')}`;

export default {
	title: 'About',
	lead: 'Oko is the open map of Safe City surveillance cameras in Belgrade. The people who see the cameras make the map.',
	why: 'Why it exists',
	whyText:
		'In January 2019 the Minister of the Interior announced 1,000 cameras with face and plate recognition at 800 points in Belgrade. When SHARE Foundation asked for the list of places, the Ministry answered that the documents were “confidential”. There is no official map, so citizens make one.',
	facts: 'What is known',
	factsNote: 'Each statement has its day and its source.',
	date: 'When',
	fact: 'What',
	source: 'Source',
	list: [
		{
			date: '2014',
			text: 'First cooperation agreement between the Ministry of the Interior (MUP) and Huawei.',
			source:
				'BFPE, S. Vladisavljev, February 2019, as cited by CEAS, “Security relations between Serbia and China”, 2019'
		},
		{
			date: '2017-02',
			text: 'Strategic agreement; eLTE technology agreed “in order to improve public safety”.',
			source: 'RTS, February 2017, as cited by CEAS'
		},
		{
			date: '2017',
			text: 'In the second half of the year MUP replaced old cameras at 61 places and added 47 fixed ones.',
			source: 'Commissioner, 21 March 2018'
		},
		{
			date: '2019-01',
			text: 'Minister N. Stefanović: within two years 1,000 high-definition cameras with face and licence plate recognition software at 800 points in Belgrade.',
			source: 'BFPE, February 2019, as cited by CEAS'
		},
		{
			date: '2019-02-09',
			text: 'Police director: 107 cameras at 61 places working; 1,000 at 800 planned by the end of 2020.',
			source: 'Novosti, 9 February 2019'
		},
		{
			date: '2019-03',
			text: 'SHARE Foundation asks MUP for the locations, the analysis behind them and the procurement; MUP declines: the documents are marked “confidential”.',
			source: 'SHARE Foundation, March 2019, as cited by CEAS'
		},
		{
			date: '2019-03-29',
			text: "SHARE finds a case study on Huawei's own site: 100 cameras at more than 60 places. Huawei then takes it down.",
			source: 'SHARE Foundation'
		},
		{
			date: '2019-12',
			text: "Commissioner: MUP's data protection impact assessment of September 2019 is not in line with the law.",
			source: 'EDRi'
		},
		{
			date: '2020-07',
			text: 'Citizens’ map “Hiljade kamera”: 689 verified cameras from May to July, about twice the police list.',
			source: 'EDRi; Danas'
		},
		{
			date: '2020-08-28',
			text: "Rulebook: cameras must be marked and their locations published on MUP's site.",
			source: 'Official Gazette 111/2020; bif.rs'
		},
		{
			date: '2021-01-02',
			text: "MUP's data speak of 8,100 cameras for Belgrade; that number includes body-worn, vehicle and mobile devices, so it does not count cameras on poles.",
			source: 'Commissioner; press'
		},
		{
			date: '2021-09-23',
			text: 'A draft law that provided for biometric surveillance is withdrawn; a second one on 26 December 2022.',
			source: 'Reclaim Your Face; SHARE Foundation'
		},
		{
			date: '2022-02-18',
			text: "The Commissioner's inspection did not find face recognition in use at the protests of November and December 2021.",
			source: 'Commissioner'
		},
		{
			date: '2025-12-12',
			text: 'The City has a system of its own: 5,580 cameras at 309 school buildings and 2,865 at 212 kindergartens. It is another operator, not Safe City.',
			source: 'Novosti'
		}
	],
	unknown: 'What the map does not know',
	unknowns: [
		'Where all the cameras are: an empty place means only that nobody has reported a camera there.',
		'What a camera can do: capabilities are reported, not established.',
		'Whose a camera is: the operator is the one that people named, until shown otherwise.',
		'Whether a camera is there today: state and freshness say when it was last confirmed.',
		'How many cameras there are in all: the announced numbers do not say.'
	],
	who: 'Who runs this map',
	whoDefault:
		'The operator of this map has not introduced themselves yet. Their name and address go into OKO_OPERATOR and OKO_CONTACT.',
	contact: 'Contact',
	kept: 'What is kept, and for how long',
	keptRows: (kept) => [
		{ what: 'Facts about a camera and the day of the report', how: 'for good, in public' },
		{ what: 'Notes and messages to moderators', how: `${days(kept.noteDays)}, for moderators only` },
		{
			what: 'The exact time when a report will be published, and until when it can be withdrawn',
			how: `until it is published, or for ${kept.withdrawMinutes} ${en(kept.withdrawMinutes, 'minute', 'minutes')}`
		},
		{
			what: 'Counters for each network',
			how: `${kept.counterHours} ${en(kept.counterHours, 'hour', 'hours')}; a keyed hash stands for the address, which cannot be read from it`
		},
		{
			what: 'That some acts of one day came from the same network',
			how: 'two days at most; moderators see it, but not which network it was'
		},
		{ what: "A hash of a report's key, so that the report is not written twice", how: days(kept.keyDays) },
		{ what: 'The last view of the map', how: 'on your device only, until you clear it there' },
		{
			what: 'A report that you began, and one that waits for publication',
			how: 'on your device only, until the tab is closed'
		},
		{
			what: 'A contributor’s account',
			how: 'until its owner asks to be forgotten; it holds the day of joining and a hash of the key, no name'
		},
		{ what: 'A cookie', how: 'from signing in until signing out, or until the browser closes' },
		{ what: 'IP addresses, names', how: 'not kept' }
	],
	safety: 'The safety of those who report',
	safetyText:
		'Do not film from close by and do not linger: you can send a report later, from home. The map shows days, never hours. We do not record cameras on private houses or flats.',
	problem: 'If an entry should not be on the map',
	problemText: 'Every camera has “Report a problem with this entry”. No account is needed.'
} satisfies AboutMessages;
