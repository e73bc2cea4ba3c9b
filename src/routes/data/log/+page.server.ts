import { logHeads } from '$lib/server/public-log';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const { log_page_days } = await settings();
	const { days } = await orErrorPage(logHeads(log_page_days));
	return { days: days.reverse() };
};
