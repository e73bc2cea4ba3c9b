import type { Actions } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { readReportForm, typedReport } from '$lib/camera/report-form';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import { answerForm, checkedForm, newKey, nextKey, passForm, textOf } from '$lib/answer/form-action';
import { requestContext } from '$lib/server/feature-context';
import { localePath } from '$lib/i18n/locale';
import { sharedPlace } from '$lib/report/shared-place';
import { parseReport } from '$lib/server/reports';
import { readIdempotencyKey } from '$lib/server/request';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ setHeaders, url, locals }) => {
	// Each form carries a key of its own.
	setHeaders({ 'Cache-Control': 'no-store' });
	return {
		key: newKey(),
		today: belgradeDay(),
		shared: sharedPlace(url.searchParams),
		/** where the report is on the map */
		flow: localePath('/?tool=report', locals.locale)
	};
};

export const actions: Actions = {
	report: (event) =>
		answerForm(event, (form) => {
			return {
				typed: (problem) => ({ values: typedReport(form), key: nextKey(form, problem) }),
				async act() {
					const { body, errors } = await readReportForm(form, cameras.positionOf);
					const report = await checkedForm(errors, parseReport(body));
					const key = readIdempotencyKey(textOf(form)('key') || null);
					const passed = await passForm(event, form);
					const salt = (await contributors.current(event))?.salt;
					const { camera, ...rest } = await cameras.report(report, passed, key, salt);
					return {
						accepted: { camera: toFeature(camera, await requestContext(event)), ...rest },
						same: report.same_as !== null
					};
				}
			};
		}),
	withdraw: (event) =>
		answerForm(event, (form) => ({
			typed: {},
			async act() {
				const text = textOf(form);
				await cameras.withdraw(text('report_id'), text('withdraw_token'));
				return { withdrawn: true };
			}
		}))
};
