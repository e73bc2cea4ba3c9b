import { resolve } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';
import { LRUCache } from 'lru-cache';
import { belgradeDay } from '../camera/day.ts';
import { decodeCameraId, encodeCameraId } from '../camera/id.ts';
import { loadI18n, type I18n } from '../i18n/load.ts';
import { defaultLocale, locales } from '../i18n/locale.ts';
import { cameraTitle, recordCount, standingOf } from '../i18n/record-words.ts';
import { home } from '../map/view.ts';
import { nameAt } from '../server/feature-context.ts';
import { liveCameras, refreshCameras, type LiveCameras } from '../server/live/index.ts';
import { Problem } from '../server/problem.ts';
import { namesVersion } from '../server/search/index.ts';
import { settings } from '../server/settings.ts';
import { isKnown, taggedHeaders } from '../server/text-answer.ts';
import { cardView, mapCard, numbersCard, type CardWords } from './card-svg.ts';
import { countsOf } from './counts.ts';
import { drawMap } from './draw-map.ts';

/** run from source, in development and in production */
const fontFiles = ['latin', 'latin-ext', 'cyrillic'].map((script) =>
	resolve(`src/lib/sharing/fonts/noto-sans-${script}-600.ttf`)
);
/** how close the surroundings of a camera are drawn */
const cameraZoom = 14;
/** pictures, by what their ETag stands for; about 100 kB each */
const kept = new LRUCache<string, Promise<Buffer>>({ max: 100 });
/** one picture is drawn after the other: the threads that draw also read files for others */
let last: Promise<unknown> = Promise.resolve();

/**
 * The picture that goes with a link to the map (`map`), the statistics (`stats`) or a camera (its id), as PNG of 1200 by
 * 630 px, in the language `lang`. Drawn in a thread of its own, once for each version of the record and day.
 * @throws Problem 400, which names what is not understood; 404 for no such card
 */
export async function card(request: Request, url: URL, name: string, build: string): Promise<Response> {
	const lang = url.searchParams.get('lang') || defaultLocale;
	const locale = locales.find((known) => known === lang);
	if (!locale) throw new Problem(400, 'bad_filter', { names: ['lang'] });
	const [live, i18n] = await Promise.all([liveCameras(), loadI18n(locale), refreshCameras()]);
	const number = ['map', 'stats'].includes(name) ? null : decodeCameraId(name);
	if (number === null ? !['map', 'stats'].includes(name) : !live.index.find(number))
		throw new Problem(404, 'not_found');
	const subject = number === null ? name : encodeCameraId(number);
	const identity = [build, live.edition, belgradeDay(), url.host, subject, locale, namesVersion()];
	const headers = taggedHeaders(request, identity);
	headers.delete('Vary');
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	const key = identity.join(' ');
	let picture = kept.get(key);
	if (!picture) {
		kept.set(key, (picture = draw(live, number ?? name, i18n, url.host)));
		picture.catch(() => kept.delete(key));
	}
	const png = await picture;
	headers.set('Content-Type', 'image/png');
	headers.set('Content-Length', String(png.length));
	return new Response(request.method === 'HEAD' ? null : new Uint8Array(png), { headers });
}

async function draw(live: LiveCameras, subject: number | string, i18n: I18n, host: string): Promise<Buffer> {
	const svg = await svgOf(live, subject, i18n, host);
	const drawn = last.then(() => renderAsync(svg, { font: { loadSystemFonts: false, fontFiles } }));
	last = drawn.catch(() => {});
	return (await drawn).asPng();
}

async function svgOf(live: LiveCameras, subject: number | string, i18n: I18n, host: string): Promise<string> {
	const { m, date, number, locale } = i18n;
	const [counts, { demonstration }] = await Promise.all([countsOf({}), settings()]);
	const day = m.view.state(date(belgradeDay()));
	const foot = {
		source: `${day} · ${m.map.licence} · ${host}`,
		warning: demonstration === 1 ? m.common.demonstration(false) : null
	};
	if (subject === 'stats') {
		const words: CardWords = { title: m.view.shows.none, said: '', ...foot };
		const standing = standingOf(counts);
		const byState = (['verified', 'disputed', 'removed'] as const).map((state): [string, string] => [
			number(counts[state]),
			m.view.inState[state](counts[state])
		]);
		return numbersCard([[number(standing), m.map.counts(standing)], ...byState], words);
	}
	const camera = typeof subject === 'number' ? live.index.find(subject) : null;
	const position: [number, number] = camera ? [camera.lng, camera.lat] : home.center;
	const view = cardView(position, camera ? cameraZoom : home.zoom);
	const { svg } = await drawMap(live, view, { filter: {}, layer: 'none', locale });
	const words: CardWords = camera
		? {
				title: cameraTitle(i18n, { ...camera, place: nameAt(position, locale), position }),
				said: `${m.view.shows.none}. ${m.record.state.name}: ${m.record.state.values[camera.state]}`,
				...foot
			}
		: { title: m.view.shows.none, said: recordCount(i18n, counts), ...foot };
	return mapCard(svg, words, camera !== null);
}
