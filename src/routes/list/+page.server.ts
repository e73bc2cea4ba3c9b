import { toFeature } from '$lib/camera/feature';
import { filterQuery } from '$lib/camera/filter';
import { loadI18n } from '$lib/i18n/load';
import { askedFilter, refuseSwapped } from '$lib/server/asked-filter';
import { list, listOrders } from '$lib/server/list';
import { requestContext } from '$lib/server/feature-context';
import { liveCameras } from '$lib/server/live';
import { settings } from '$lib/server/settings';
import { boxAround, find } from '$lib/answer/find';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';

/** a link to a map is the longest that anybody pastes */
const longestText = 2000;

export const load: PageServerLoad = async ({ url, locals }) => {
	const numbers = await settings();
	const { filter, bad } = await orErrorPage(askedFilter(url.searchParams, ['q', 'order', 'page']));
	await orErrorPage(refuseSwapped(filter.bbox));
	const typed = url.searchParams.get('q')?.slice(0, longestText) ?? '';
	// An id as people write it: spaces, hyphens and look-alikes are forgiven.
	const query = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
	const order = listOrders.find((known) => known === url.searchParams.get('order')) ?? 'newest';
	const wanted = Math.floor(Number(url.searchParams.get('page')));
	const page = wanted >= 1 && wanted < 1e6 ? wanted : 1;
	const limit = numbers.list_page_rows;
	const isId = /^[0-9A-HJKMNP-TV-Z]{0,10}$/.test(query);
	const rows = { order, limit, offset: (page - 1) * limit };
	const byId = isId
		? await orErrorPage(list(filter, { ...rows, query }))
		: { total: 0, removed: 0, cameras: [] };
	// What is no id can be a place: the cameras around it.
	const { m } = await loadI18n(locals.locale);
	const isPlace = byId.total === 0 && typed.trim() !== '' && !filter.bbox;
	const found = isPlace ? await find(typed, 1, locals.locale, m) : undefined;
	const place = found?.results[0];
	const { total, removed, cameras } = place
		? await orErrorPage(list({ ...filter, bbox: boxAround(place) }, { ...rows, query: '' }))
		: byId;
	const { index, hasAreas } = await orErrorPage(liveCameras());
	const context = await requestContext({ url, locals });
	return {
		filter,
		hasAreas,
		/** nobody has reported any camera */
		isEmpty: index.size === 0,
		bad,
		typed,
		problem: found?.problem,
		place: place && { name: place.name, detail: place.detail },
		order,
		page,
		pages: Math.max(1, Math.ceil(total / limit)),
		total,
		removed,
		isWhole: place === undefined && query === '' && String(filterQuery(filter)) === '',
		cameras: cameras.map((camera) => ({ ...toFeature(camera, context), changed_on: camera.changed_on }))
	};
};
