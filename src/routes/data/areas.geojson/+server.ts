import { version } from '$app/environment';
import { areasFile } from '$lib/server/coverage/areas-file';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** The municipalities with their figures. */
export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const { borders, ...others } = Object.fromEntries(event.url.searchParams);
		const names = [
			...Object.keys(others),
			...(borders === undefined || borders === 'simplified' ? [] : ['borders'])
		];
		if (names.length > 0) throw new Problem(422, 'bad_filter', { names });
		const isOverview = borders !== undefined;
		return areasFile(event.request, { origin: event.url.origin, build: version, isOverview });
	});
