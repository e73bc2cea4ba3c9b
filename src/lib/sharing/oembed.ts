import { filterNames } from '../camera/filter.ts';
import { decodeCameraId } from '../camera/id.ts';
import { loadI18n } from '../i18n/load.ts';
import { splitPath, type Locale } from '../i18n/locale.ts';
import { cameraTitle } from '../i18n/record-words.ts';
import { nameAt } from '../server/feature-context.ts';
import { liveCameras } from '../server/live/index.ts';
import { Problem } from '../server/problem.ts';
import { wholeText } from '../server/text-answer.ts';
import { readEmbed, type EmbedAsked } from './embed-asked.ts';
import { framePath, frameSizes, snippet } from './snippet.ts';

/** seconds */
const cacheAge = 3600;
/** how close a camera is shown */
const cameraZoom = 15;
/** a smaller frame has no room for what must be said */
const least_px = { width: 200, height: 120 };

/**
 * Says how a page of ours is embedded (oEmbed 1.0, type `rich`): the map, a camera's page, the statistics as a number,
 * and a frame as it is.
 * @throws Problem 400, which names what is not understood; 404 for what is no such page of ours; 501 for XML
 */
export async function oembed(request: Request, url: URL): Promise<Response> {
	const { searchParams, origin } = url;
	const bad: string[] = [];
	const most = (name: string, usual: number) => {
		const text = searchParams.get(name);
		if (text === null) return usual;
		if (!/^\d{1,6}$/.test(text) || Number(text) === 0) bad.push(name);
		return Math.min(usual, Number(text));
	};
	const width = most('maxwidth', frameSizes.medium.width_px);
	const height = most('maxheight', frameSizes.medium.height_px);
	const format = searchParams.get('format') ?? 'json';
	const wanted = searchParams.get('url');
	if (wanted === null) bad.push('url');
	if (!['json', 'xml'].includes(format)) bad.push('format');
	if (bad.length > 0) throw new Problem(400, 'bad_filter', { names: bad });
	if (format === 'xml') throw new Problem(501, 'not_offered');
	if (width < least_px.width || height < least_px.height) throw new Problem(404, 'not_offered');
	const { asked, locale, title } = await pageAt(wanted ?? '', origin);
	const { m } = await loadI18n(locale);
	const size = { width_px: width, height_px: height };
	const answer = {
		version: '1.0',
		type: 'rich',
		title: title ?? m.view.shows[asked.layer],
		provider_name: m.common.site,
		provider_url: origin,
		cache_age: cacheAge,
		html: snippet(origin + framePath(asked, locale), title ?? m.view.shows[asked.layer], size),
		width,
		height
	};
	return wholeText(request, 'application/json', `${JSON.stringify(answer)}\n`);
}

/** What is embedded for an address. @throws Problem 404 */
async function pageAt(
	address: string,
	origin: string
): Promise<{ asked: EmbedAsked; locale: Locale; title: string | null }> {
	const none = () => new Problem(404, 'not_found');
	const page = URL.parse(address);
	if (page?.origin !== origin) throw none();
	const { locale, path } = splitPath(page.pathname);
	/** with the filters of the page, where a frame knows them */
	const as = (params: Record<string, string>) => {
		const filters = [...page.searchParams].filter(([name]) => filterNames.some((known) => known === name));
		const query = new URLSearchParams([...filters, ...Object.entries(params)]);
		return readEmbed(query).catch(() => readEmbed(new URLSearchParams(params)));
	};
	if (path === '/embed') return { asked: await readEmbed(page.searchParams), locale, title: null };
	if (path === '/stats') return { asked: await as({ show: 'counter' }), locale, title: null };
	const isMap = path === '/' || path === '';
	const id = isMap ? page.searchParams.get('camera') : /^\/cameras\/([^/]+)$/.exec(path)?.[1];
	if (isMap && !id) {
		const map = new URLSearchParams(page.hash.slice(1)).get('map');
		return { asked: await as(map ? { map } : {}), locale, title: null };
	}
	const number = decodeCameraId(id ?? '');
	const camera = number === null ? null : (await liveCameras()).index.find(number);
	if (!camera) throw none();
	const position: [number, number] = [camera.lng, camera.lat];
	const map = `${cameraZoom}/${camera.lat}/${camera.lng}`;
	const i18n = await loadI18n(locale);
	const title = cameraTitle(i18n, { ...camera, place: nameAt(position, locale), position });
	return { asked: await as({ map }), locale, title };
}
