import { apiCatalog } from '$lib/answer/api/api-catalog';
import { answering } from '$lib/answer/problems';
import { wholeText } from '$lib/server/text-answer';
import type { RequestHandler } from './$types';

/** Which APIs there are (RFC 9727), as a link set (RFC 9264). */
export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const type = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"';
		const text = `${JSON.stringify(apiCatalog(event.url.origin))}\n`;
		const response = wholeText(event.request, type, text);
		response.headers.set('Link', '</.well-known/api-catalog>; rel="api-catalog"');
		return response;
	});
