import { fail, type RequestEvent } from '@sveltejs/kit';
import { readCorrectionForm, readReviewForm } from '$lib/camera/review-form';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import { passSignedIn } from '$lib/server/guard';
import { toProblem, type Problem } from '$lib/server/problem';
import { parseCorrection, parseReview } from '$lib/server/reports';
import { addressOf, readForm } from '$lib/server/request';
import * as reviews from '$lib/server/reviews';
import type { ReviewAnswer } from './answer';

/** Takes a sent review. */
export async function review(event: RequestEvent) {
	const { form, fault } = await readForm(event.request);
	const body = readReviewForm(form);
	return orRefusal(event, { at: 'review' }, fault, async (id, passed) => {
		const contributor = await contributors.current(event);
		const before = await cameras.get(id);
		const { outcome, state } = await reviews.cast(id, parseReview(body), contributor, passed);
		const changed = 'camera' in before && before.camera.state !== state;
		return { outcome, ...(changed && { state }) };
	});
}

/** Takes a sent correction, or a word about one that is open. */
export async function correct(event: RequestEvent) {
	const { form, fault } = await readForm(event.request);
	const body = readCorrectionForm(form);
	const typed = {
		field: String(body.field ?? ''),
		values: form.getAll('value').map(String),
		agrees: body.agrees === true
	};
	return orRefusal(event, { at: 'correct', typed }, fault, async (id, passed) => {
		const contributor = await contributors.current(event);
		const { outcome } = await reviews.correct(id, await parseCorrection(body), contributor, passed);
		return { outcome };
	});
}

async function orRefusal(
	event: RequestEvent,
	sent: ReviewAnswer,
	fault: Problem | null,
	act: (id: string, passed: Awaited<ReturnType<typeof passSignedIn>>) => Promise<ReviewAnswer>
) {
	try {
		if (fault) throw fault;
		const did = await act(event.params.id ?? '', await passSignedIn(addressOf(event)));
		return { at: sent.at, ...did } satisfies ReviewAnswer;
	} catch (thrown) {
		const problem = toProblem(thrown);
		if (!problem) throw thrown;
		const { errors, renewableOn, retryAfterSeconds } = problem.members;
		if (retryAfterSeconds) event.setHeaders({ 'Retry-After': String(retryAfterSeconds) });
		return fail(problem.status, {
			...sent,
			code: problem.code,
			errors,
			renewableOn
		} satisfies ReviewAnswer);
	}
}
