import { version } from '$app/environment';
import { parseCoverageQuery } from '$lib/camera/coverage';
import { refuseSwapped } from '$lib/server/asked-filter';
import { coverageFile } from '$lib/server/coverage/geojson';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** Watched ground by cell. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { query, bad } = parseCoverageQuery(event.url.searchParams);
		if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
		await refuseSwapped(query.bbox);
		return coverageFile(event.request, query, { origin: event.url.origin, build: version });
	});
