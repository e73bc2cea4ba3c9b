import { version } from '$app/environment';
import { readCursor } from '$lib/server/change-cursor';
import { changeFeed } from '$lib/server/change-feed';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** Every public change after the version `since`; without it the newest version. */
export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const { searchParams, origin } = event.url;
		const asked = searchParams.get('since');
		const since = asked === null ? null : readCursor(asked);
		// An empty version is a fault of who follows: to tell the newest would lose what lies between.
		if (asked !== null && !since) throw new Problem(400, 'bad_filter', { names: ['since'] });
		return changeFeed(event.request, since, { origin, build: version });
	});
