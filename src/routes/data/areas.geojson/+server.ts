import { areasFile } from '$lib/server/coverage/areas-file';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** The municipalities with their figures. */
export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const { searchParams, origin } = event.url;
		const isOverview = searchParams.get('borders') === 'simplified';
		return areasFile(event.request, { origin, isOverview });
	});
