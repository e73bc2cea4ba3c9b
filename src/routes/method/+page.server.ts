import { opticsOf } from '$lib/camera/optics';
import { ruleKeys, type Rule } from '$lib/camera/review';
import { settings } from '$lib/server/settings';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const numbers = await settings();
	return {
		rule: Object.fromEntries(ruleKeys.map((key) => [key, numbers[key]])) as Rule,
		optics: opticsOf(numbers),
		ageingDays: numbers.ageing_after_days,
		staleDays: numbers.stale_after_days,
		placeM: numbers.place_m,
		surveyReachM: numbers.survey_reach_m,
		surveyDays: numbers.survey_fade_days
	};
};
