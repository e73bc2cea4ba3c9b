import { catalogue } from '$lib/answer/api/datasets';
import { answering } from '$lib/answer/problems';
import { belgradeDay } from '$lib/camera/day';
import { settings } from '$lib/server/settings';
import { wholeText } from '$lib/server/text-answer';
import type { RequestHandler } from './$types';

/** What there is to download, in DCAT-AP 3. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const site = { origin: event.url.origin, today: belgradeDay(), settings: await settings() };
		return wholeText(event.request, 'application/ld+json', `${JSON.stringify(catalogue(site))}\n`);
	});
