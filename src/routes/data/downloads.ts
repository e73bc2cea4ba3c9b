import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import { parseFilter } from '$lib/camera/filter';
import { download, type Format } from '$lib/server/export';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';

/** A download in a format, with the filters of its address. A filter that is not understood is a 400 that names it. */
export function downloading(event: RequestEvent, format: Format): Promise<Response> {
	return answering(event, () => {
		const { filter, bad } = parseFilter(event.url.searchParams);
		if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
		return download(event.request, format, filter, { origin: event.url.origin, build: version });
	});
}
