import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** The process is alive. */
export const GET: RequestHandler = (event) =>
	answering(event, () => new Response('ok\n', { headers: { 'Cache-Control': 'no-store' } }));
