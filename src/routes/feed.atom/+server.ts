import { version } from '$app/environment';
import { answering } from '$lib/answer/problems';
import { feed } from '$lib/sharing/feed';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, () => feed(event.request, event.url, 'atom', version));
