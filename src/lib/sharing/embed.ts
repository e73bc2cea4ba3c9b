import { LRUCache } from 'lru-cache';
import { render } from 'svelte/server';
import { belgradeDay } from '../camera/day.ts';
import { loadI18n } from '../i18n/load.ts';
import type { Locale } from '../i18n/locale.ts';
import { lookedText } from '../i18n/looked.ts';
import { recordCount } from '../i18n/record-words.ts';
import { formatView } from '../map/view.ts';
import { filterQuery } from '../camera/filter.ts';
import { basemap } from '../server/basemap/index.ts';
import { cityLooked, isMeasuring, liveCoverage } from '../server/coverage/index.ts';
import { liveCameras, refreshCameras } from '../server/live/index.ts';
import { settings } from '../server/settings.ts';
import { encodedWhole, isKnown, taggedHeaders } from '../server/text-answer.ts';
import { countsOf } from './counts.ts';
import { drawMap } from './draw-map.ts';
import { embedQuery, filterWords, readEmbed, type EmbedAsked } from './embed-asked.ts';
import Frame from './Frame.svelte';

/** larger than any frame that a page has room for */
const [width_px, height_px] = [1600, 1000];
const kept = new LRUCache<string, string>({ max: 50 });

/**
 * What another site shows in a frame: a drawing of the map or a number, in HTML without a script, from the memory of this
 * process. A tap opens the map on this site. The same ETag means the same bytes.
 * @throws Problem 400, which names what is not understood
 */
export async function embed(
	request: Request,
	url: URL,
	{ locale, build }: { locale: Locale; build: string }
): Promise<Response> {
	const asked = await readEmbed(url.searchParams);
	const [live, { demonstration }, streets] = await Promise.all([
		liveCameras(),
		settings(),
		basemap(),
		refreshCameras()
	]);
	const i18n = await loadI18n(locale);
	const today = belgradeDay();
	const looked = lookedText(i18n, cityLooked(live));
	const isGround = asked.show === 'map' && asked.layer === 'watched';
	const ground = isGround ? (await liveCoverage()).version : 0;
	const isWaiting = isGround && isMeasuring();
	const identity = [
		build,
		live.edition,
		today,
		url.origin,
		locale,
		embedQuery(asked),
		looked,
		ground,
		isWaiting
	];
	identity.push(streets?.version ?? '');
	const headers = taggedHeaders(request, identity);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	const key = identity.join(' ');
	let html = kept.get(key);
	if (html === undefined) {
		const drawn =
			asked.show === 'map'
				? await drawMap(live, { ...asked.view, width_px, height_px }, { ...asked, locale })
				: null;
		const props = {
			i18n,
			asked,
			drawn,
			size: { width_px, height_px },
			day: i18n.date(today),
			count: recordCount(i18n, await countsOf(asked.filter)),
			chosen: filterWords(i18n.m.record, asked.filter),
			looked,
			isWaiting,
			isDemonstration: demonstration === 1,
			address: url.origin + i18n.href(mapAddress(asked))
		};
		const { head, body } = render(Frame, { props });
		html = page(locale, head, body);
		kept.set(key, html);
	}
	headers.set('Content-Type', 'text/html; charset=utf-8');
	return encodedWhole(request, headers, html);
}

/** Where the map shows the same, and more. */
function mapAddress({ show, layer, view, filter }: EmbedAsked): string {
	const params = filterQuery(filter);
	if (show === 'map' && layer !== 'none') params.set('layer', layer);
	return `/${params.size > 0 ? `?${params}` : ''}${show === 'map' ? `#map=${formatView(view)}` : ''}`;
}

function page(locale: Locale, head: string, body: string): string {
	const start = `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`;
	const fit = '<meta name="viewport" content="width=device-width,initial-scale=1">';
	return `${start}${fit}<meta name="robots" content="noindex">${head}</head><body>${body}</body></html>`;
}
