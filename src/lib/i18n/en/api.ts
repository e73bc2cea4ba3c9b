import type { ApiMessages } from '../sr-Cyrl/api.ts';

export default {
	title: 'API: addresses for programs',
	lead: 'Every address from which a program reads this map, or reports to it: what it takes and what it answers.',
	document: 'The same as OpenAPI 3.1 (JSON)',
	client: 'Types for TypeScript are made from that document:',
	inEnglish: 'The descriptions are in English.',
	star: 'An asterisk (*) stands at what is required, and in an answer at what is always there.',
	parameters: 'Parameters',
	body: 'Body of the request (JSON)',
	answers: 'Answers',
	members: 'Members of the answer',
	datasets: {
		cameras: {
			title: 'Reported Safe City cameras in Belgrade',
			description:
				'Surveillance cameras that people have reported, with their state, type, heading and the day of the last confirmation. An empty area does not mean that there are no cameras.'
		},
		coverage: {
			title: 'Ground that cameras could watch',
			description:
				'Squares of 250 m: how much of each the reported cameras could watch, at least and at most, by the levels of IEC 62676-4:2025.'
		},
		areas: {
			title: 'Municipalities of Belgrade and their cameras',
			description: 'The municipalities with their reported cameras, and the ground that these could watch.'
		},
		log: {
			title: 'The public log of changes',
			description: 'Every change on the map, by the day, with the heads by which the log is verified.'
		}
	},
	keywords: ['video surveillance', 'cameras', 'Safe City', 'Belgrade', 'privacy']
} satisfies ApiMessages;
