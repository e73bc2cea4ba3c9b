import { viewFile } from '$lib/server/coverage/view-file';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** What one camera could see. */
export const GET: RequestHandler = (event) =>
	answering(event, () => viewFile(event.request, event.params.id, event.url.origin));
