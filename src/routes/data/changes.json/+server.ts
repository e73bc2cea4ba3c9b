import { version } from '$app/environment';
import { readCursor } from '$lib/server/change-cursor';
import { changeFeed } from '$lib/server/change-feed';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** Every public change after the version `since`; without it the newest version. Anything else is a 400 that names it. */
export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const { searchParams, origin } = event.url;
		const asked = searchParams.get('since');
		const since = asked === null ? null : readCursor(asked);
		const bad = [...new Set(searchParams.keys())].filter((name) => name !== 'since');
		if (searchParams.getAll('since').length > 1 || (asked !== null && !since)) bad.push('since');
		if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
		return changeFeed(event.request, since, { origin, build: version });
	});
