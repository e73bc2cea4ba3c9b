import { expect, test } from 'vitest';
import { differences } from './differences.ts';

test('what came and what went is said by state, in all and in each municipality', () => {
	const before = { states: { reported: 3 }, municipalities: { zemun: { reported: 2 }, '': { reported: 1 } } };
	const after = {
		states: { reported: 2, verified: 1 },
		municipalities: { zemun: { reported: 1, verified: 1 }, '': { reported: 1 } }
	};
	expect(differences(before, after)).toEqual([
		{ where: null, state: 'reported', before: 3, after: 2 },
		{ where: null, state: 'verified', before: 0, after: 1 },
		{ where: 'zemun', state: 'reported', before: 2, after: 1 },
		{ where: 'zemun', state: 'verified', before: 0, after: 1 }
	]);
	expect(differences(after, after)).toEqual([]);
});
