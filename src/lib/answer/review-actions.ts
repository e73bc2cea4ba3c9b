import type { RequestEvent } from '@sveltejs/kit';
import { readCorrectionForm, readReviewForm, typedCorrection } from '$lib/camera/review-form';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import { answerForm } from './form-action';
import { passSignedIn } from '$lib/server/guard';
import { parseCorrection, parseReview } from '$lib/server/reports';
import { addressOf } from '$lib/server/request';
import * as reviews from '$lib/server/reviews';
import type { ReviewAnswer } from '$lib/camera/sent';

/** Takes a sent review. */
export const review = (event: RequestEvent) =>
	answerForm(event, (form) => {
		const body = readReviewForm(form);
		return {
			typed: { at: 'review' as const },
			async act(): Promise<ReviewAnswer> {
				const id = event.params.id ?? '';
				const passed = await passSignedIn(addressOf(event));
				const contributor = await contributors.current(event);
				const before = await cameras.get(id);
				const { outcome, state } = await reviews.cast(id, parseReview(body), contributor, passed);
				const changed = 'camera' in before && before.camera.state !== state;
				return { at: 'review', outcome, ...(changed && { state }) };
			}
		};
	});

/** Takes a sent correction, or a word about one that is open. */
export const correct = (event: RequestEvent) =>
	answerForm(event, (form) => {
		return {
			typed: { at: 'correct' as const, typed: typedCorrection(form) },
			async act(): Promise<ReviewAnswer> {
				const passed = await passSignedIn(addressOf(event));
				const contributor = await contributors.current(event);
				const correction = await parseCorrection(await readCorrectionForm(form, cameras.positionOf));
				const { outcome } = await reviews.correct(event.params.id ?? '', correction, contributor, passed);
				return { at: 'correct', outcome };
			}
		};
	});
