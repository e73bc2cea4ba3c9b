import { answering } from '$lib/answer/problems';
import { wholeText } from '$lib/server/text-answer';
import type { RequestHandler } from './$types';

/** What search engines may read, and where the pages stand (RFC 9309). */
export const GET: RequestHandler = (event) =>
	answering(event, () =>
		wholeText(
			event.request,
			'text/plain; charset=utf-8',
			`User-agent: *\nDisallow: /report\nDisallow: /desk\nDisallow: /account\n\nSitemap: ${event.url.origin}/sitemap.xml\n`
		)
	);
