import { Problem } from '$lib/server/problem';
import { isTable, tableFile } from '$lib/server/stats';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, () => {
		const { name } = event.params;
		if (!isTable(name)) throw new Problem(404, 'not_found');
		return tableFile(event.request, name);
	});
