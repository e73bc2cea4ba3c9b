import { version } from '$app/environment';
import { answering } from '$lib/answer/problems';
import { requiredFilter } from '$lib/server/asked-filter';
import { sightsFile } from '$lib/server/coverage/sights-file';
import type { RequestHandler } from './$types';

/** What cameras see among buildings. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const filter = await requiredFilter(event.url.searchParams);
		return sightsFile(event.request, filter, { origin: event.url.origin, build: version });
	});
