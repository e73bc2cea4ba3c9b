import { sitemap } from '$lib/answer/api/sitemap';
import { answering } from '$lib/answer/problems';
import { wholeText } from '$lib/server/text-answer';
import type { RequestHandler } from './$types';

/** The pages, for search engines. */
export const GET: RequestHandler = (event) =>
	answering(event, () => wholeText(event.request, 'application/xml', sitemap(event.url.origin)));
