import { keyFile } from '$lib/server/snapshots';
import { wholeText } from '$lib/server/text-answer';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** The public key of the snapshots' signatures. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => wholeText(event.request, 'application/json', await keyFile()));
