import { json } from '@sveltejs/kit';
import * as cameras from '$lib/server/cameras';
import { Problem } from '$lib/server/problem';
import { readJson } from '$lib/server/request';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const body = await readJson(event.request);
		const token = (body as { withdraw_token?: unknown } | null)?.withdraw_token;
		if (typeof token !== 'string') throw new Problem(403, 'wrong_token');
		return json(await cameras.withdraw(event.params.id, token));
	});
