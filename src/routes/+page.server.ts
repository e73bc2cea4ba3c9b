import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { overview } from '$lib/server/cameras';
import { liveCameras } from '$lib/server/live';
import { settings } from '$lib/server/settings';
import { orErrorPage } from './problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const [{ counts, total, newest }, numbers] = await orErrorPage(Promise.all([overview(), settings()]));
	const today = belgradeDay();
	const context = { today, settings: numbers, origin: url.origin };
	const { index } = await liveCameras();
	return {
		today,
		staleAfterDays: numbers.stale_after_days,
		counts,
		total,
		/** so that the page can count what its filters let through */
		crossTable: index.crossTable(),
		/** where a camera can be */
		area: {
			area_west_deg: numbers.area_west_deg,
			area_south_deg: numbers.area_south_deg,
			area_east_deg: numbers.area_east_deg,
			area_north_deg: numbers.area_north_deg
		},
		newest: newest.map((camera) => ({ ...toFeature(camera, context), changed_on: camera.changed_on }))
	};
};
