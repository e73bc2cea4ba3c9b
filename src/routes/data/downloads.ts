import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import { readDays } from '$lib/camera/between';
import { belgradeDay } from '$lib/camera/day';
import { defaultLocale, locales } from '$lib/i18n/locale';
import { requiredFilter } from '$lib/server/asked-filter';
import { changesFile, download, type Format } from '$lib/server/export';
import { Problem } from '$lib/server/problem';
import { answering } from '$lib/answer/problems';

/**
 * A download in a format, with the filters of its address and `lang`, the language in which places are named. What is
 * not understood is a 400 that names it.
 */
export function downloading(event: RequestEvent, format: Format): Promise<Response> {
	return answering(event, async () => {
		const { searchParams, origin } = event.url;
		const asked = searchParams.get('lang') ?? defaultLocale;
		const locale = locales.find((known) => known === asked);
		const filter = await requiredFilter(searchParams, ['lang']);
		if (!locale) throw new Problem(400, 'bad_filter', { names: ['lang'] });
		return download(event.request, format, filter, { origin, locale, build: version });
	});
}

/** What changed between the days `from` and `to` of the address. Anything else in it is a 400 that names it. */
export function downloadingChanges(event: RequestEvent): Promise<Response> {
	return answering(event, async () => {
		const { searchParams, origin } = event.url;
		const days = readDays(searchParams, belgradeDay());
		if (Array.isArray(days)) throw new Problem(400, 'bad_filter', { errors: days });
		return changesFile(event.request, days, { origin, build: version });
	});
}
