import { belgradeDay } from '$lib/camera/day';
import { settings } from '$lib/server/settings';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { ageing_after_days, stale_after_days } = await settings();
	return { today: belgradeDay(), ageingAfterDays: ageing_after_days, staleAfterDays: stale_after_days };
};
