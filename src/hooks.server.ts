import { text, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { acceptedLocale, splitPath, type Locale } from '$lib/i18n/locale';
import { startClock } from '$lib/server/clock';
import { listenForBasemap } from '$lib/server/basemap';
import { engine } from '$lib/server/engine';
import { startSearch } from '$lib/server/search';
import { readSwitches } from '$lib/server/guard/switches';
import { logFault } from '$lib/server/log';
import { settings } from '$lib/server/settings';
import { tiles } from '$lib/server/tiles';
import { knownPlaces } from './routes/known-places';

export const init: ServerInit = async () => {
	readSwitches(process.env);
	await engine();
	await settings();
	await tiles();
	startClock();
	startSearch(knownPlaces());
	listenForBasemap();
};

/** On every answer. The content policy, with its nonces, comes from svelte.config.js. */
const securityHeaders = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	// `no-referrer` would make Chromium send `Origin: null` on forms, which are then refused.
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), browsing-topics=()'
};
/** Open data: any page may read the downloads and the tiles. */
const openData = /^\/(data\/.|stats\/.|tiles[./]|cameras\/[^/]+\/view\.geojson$)/;
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

export const handle: Handle = async ({ event, resolve }) => {
	const { locale, path } = splitPath(event.url.pathname);
	const isPage =
		path === '/data/log' || !(openData.test(path) || /^\/(api\/|basemap[./]|healthz|readyz)/.test(path));
	event.locals.locale =
		isPage || path !== event.url.pathname
			? locale
			: acceptedLocale(event.request.headers.get('accept-language'));
	const response =
		isPage && isForeignForm(event.request, event.url)
			? refusal()
			: await resolve(event, {
					transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.locale),
					preload: ({ type, path }) =>
						type === 'js' || type === 'css' || isFirstFont(path, event.locals.locale)
				});
	for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
	if (isPage && !response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-cache');
	if (response.status === 503 && !response.headers.has('Retry-After'))
		response.headers.set('Retry-After', '5');
	if (!isPage && openData.test(path)) {
		response.headers.set('Access-Control-Allow-Origin', '*');
		response.headers.set('Cross-Origin-Resource-Policy', 'cross-origin');
	}
	return response;
};

/** The one font that is worth asking for before the page is read: the text's, in its script. */
function isFirstFont(path: string, locale: Locale): boolean {
	return path.includes(locale === 'sr-Cyrl' ? 'noto-sans-cyrillic-400' : 'noto-sans-latin-400');
}

/** A form sent here by another site. The JSON addresses take no forms at all, and say so themselves. */
function isForeignForm(request: Request, url: URL): boolean {
	if (request.method === 'GET' || request.method === 'HEAD') return false;
	const isForm = formTypes.test(request.headers.get('content-type') ?? 'text/plain');
	return isForm && request.headers.get('origin') !== url.origin;
}

function refusal(): Response {
	return text('This form was sent from another site.\n', { status: 403 });
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status !== 404) logFault(status, error, event.route.id);
	return { message };
};
