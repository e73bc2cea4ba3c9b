import { version } from '$app/environment';
import { Problem } from '$lib/server/problem';
import { headsFile } from '$lib/server/public-log';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const names = [...new Set(event.url.searchParams.keys())];
		if (names.length > 0) throw new Problem(400, 'bad_filter', { names });
		return headsFile(event.request, version);
	});
