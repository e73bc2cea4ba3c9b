import type { State } from './vocabulary.ts';

/** The example of docs/method.md: a camera that two trusted people had verified, after it was taken down. */
export const ruleExample: {
	/** MM-DD */
	day: string;
	isAbsent: boolean;
	present: number;
	absent: number;
	state: State;
}[] = [
	{ day: '03-01', isAbsent: false, present: 2, absent: 0, state: 'verified' },
	{ day: '04-10', isAbsent: true, present: 2, absent: 1, state: 'verified' },
	{ day: '04-11', isAbsent: true, present: 2, absent: 2, state: 'verified' },
	{ day: '04-12', isAbsent: true, present: 2, absent: 3, state: 'disputed' },
	{ day: '04-13', isAbsent: true, present: 2, absent: 4, state: 'disputed' },
	{ day: '04-19', isAbsent: true, present: 2, absent: 5, state: 'removed' }
];
