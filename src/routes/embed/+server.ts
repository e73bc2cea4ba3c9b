import { version } from '$app/environment';
import { answering } from '$lib/answer/problems';
import { embed } from '$lib/sharing/embed';
import type { RequestHandler } from './$types';

/** What another site shows in a frame. */
export const GET: RequestHandler = (event) =>
	answering(event, () => embed(event.request, event.url, { locale: event.locals.locale, build: version }));
