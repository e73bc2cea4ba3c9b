import { clockSentence } from '$lib/server/clock';
import { snapshotSentence } from '$lib/server/snapshots';
import { ready } from '$lib/server/readiness';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** The database answers, and can be written to. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		await ready();
		return new Response(`ok\n${clockSentence()}${await snapshotSentence()}`, {
			headers: { 'Cache-Control': 'no-store' }
		});
	});
