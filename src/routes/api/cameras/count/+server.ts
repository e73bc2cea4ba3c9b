import { json } from '@sveltejs/kit';
import { requiredFilter } from '$lib/server/asked-filter';
import { count } from '$lib/server/list';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** How many cameras the filters of the address let through. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const filter = await requiredFilter(event.url.searchParams);
		return json(await count(filter));
	});
