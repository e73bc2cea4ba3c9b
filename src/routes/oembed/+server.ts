import { answering } from '$lib/answer/problems';
import { oembed } from '$lib/sharing/oembed';
import type { RequestHandler } from './$types';

/** How a page of ours is embedded. */
export const GET: RequestHandler = (event) => answering(event, () => oembed(event.request, event.url));
