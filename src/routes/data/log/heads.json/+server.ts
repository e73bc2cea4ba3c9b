import { version } from '$app/environment';
import { headsFile } from '$lib/server/public-log';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) => answering(event, () => headsFile(event.request, version));
