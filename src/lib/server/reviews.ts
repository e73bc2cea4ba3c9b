import type { Camera } from '../camera/camera.ts';
import type { FieldError } from '../camera/report.ts';
import {
	noReviews,
	ruleKeys,
	type Correction,
	type CorrectionOutcome,
	type OpenCorrection,
	type OwnReview,
	type Review,
	type Reviewing,
	type ReviewOutcome,
	type ReviewSums,
	type Rule
} from '../camera/review.ts';
import type { State } from '../camera/vocabulary.ts';
import * as cameras from './cameras.ts';
import type { Contributor } from './contributors.ts';
import * as answers from './answers.ts';
import { DatabaseError, engine, parsed } from './engine/index.ts';
import type { Passed } from './guard/index.ts';
import { refreshCameras } from './live/index.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';

/**
 * Takes a review of a camera, or takes it back.
 * @throws Problem 401, 404, 409 (own_camera, already_reviewed with the day of renewal), 410, 422, 429
 */
export async function cast(
	id: string,
	review: Review,
	contributor: Contributor | null,
	passed: Passed
): Promise<{ outcome: ReviewOutcome; state: State; own: OwnReview }> {
	const { id: p_contributor, salt: p_salt } = required(contributor);
	const { service } = await engine();
	const answer = await parsed(
		service.rpc('review_camera', {
			p_contributor,
			p_salt,
			p_number: cameras.numberOf(id),
			// The generated type knows no nulls in arguments; null takes the review back.
			p_verdict: review.verdict as string,
			p_on_site: review.on_site,
			p_publish: review.publish,
			p_network_keys: passed.network_keys ?? undefined
		}),
		answers.cast
	);
	await refreshCameras();
	return answer;
}

/**
 * Says what a field of a camera should be, or that an open correction is wrong.
 * @throws Problem 401, 404, 410, 422, 429
 */
export async function correct(
	id: string,
	{ field, value, agrees }: Correction,
	contributor: Contributor | null,
	passed: Passed
): Promise<{ outcome: CorrectionOutcome; corrections: OpenCorrection[] }> {
	const { id: p_contributor, salt: p_salt } = required(contributor);
	const { service } = await engine();
	try {
		const answer = await parsed(
			service.rpc('correct_camera', {
				p_contributor,
				p_salt,
				p_number: cameras.numberOf(id),
				p_field: field,
				p_value: JSON.stringify(value),
				p_agrees: agrees,
				p_network_keys: passed.network_keys ?? undefined
			}),
			answers.corrected
		);
		await refreshCameras();
		return answer;
	} catch (error) {
		if (error instanceof DatabaseError && error.status === 422) {
			// The database names the field of the record; here it is the value that is wrong.
			const errors = (error.detail as FieldError[]).map((one) =>
				one.field === field ? { ...one, field: 'value' } : one
			);
			throw new Problem(422, 'invalid_report', { errors });
		}
		throw error;
	}
}

/** What one has said of a camera; with nobody signed in, what everybody may know of it. */
export async function own(
	number: number,
	found: { reviews: ReviewSums | null; corrections: OpenCorrection[] },
	contributor: Contributor | null
): Promise<Reviewing> {
	const { service } = await engine();
	const numbers = await settings();
	const said =
		contributor &&
		(await parsed(
			service.rpc('own_review', { p_salt: contributor.salt, p_number: number }),
			answers.ownSayings
		));
	const { corrections, ...mine } = said ?? { corrections: found.corrections };
	return {
		reviews: found.reviews ?? noReviews,
		corrections,
		own: said ? (mine as OwnReview) : null,
		rule: Object.fromEntries(ruleKeys.map((key) => [key, numbers[key]])) as Rule
	};
}

/** A camera as it stands now, with what is said of it. @throws Problem 404, 410 */
export async function camera(
	id: string,
	contributor: Contributor | null
): Promise<{ camera: Camera; reviewing: Reviewing }> {
	const found = await cameras.get(id);
	if ('gone' in found) throw new Problem(410, 'gone', { reason: found.reason ?? undefined });
	return { camera: found.camera, reviewing: await own(found.camera.number, found, contributor) };
}

function required(contributor: Contributor | null): Contributor {
	if (!contributor) throw new Problem(401, 'sign_in_required');
	return contributor;
}
