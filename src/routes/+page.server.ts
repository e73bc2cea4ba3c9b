import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import { overview } from '$lib/server/cameras';
import { settings } from '$lib/server/settings';
import { orErrorPage } from './problems';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
	const [{ counts, total, newest }, numbers] = await orErrorPage(Promise.all([overview(), settings()]));
	const context = { today: belgradeDay(), settings: numbers, origin: url.origin };
	return {
		counts,
		total,
		newest: newest.map((camera) => ({ ...toFeature(camera, context), changed_on: camera.changed_on }))
	};
};
