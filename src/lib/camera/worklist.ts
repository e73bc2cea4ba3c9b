import type { Settings } from './settings.ts';
import type { State } from './vocabulary.ts';

/** Why a camera is worth a look, most urgent first. */
export const worklistReasons = ['disputed', 'stale', 'ageing', 'reported'] as const;
export type WorklistReason = (typeof worklistReasons)[number];

/** What the order needs to know of a camera; days since 1970-01-01. */
export interface WorklistFacts {
	state: State;
	firstReportedDay: number;
	/** the newest day on which it is known to have been there */
	confirmedDay: number;
	changedDay: number;
	/** confirmations and disputes, ever */
	reviews: number;
}

export interface Urgency {
	reason: WorklistReason;
	/** the less, the more urgent */
	rank: number;
}

const days = 2 ** 17;
const mostReviews = 1000;

/**
 * How much a camera needs a review: disputed ones first, since the longest without a change; then verified ones that
 * are stale or soon will be, since the longest unconfirmed; then reported ones, those with the fewest reviews and among
 * them the oldest. Null for one that needs none: freshly verified, or removed.
 */
export function urgency(
	facts: WorklistFacts,
	today: number,
	settings: Pick<Settings, 'ageing_after_days' | 'stale_after_days'>
): Urgency | null {
	const group = days * mostReviews;
	const { state, firstReportedDay, confirmedDay, changedDay } = facts;
	if (state === 'disputed') return { reason: 'disputed', rank: changedDay };
	if (state === 'verified') {
		const age = today - confirmedDay;
		if (age < settings.ageing_after_days) return null;
		return { reason: age >= settings.stale_after_days ? 'stale' : 'ageing', rank: group + confirmedDay };
	}
	if (state === 'removed') return null;
	const reviews = Math.min(facts.reviews, mostReviews - 1);
	return { reason: 'reported', rank: 2 * group + reviews * days + firstReportedDay };
}
