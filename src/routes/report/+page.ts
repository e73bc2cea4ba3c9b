import { browser } from '$app/environment';
import { navigating } from '$app/state';
import { redirect } from '@sveltejs/kit';
import { isOnMap, keepShared } from '$lib/report/shared';
import type { PageLoad } from './$types';

export const load: PageLoad = ({ data, url }) => {
	// From another page of ours the map opens at once; who loads this page has its form until scripts run.
	if (browser && navigating.to && isOnMap(url.searchParams)) {
		keepShared(url.searchParams);
		redirect(307, data.flow);
	}
	return data;
};
