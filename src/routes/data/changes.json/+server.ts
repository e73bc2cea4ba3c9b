import { version } from '$app/environment';
import { readCursor } from '$lib/server/change-cursor';
import { changeFeed } from '$lib/server/change-feed';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** Every public change after the version `since`; without it the newest version. */
export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const { searchParams, origin } = event.url;
		const since = readCursor(searchParams.get('since') ?? '');
		return changeFeed(event.request, since, { origin, build: version });
	});
