import { indexFile } from '$lib/server/snapshots';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** Every snapshot. */
export const GET: RequestHandler = (event) => answering(event, () => indexFile(event.request));
