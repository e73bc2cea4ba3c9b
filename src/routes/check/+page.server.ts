import { toFeature } from '$lib/camera/feature';
import { municipalityIds } from '$lib/camera/municipalities';
import { requestContext } from '$lib/server/feature-context';
import { liveCameras } from '$lib/server/live';
import { settings } from '$lib/server/settings';
import { worklist } from '$lib/server/worklist';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';

const listed = ['disputed', 'verified', 'reported'] as const;

export const load: PageServerLoad = async ({ url, locals }) => {
	const numbers = await settings();
	const { hasAreas, index } = await orErrorPage(liveCameras());
	const bad: string[] = [];
	const chosen = <T>(name: string, find: (text: string) => T | undefined): T | undefined => {
		const text = url.searchParams.get(name);
		if (!text) return undefined;
		const found = find(text);
		if (found === undefined) bad.push(name);
		return found;
	};
	const state = chosen('state', (text) => listed.find((known) => known === text));
	const municipality = chosen('municipality', (text) =>
		hasAreas ? municipalityIds.find((known) => known === text) : undefined
	);
	const wanted = Math.floor(Number(url.searchParams.get('page')));
	const limit = numbers.list_page_rows;
	const filter = { state: state && [state], municipality: municipality && [municipality] };
	const { total } = await orErrorPage(worklist(filter, 0, 0));
	const pages = Math.max(1, Math.ceil(total / limit));
	// The list is shorter than it was, when many were checked meanwhile.
	const page = Math.min(wanted >= 1 ? wanted : 1, pages);
	const offset = (page - 1) * limit;
	const { items } = await orErrorPage(worklist(filter, offset, limit));
	const context = await requestContext({ url, locals });
	return {
		states: listed,
		state,
		hasAreas,
		/** nobody has reported any camera */
		isEmpty: index.size === 0,
		municipality,
		bad,
		page,
		pages,
		total,
		offset,
		ageingDays: numbers.ageing_after_days,
		rows: items.map(({ camera, reason }) => ({
			camera: toFeature(camera, context),
			reason,
			changedOn: camera.changed_on,
			observedOn: camera.observed_on
		}))
	};
};
