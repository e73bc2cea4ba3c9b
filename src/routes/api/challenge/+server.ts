import { json } from '@sveltejs/kit';
import { challenge } from '$lib/server/guard';
import { addressOf } from '$lib/server/request';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, async () =>
		json(await challenge(addressOf(event)), { headers: { 'Cache-Control': 'no-store' } })
	);
