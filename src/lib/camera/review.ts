import * as v from 'valibot';
import { addDays, type Day } from './day.ts';
import { fields, namesWith } from './record.ts';
import { fieldSchema, positionSchema } from './report.ts';
import type { Settings } from './settings.ts';
import { publishChoices, verdicts, type State, type Verdict } from './vocabulary.ts';

/** People on one side of a camera, and what they weigh together. */
export interface Side {
	people: number;
	weight: number;
}

/** What a camera's reviews say in the round that is open; see docs/method.md. */
export interface ReviewSums {
	present: Side;
	absent: Side;
	/** what the side that holds (present, or absent of a removed camera) weighs as soon as somebody contradicts */
	contradicted_weight: number;
	/** the day on which the dispute began that is still open */
	disputed_on: Day | null;
}
export const noReviews: ReviewSums = {
	present: { people: 0, weight: 0 },
	absent: { people: 0, weight: 0 },
	contradicted_weight: 0,
	disputed_on: null
};

export const correctedFields = [...namesWith(fields, 'isCorrectable'), 'position'] as const;
export type CorrectedField = (typeof correctedFields)[number];
/** Fields that are corrected on a map: by the handle, by the crosshair. */
export type FieldOnMap = Extract<CorrectedField, 'heading_deg' | 'position'>;

/** A correction that is not decided, and who is for and against it. */
export interface OpenCorrection {
	field: CorrectedField;
	/** as a report says it */
	value: unknown;
	people: number;
	weight: number;
	against_people: number;
	against_weight: number;
	/** what one has said of it oneself; null is nothing */
	agrees: boolean | null;
}

/** What one has said of a camera oneself. */
export interface OwnReview {
	/** one has reported it, so that one's review would not count */
	reporter: boolean;
	verdict: Verdict | null;
	cast_on: Day | null;
	on_site: boolean;
	/** a verdict that is not public yet */
	waiting: Verdict | null;
	/** it can be changed, or is old enough to be renewed */
	changeable: boolean;
	/** the state was decided by it: it cannot be taken back */
	decided: boolean;
	renewable_on: Day | null;
}

/** The numbers of the rule, for those who explain it. */
export const ruleKeys = [
	'verified_people',
	'verified_weight',
	'verified_share',
	'disputed_people',
	'disputed_weight',
	'disputed_share',
	'removed_share',
	'removed_after_days',
	'older_weight_max',
	'weight_new',
	'weight_trusted',
	'review_renew_days',
	'publish_delay_max_h',
	'on_site_m',
	'on_site_accuracy_m',
	'correction_people',
	'correction_weight',
	'correction_max_m',
	'height_min_m',
	'height_max_m'
] as const satisfies (keyof Settings)[];
export type Rule = Pick<Settings, (typeof ruleKeys)[number]>;

const body = (issue: v.StrictObjectIssue) => (issue.expected === 'never' ? 'unknown_field' : 'required');

/** A review as it is sent; a null verdict takes it back. Messages are `FieldErrorCode`s. */
export function reviewSchema() {
	return v.strictObject(
		{
			verdict: v.nullable(v.picklist(verdicts, 'invalid')),
			on_site: v.optional(v.boolean('invalid'), false),
			publish: v.optional(v.picklist(publishChoices, 'invalid'), 'now')
		},
		body
	);
}
export type Review = v.InferOutput<ReturnType<typeof reviewSchema>>;

/** A correction as it is sent: what a field should be, or with `agrees: false` that an open correction is wrong. */
export function correctionSchema(settings: Settings, today: Day) {
	const schemaOf = (field: CorrectedField): v.GenericSchema =>
		field === 'position' ? positionSchema(settings) : fieldSchema(fields[field], settings, today);
	return v.pipe(
		v.strictObject(
			{
				field: v.picklist(correctedFields, 'invalid'),
				value: v.unknown(),
				agrees: v.optional(v.boolean('invalid'), true)
			},
			body
		),
		v.rawTransform(({ dataset, addIssue, NEVER }) => {
			const { field, value, agrees } = dataset.value;
			const parsed = v.safeParse(schemaOf(field), value);
			if (parsed.success) return { field, value: parsed.output, agrees };
			addIssue({
				message: parsed.issues[0].message,
				path: [{ type: 'object', origin: 'value', input: dataset.value, key: 'value', value }]
			});
			return NEVER;
		})
	);
}
export interface Correction {
	field: CorrectedField;
	value: unknown;
	agrees: boolean;
}

/** Who has to say so until a camera takes another state: people who have no review of it, in this round or the last. */
export interface Missing {
	to: Exclude<State, 'reported'>;
	/** so many trusted ones, or so many new ones; at least 1, because only a review changes a state */
	trusted: number;
	fresh: number;
	/** one of them has to say so on this day or later */
	notBefore: Day | null;
}

/** The states that a camera may take next, and what is missing for each if nobody contradicts. */
export function missing(state: State, sums: ReviewSums, rule: Rule): Missing[] {
	const { present, absent, contradicted_weight, disputed_on } = sums;
	const wanted = (
		to: Missing['to'],
		side: Side,
		against: number,
		least: Side,
		share: { min: number } | { over: number },
		notBefore: Day | null = null
	): Missing => {
		const votes = (weight: number) =>
			Math.max(1, least.people - side.people, votesFor(side.weight, against, least.weight, share, weight));
		return { to, trusted: votes(rule.weight_trusted), fresh: votes(rule.weight_new), notBefore };
	};
	const all: Missing[] = [];
	if (state !== 'verified') {
		const least = { people: rule.verified_people, weight: rule.verified_weight };
		const against = state === 'removed' ? contradicted_weight : absent.weight;
		all.push(wanted('verified', present, against, least, { over: rule.verified_share }));
	}
	const least = { people: rule.disputed_people, weight: rule.disputed_weight };
	if (state === 'reported' || state === 'verified')
		all.push(wanted('disputed', absent, contradicted_weight, least, { min: rule.disputed_share }));
	if (state === 'disputed') {
		const notBefore = disputed_on && addDays(disputed_on, rule.removed_after_days);
		all.push(wanted('removed', absent, contradicted_weight, least, { over: rule.removed_share }, notBefore));
	}
	return all;
}

/** Votes of a weight until a side weighs at least `least`, and at least (`over`: more than) a share of all. */
function votesFor(
	side: number,
	against: number,
	least: number,
	share: { min: number } | { over: number },
	weight: number
): number {
	// Sums come with six decimals.
	const tiny = 1e-5;
	const atLeast = (wanted: number) => Math.ceil((wanted - side) / weight - tiny);
	const odds = (part: number) => (part / (1 - part)) * against;
	return Math.max(
		atLeast(least),
		'min' in share ? atLeast(odds(share.min)) : Math.floor((odds(share.over) - side) / weight + tiny) + 1
	);
}

/** What is said of a camera, for somebody who may say something. */
export interface Reviewing {
	reviews: ReviewSums;
	corrections: OpenCorrection[];
	/** null for nobody who is signed in */
	own: OwnReview | null;
	rule: Rule;
}

/** What a review or correction did. */
export type ReviewOutcome = 'counted' | 'waiting' | 'unchanged' | 'taken_back';
export type CorrectionOutcome = 'open' | 'corrected';
