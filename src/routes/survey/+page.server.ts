import type { Actions } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import type { Square } from '$lib/camera/walk-next';
import type { Locale } from '$lib/i18n/locale';
import { readSurveyForm, typedSurvey } from '$lib/camera/survey-form';
import { answerForm, checkedForm, newKey, nextKey, passForm, textOf } from '$lib/answer/form-action';
import { placesToWalk } from '$lib/server/coverage';
import { nameAt } from '$lib/server/feature-context';
import { readIdempotencyKey } from '$lib/server/request';
import { settings } from '$lib/server/settings';
import * as surveys from '$lib/server/surveys';
import type { PageServerLoad } from './$types';

/** 500,000 characters of a pasted walk, which PlainForm promises, of two bytes each, and the other fields */
const maxSurveyBytes = 2 ** 20;

/** places to look at that the page names */
const placesNamed = 8;

/** The best places, by name; of those with one name the best. */
function namedPlaces(places: Square[], locale: Locale) {
	const named = new Map<string, Square & { name: string | null }>();
	for (const place of places) {
		if (named.size === placesNamed) break;
		const name = nameAt(place.at, locale);
		const key = name ?? place.at.join();
		if (!named.has(key)) named.set(key, { ...place, name });
	}
	return [...named.values()];
}

export const load: PageServerLoad = async ({ setHeaders, locals }) => {
	// Each form carries a key of its own.
	setHeaders({ 'Cache-Control': 'no-store' });
	const [{ survey_reach_m, survey_corners_max }, places] = await Promise.all([
		settings(),
		placesToWalk().catch(() => [])
	]);
	return {
		places: namedPlaces(places, locals.locale),
		key: newKey(),
		today: belgradeDay(),
		reach_m: survey_reach_m,
		corners: survey_corners_max
	};
};

export const actions: Actions = {
	survey: (event) =>
		answerForm(
			event,
			(form) => {
				return {
					typed: (problem) => ({ values: typedSurvey(form), key: nextKey(form, problem) }),
					async act() {
						const { body, errors } = await readSurveyForm(form);
						const survey = await checkedForm(errors, surveys.parseSurvey(body));
						const key = readIdempotencyKey(textOf(form)('key') || null);
						return { accepted: await surveys.send(survey, await passForm(event, form), key) };
					}
				};
			},
			maxSurveyBytes
		),
	withdraw: (event) =>
		answerForm(event, (form) => ({
			typed: {},
			act() {
				const text = textOf(form);
				return surveys.withdraw(text('survey_id'), text('withdraw_token'));
			}
		}))
};
