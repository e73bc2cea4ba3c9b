import { version } from '$app/environment';
import { viewFile } from '$lib/server/coverage/view-file';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** What one camera could see. */
export const GET: RequestHandler = (event) =>
	answering(event, () =>
		viewFile(event.request, event.params.id, { origin: event.url.origin, build: version })
	);
