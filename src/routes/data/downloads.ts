import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import { requiredFilter } from '$lib/server/asked-filter';
import { download, type Format } from '$lib/server/export';
import { answering } from '$lib/answer/problems';

/** A download in a format, with the filters of its address. A filter that is not understood is a 400 that names it. */
export function downloading(event: RequestEvent, format: Format): Promise<Response> {
	return answering(event, async () => {
		const filter = await requiredFilter(event.url.searchParams);
		return download(event.request, format, filter, { origin: event.url.origin, build: version });
	});
}
