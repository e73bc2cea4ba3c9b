import { randomBytes } from 'node:crypto';
import { fail, type Actions } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { readReportForm } from '$lib/camera/report-form';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import { passPlain, passSolved } from '$lib/server/guard';
import { Problem, toProblem } from '$lib/server/problem';
import { parseReport } from '$lib/server/reports';
import { addressOf, readForm, readIdempotencyKey } from '$lib/server/request';
import { settings } from '$lib/server/settings';
import type { PageServerLoad } from './$types';

const newKey = () => randomBytes(24).toString('base64url');

export const load: PageServerLoad = ({ setHeaders }) => {
	// Each form carries a key of its own.
	setHeaders({ 'Cache-Control': 'no-store' });
	return { key: newKey(), today: belgradeDay() };
};

export const actions: Actions = {
	async report(event) {
		const { form, fault } = await readForm(event.request);
		const { body, errors, values } = readReportForm(form);
		try {
			if (fault) throw fault;
			const report = await parseReport(body).catch((thrown: unknown) => {
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
			const { camera, ...rest } = await cameras.report(
				report,
				passed,
				key,
				(await contributors.current(event))?.salt
			);
			const context = { today: belgradeDay(), settings: await settings(), origin: event.url.origin };
			return {
				accepted: { camera: toFeature(camera, context), ...rest },
				same: report.same_as !== null
			};
		} catch (thrown) {
			const problem = toProblem(thrown);
			if (!problem) throw thrown;
			const { errors: fields = [], candidates = [], retryAfterSeconds } = problem.members;
			if (retryAfterSeconds) event.setHeaders({ 'Retry-After': String(retryAfterSeconds) });
			// Corrected, it is another report: it gets another key. Where nobody knows whether it was written, the same.
			const next = (problem.status === 503 && String(form.get('key') ?? '')) || newKey();
			return fail(problem.status, { values, errors: fields, candidates, code: problem.code, key: next });
		}
	},
	async withdraw(event) {
		const { form, fault } = await readForm(event.request);
		try {
			if (fault) throw fault;
			await cameras.withdraw(String(form.get('report_id') ?? ''), String(form.get('withdraw_token') ?? ''));
			return { withdrawn: true };
		} catch (thrown) {
			const problem = toProblem(thrown);
			if (!problem) throw thrown;
			return fail(problem.status, { code: problem.code });
		}
	}
};
