import { json } from '@sveltejs/kit';
import { parseFilter } from '$lib/camera/filter';
import { count } from '$lib/server/list';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** How many cameras the filters of the address let through. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { filter, bad } = parseFilter(event.url.searchParams);
		if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
		return json(await count(filter));
	});
