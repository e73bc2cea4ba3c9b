import { json } from '@sveltejs/kit';
import { loadI18n } from '$lib/i18n/load';
import { locales } from '$lib/i18n/locale';
import { Problem } from '$lib/server/problem';
import { find } from '$lib/answer/find';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** a map link is the longest that anybody pastes */
const longest = 2000;
const usualLimit = 8;

/** `?q=` a name, a position or a camera's id; `limit`; `lang` where `Accept-Language` is not the reader's. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { searchParams } = event.url;
		const text = (searchParams.get('q') ?? '').trim();
		const limit = Number(searchParams.get('limit') || usualLimit);
		const wanted = searchParams.get('lang') ?? event.locals.locale;
		const locale = locales.find((known) => known === wanted);
		const bad = [...(text === '' || text.length > longest ? ['q'] : []), ...(locale ? [] : ['lang'])];
		if (!locale || bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
		const { m } = await loadI18n(locale);
		// What somebody looked for is kept nowhere, also not by a cache on the way.
		return json(await find(text, limit, locale, m), {
			headers: { 'Cache-Control': 'private, no-store', Vary: 'Accept-Language' }
		});
	});
