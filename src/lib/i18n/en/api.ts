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
	members: 'Members of the answer'
} satisfies ApiMessages;
