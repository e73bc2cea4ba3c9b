import { version } from '$app/environment';
import { answering } from '$lib/answer/problems';
import { card } from '$lib/sharing/card';
import type { RequestHandler } from './$types';

/** The picture that goes with a link to a page of ours. */
export const GET: RequestHandler = (event) =>
	answering(event, () => card(event.request, event.url, event.params.card, version));
