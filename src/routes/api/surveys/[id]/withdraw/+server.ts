import { json } from '@sveltejs/kit';
import { Problem } from '$lib/server/problem';
import { readJson } from '$lib/server/request';
import * as surveys from '$lib/server/surveys';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const body = await readJson(event.request);
		const token = (body as { withdraw_token?: unknown } | null)?.withdraw_token;
		if (typeof token !== 'string') throw new Problem(403, 'wrong_token');
		return json(await surveys.withdraw(event.params.id, token));
	});
