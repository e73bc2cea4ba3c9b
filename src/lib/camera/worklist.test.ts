import { describe, expect, test } from 'vitest';
import { settings } from './settings.fixture.ts';
import { urgency, type WorklistFacts } from './worklist.ts';

const today = 20_500;
const camera = (facts: Partial<WorklistFacts>): WorklistFacts => ({
	state: 'reported',
	firstReportedDay: today - 10,
	confirmedDay: today - 10,
	changedDay: today - 10,
	reviews: 0,
	...facts
});
const verified = (age: number) => camera({ state: 'verified', confirmedDay: today - age });

describe('the worklist', () => {
	test('goes from disputed over stale and soon stale to reported', () => {
		const ordered: [string, WorklistFacts][] = [
			['disputed for long', camera({ state: 'disputed', changedDay: today - 9 })],
			['disputed today', camera({ state: 'disputed', changedDay: today })],
			['stale for long', verified(900)],
			['stale', verified(365)],
			['soon stale', verified(364)],
			['ageing', verified(275)],
			['reported long ago', camera({ firstReportedDay: today - 2000 })],
			['reported today', camera({ firstReportedDay: today })],
			['reported, one review', camera({ reviews: 1, firstReportedDay: today - 3000 })],
			['reported, many reviews', camera({ reviews: 5000, firstReportedDay: 0 })]
		];
		const ranks = ordered.map(([name, facts]) => ({ name, rank: urgency(facts, today, settings)!.rank }));
		expect([...ranks].sort((a, b) => a.rank - b.rank)).toEqual(ranks);
		expect(new Set(ranks.map(({ rank }) => rank)).size).toBe(ranks.length);
	});

	test('says why', () => {
		const reasons = [camera({ state: 'disputed' }), verified(365), verified(364), camera({})].map(
			(facts) => urgency(facts, today, settings)?.reason
		);
		expect(reasons).toEqual(['disputed', 'stale', 'ageing', 'reported']);
	});

	test.each([
		['freshly verified', verified(274)],
		['removed', camera({ state: 'removed' })]
	])('leaves out what is %s', (_name, facts) => expect(urgency(facts, today, settings)).toBeNull());
});
