import { snapshotFile } from '$lib/server/snapshots';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** A file of a snapshot. */
export const GET: RequestHandler = (event) =>
	answering(event, () => snapshotFile(event.request, event.params.edition, event.params.file));
