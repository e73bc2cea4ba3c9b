import { randomBytes } from 'node:crypto';
import { fail, type Actions } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import { readSurveyForm } from '$lib/camera/survey-form';
import { passPlain, passSolved } from '$lib/server/guard';
import { Problem, toProblem } from '$lib/server/problem';
import { addressOf, readForm, readIdempotencyKey } from '$lib/server/request';
import { settings } from '$lib/server/settings';
import * as surveys from '$lib/server/surveys';
import type { PageServerLoad } from './$types';

/** 500,000 characters of a pasted walk, which PlainForm promises, of two bytes each, and the other fields */
const maxSurveyBytes = 2 ** 20;

const newKey = () => randomBytes(24).toString('base64url');

export const load: PageServerLoad = async ({ setHeaders }) => {
	// Each form carries a key of its own.
	setHeaders({ 'Cache-Control': 'no-store' });
	const { survey_reach_m, survey_corners_max } = await settings();
	return { key: newKey(), today: belgradeDay(), reach_m: survey_reach_m, corners: survey_corners_max };
};

export const actions: Actions = {
	async survey(event) {
		const { form, fault } = await readForm(event.request, maxSurveyBytes);
		const { body, errors, values } = readSurveyForm(form);
		try {
			if (fault) throw fault;
			const survey = await surveys.parseSurvey(body).catch((thrown: unknown) => {
				// What cannot be read comes first; the schema adds what else is wrong.
				const found = thrown instanceof Problem ? (thrown.members.errors ?? []) : [];
				const known = new Set(errors.map(({ field }) => field));
				throw new Problem(422, 'invalid_report', {
					errors: [...errors, ...found.filter(({ field }) => !known.has(field))]
				});
			});
			if (errors.length > 0) throw new Problem(422, 'invalid_report', { errors });
			const key = readIdempotencyKey(String(form.get('key') ?? '') || null);
			const challenge = String(form.get('challenge') ?? '');
			const address = addressOf(event);
			const passed = challenge ? await passSolved(address, challenge) : await passPlain(address);
			return { accepted: await surveys.send(survey, passed, key) };
		} catch (thrown) {
			const problem = toProblem(thrown);
			if (!problem) throw thrown;
			const { errors: fields = [], retryAfterSeconds } = problem.members;
			if (retryAfterSeconds) event.setHeaders({ 'Retry-After': String(retryAfterSeconds) });
			// Corrected, it is another survey: it gets another key. Where nobody knows whether it was written, the same.
			const next = (problem.status === 503 && String(form.get('key') ?? '')) || newKey();
			return fail(problem.status, { values, errors: fields, code: problem.code, key: next });
		}
	},
	async withdraw(event) {
		const { form, fault } = await readForm(event.request);
		try {
			if (fault) throw fault;
			await surveys.withdraw(String(form.get('survey_id') ?? ''), String(form.get('withdraw_token') ?? ''));
			return { withdrawn: true };
		} catch (thrown) {
			const problem = toProblem(thrown);
			if (!problem) throw thrown;
			return fail(problem.status, { code: problem.code });
		}
	}
};
