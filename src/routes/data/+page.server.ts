import { schemaOrg } from '$lib/answer/api/datasets';
import { belgradeDay } from '$lib/camera/day';
import { settings } from '$lib/server/settings';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
	const [today, numbers] = [belgradeDay(), await settings()];
	const dataset = JSON.stringify(schemaOrg({ origin: url.origin, today, settings: numbers }, locals.locale));
	return {
		today,
		ageingAfterDays: numbers.ageing_after_days,
		staleAfterDays: numbers.stale_after_days,
		// No visitor's text is in it, and no sign that ends a script.
		jsonLd: `<script type="application/ld+json">${dataset.replaceAll('<', '\\u003c')}</script>`
	};
};
