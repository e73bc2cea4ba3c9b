import { version } from '$app/environment';
import { openApi } from '$lib/answer/api/openapi';
import { answering } from '$lib/answer/problems';
import { settings } from '$lib/server/settings';
import { wholeText } from '$lib/server/text-answer';
import type { RequestHandler } from './$types';

/** Every address for programs, as OpenAPI 3.1. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const text = `${JSON.stringify(openApi(event.url.origin, version, await settings()))}\n`;
		return wholeText(event.request, 'application/vnd.oai.openapi+json;version=3.1', text);
	});
