import { opticsOf } from '$lib/camera/optics';
import { ruleKeys, type Rule } from '$lib/camera/review';
import { buildingsInForce } from '$lib/server/coverage/camera-sight';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const [numbers, buildings] = await orErrorPage(Promise.all([settings(), buildingsInForce()]));
	return {
		buildings,
		rule: Object.fromEntries(ruleKeys.map((key) => [key, numbers[key]])) as Rule,
		optics: opticsOf(numbers),
		ageingDays: numbers.ageing_after_days,
		staleDays: numbers.stale_after_days,
		placeM: numbers.place_m,
		surveyReachM: numbers.survey_reach_m,
		surveyDays: numbers.survey_fade_days
	};
};
