import { LRUCache } from 'lru-cache';
import { addDays, belgradeDay } from '../camera/day.ts';
import { filterQuery, type Filter } from '../camera/filter.ts';
import { decodeCameraId, encodeCameraId } from '../camera/id.ts';
import { loadI18n } from '../i18n/load.ts';
import { defaultLocale, locales, type Locale } from '../i18n/locale.ts';
import { askedFilter } from '../server/asked-filter.ts';
import { get } from '../server/cameras.ts';
import { liveCameras, refreshCameras } from '../server/live/index.ts';
import { Problem } from '../server/problem.ts';
import { namesVersion } from '../server/search/index.ts';
import { settings } from '../server/settings.ts';
import { recentChanges } from '../server/state-changes.ts';
import { encodedWhole, isKnown, taggedHeaders } from '../server/text-answer.ts';
import { feedText, licence, type FeedFormat } from './feed-text.ts';

/** a feed goes back so far, and has so many entries */
const mostDays = 90;
const mostEntries = 200;
const mediaTypes = { atom: 'application/atom+xml; charset=utf-8', json: 'application/feed+json' };
/** texts, by what their ETag stands for */
const kept = new LRUCache<string, Promise<string>>({ max: 30 });

/** What an address asks for. */
interface Asked {
	filter: Pick<Filter, 'municipality' | 'state'>;
	/** null is all cameras */
	camera: number | null;
	locale: Locale;
}

/**
 * A feed of what became of cameras: Atom (RFC 4287) or JSON Feed 1.1, from the memory of this process. Times are the
 * midnights of days. The same ETag means the same bytes. `build` changes with the program.
 * @throws Problem 400, which names what is not understood; 404 and 410 of a camera
 */
export async function feed(request: Request, url: URL, format: FeedFormat, build: string): Promise<Response> {
	const asked = await readAsked(url.searchParams);
	const [cameras, { demonstration }] = await Promise.all([liveCameras(), settings(), refreshCameras()]);
	if (asked.camera !== null && !cameras.index.find(asked.camera)) {
		const elsewhere = await becomeOf(asked, url);
		if (elsewhere) return elsewhere;
	}
	const today = belgradeDay();
	const query = queryOf(asked);
	const identity = [build, cameras.edition, today, url.origin, format, query, namesVersion()];
	const headers = taggedHeaders(request, identity);
	headers.set('Link', `<${licence}>; rel="license"`);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	const write = async () => {
		const changes = await recentChanges(cameras.index, {
			since: addDays(today, 1 - mostDays),
			limit: mostEntries,
			isAsked: ({ number, municipality }) =>
				(asked.camera === null || number === asked.camera) &&
				(!asked.filter.municipality || asked.filter.municipality.some((one) => one === municipality)),
			states: asked.filter.state
		});
		return feedText(changes, format, {
			i18n: await loadI18n(asked.locale),
			origin: url.origin,
			query,
			...asked,
			today,
			isDemonstration: demonstration === 1
		});
	};
	const key = identity.join(' ');
	let text = kept.get(key);
	if (!text) {
		kept.set(key, (text = write()));
		text.catch(() => kept.delete(key));
	}
	headers.set('Content-Type', mediaTypes[format]);
	return encodedWhole(request, headers, await text);
}

/** @throws Problem 400 */
async function readAsked(params: URLSearchParams): Promise<Asked> {
	const { bad, filter } = await askedFilter(params, ['camera', 'lang']);
	const lang = params.get('lang') || defaultLocale;
	const locale = locales.find((known) => known === lang);
	const id = params.get('camera') || null;
	const camera = id === null ? null : decodeCameraId(id);
	if (!locale) bad.push('lang');
	if (id !== null && camera === null) bad.push('camera');
	if (bad.length > 0 || !locale) throw new Problem(400, 'bad_filter', { names: bad });
	const { municipality, state } = filter;
	return { filter: { municipality, state }, camera, locale };
}

/** The parameters of a feed, always the same for the same feed. */
function queryOf({ filter, camera, locale }: Asked): string {
	const params = filterQuery(filter);
	if (camera !== null) params.set('camera', encodeCameraId(camera));
	if (locale !== defaultLocale) params.set('lang', locale);
	return params.size > 0 ? `?${params}` : '';
}

/**
 * What is answered for a camera that is not in memory, as its page answers: where the one is that it was merged into.
 * @throws Problem 404, 410
 */
async function becomeOf(asked: Asked, { pathname }: URL): Promise<Response | null> {
	const found = await get(encodeCameraId(asked.camera ?? NaN));
	if (!('gone' in found)) return null;
	if (found.gone !== 'merged') throw new Problem(410, 'gone', { reason: found.reason ?? undefined });
	const Location = pathname + queryOf({ ...asked, camera: decodeCameraId(found.into) });
	// Asked for again each time: a merge can be undone.
	return new Response(null, { status: 301, headers: { Location, 'Cache-Control': 'no-cache' } });
}
