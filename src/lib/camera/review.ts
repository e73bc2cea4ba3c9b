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
	/** the day on which the dispute began that is still open */
	disputed_on: Day | null;
}
export const noReviews: ReviewSums = {
	present: { people: 0, weight: 0 },
	absent: { people: 0, weight: 0 },
	disputed_on: null
};

export const correctedFields = [...namesWith(fields, 'isCorrectable'), 'position'] as const;
export type CorrectedField = (typeof correctedFields)[number];

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

/** What is still missing until a camera would take another state. */
export interface Missing {
	to: Exclude<State, 'reported'>;
	people: number;
	/** in halves, as reviews weigh */
	weight: number;
	/** one has to say so on this day or later */
	notBefore: Day | null;
}

/**
 * The states that a camera may take next, and what is missing for each if nobody contradicts. As soon as somebody
 * contradicts, what was said before counts together for at most `older_weight_max`; that is already in it.
 */
export function missing(state: State, sums: ReviewSums, rule: Rule): Missing[] {
	const { present, absent, disputed_on } = sums;
	const before = (side: Side, against: Side) =>
		against.people === 0 ? Math.min(side.weight, rule.older_weight_max) : side.weight;
	const all: Missing[] = [];
	if (state !== 'verified') {
		const against = state === 'removed' ? before(absent, present) : absent.weight;
		all.push({
			to: 'verified',
			people: Math.max(0, rule.verified_people - present.people),
			weight: lacking(present.weight, against, rule.verified_weight, rule.verified_share, true),
			notBefore: null
		});
	}
	if (state === 'reported' || state === 'verified') {
		all.push({
			to: 'disputed',
			people: Math.max(0, rule.disputed_people - absent.people),
			weight: lacking(
				absent.weight,
				before(present, absent),
				rule.disputed_weight,
				rule.disputed_share,
				false
			),
			notBefore: null
		});
	}
	if (state === 'disputed') {
		all.push({
			to: 'removed',
			people: Math.max(0, rule.disputed_people - absent.people),
			weight: lacking(absent.weight, present.weight, rule.disputed_weight, rule.removed_share, true),
			notBefore: disputed_on && addDays(disputed_on, rule.removed_after_days)
		});
	}
	return all;
}

/** Weight to add until it is at least `least`, and of all at least (`over`: more than) `share`; in halves. */
function lacking(weight: number, against: number, least: number, share: number, over: boolean): number {
	const tiny = 1e-9;
	const wanted = (share / (1 - share)) * against;
	let added = 0;
	const suffices = () => {
		const sum = weight + added;
		return sum >= least - tiny && (over ? sum > wanted + tiny : sum >= wanted - tiny);
	};
	while (!suffices()) added += 0.5;
	return added;
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
