import { overview } from '$lib/server/cameras';
import { clockSentence } from '$lib/server/clock';
import { answering } from '../problems';
import type { RequestHandler } from './$types';

/** The database answers. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		await overview();
		return new Response(`ok\n${clockSentence()}`, { headers: { 'Cache-Control': 'no-store' } });
	});
