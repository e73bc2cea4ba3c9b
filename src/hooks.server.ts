import { text, type Handle, type HandleServerError, type RequestEvent, type ServerInit } from '@sveltejs/kit';
import { splitPath, type Locale } from '$lib/i18n/locale';
import { acceptedLocale } from '$lib/server/accepted-locale';
import { startClock } from '$lib/server/clock';
import { listenForBasemap } from '$lib/server/basemap';
import { refuseHalfRestored } from '$lib/server/backup/half-restored';
import { engine } from '$lib/server/engine';
import { startSearch } from '$lib/server/search';
import { readSwitches } from '$lib/server/guard/switches';
import { logFault } from '$lib/server/log';
import { asksForPage, isNegotiated } from '$lib/server/negotiated';
import { Problem } from '$lib/server/problem';
import { patiently } from '$lib/server/process-wide';
import { isOpenToOtherSites, routeKind } from '$lib/server/route-kind';
import { settings } from '$lib/server/settings';
import { tiles } from '$lib/server/tiles';
import { knownPlaces } from '$lib/answer/known-places';
import { answering } from '$lib/answer/problems';

export const init: ServerInit = async () => {
	readSwitches(process.env);
	await engine();
	await patiently(async () => {
		await refuseHalfRestored();
		await settings();
		await tiles();
	});
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
/** On what other sites may show in a frame: it runs no script, sends no form and asks for nothing. */
const frameHeaders = {
	'Content-Security-Policy':
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *",
	'Cross-Origin-Resource-Policy': 'cross-origin'
};
/** On what pages of other sites may read. */
const openHeaders = {
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Expose-Headers': 'ETag, Content-Range',
	'Cross-Origin-Resource-Policy': 'cross-origin'
};
/** What a browser asks for before another site's page reads it with headers of its own. */
const preflightHeaders = {
	'Access-Control-Allow-Methods': 'GET, HEAD',
	'Access-Control-Allow-Headers': 'If-None-Match, If-Range, Range',
	'Access-Control-Max-Age': '86400'
};
/** What the framework would find, or trip over, among the actions of every page. */
const noActions = ['default', ...Object.getOwnPropertyNames(Object.prototype)].map((name) => `/${name}`);

export const handle: Handle = async ({ event, resolve }) => {
	const { locale, path } = splitPath(event.url.pathname);
	const route = event.route.id ?? path;
	const kind = routeKind(route);
	const isFrame = kind === 'frame';
	const asksPage = isNegotiated(route) && wantsPage(event);
	const isPage = asksPage || kind === 'page' || isFrame;
	// By it the framework chooses between the page and the data of a route that has both.
	if (isNegotiated(route)) event.request.headers.set('accept', asksPage ? 'text/html' : 'application/json');
	const asksLanguage = !isPage && path === event.url.pathname;
	event.locals.locale = asksLanguage ? acceptedLocale(event.request.headers.get('accept-language')) : locale;
	const isUnknown = !isPage && event.route.id === null;
	const answer =
		(isUnknown && (await answering(event, unknownAddress))) ||
		(isPage && refusal(event.request, event.url)) ||
		(await resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.locale),
			preload: ({ type, path }) =>
				type === 'js' || type === 'css' || path.includes(firstFont[event.locals.locale])
		}));
	const isQuestion = !isPage && event.request.method === 'OPTIONS';
	const response = isQuestion ? allowed(answer) : answer;
	for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
	if (isFrame) {
		response.headers.delete('X-Frame-Options');
		for (const [name, value] of Object.entries(frameHeaders)) response.headers.set(name, value);
	}
	if (isPage && !response.headers.has('Cache-Control')) response.headers.set('Cache-Control', 'no-cache');
	// A refusal's sentences are in the language asked for; data is the same in all.
	if (asksLanguage && response.status >= 400) response.headers.append('Vary', 'Accept-Language');
	if (response.status === 503 && !response.headers.has('Retry-After'))
		response.headers.set('Retry-After', '5');
	if (!isPage && isOpenToOtherSites(route)) {
		const headers = { ...openHeaders, ...(isQuestion && preflightHeaders) };
		for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	}
	return response;
};

/** Whether a request to a route that has a page and data is for the page, or for what the page is made from. */
function wantsPage({ request, url, isDataRequest }: RequestEvent): boolean {
	return request.method !== 'OPTIONS' && (isDataRequest || asksForPage(request, url));
}

const unknownAddress = () => Promise.reject(new Problem(404, 'not_found'));

/** OPTIONS is answered with what the route takes, which the framework says when it refuses. */
function allowed(answer: Response): Response {
	const methods = answer.headers.get('Allow');
	if (answer.status !== 405 || methods === null) return answer;
	return new Response(null, { status: 204, headers: { Allow: `${methods}, OPTIONS` } });
}

/** The one font that is worth asking for before the page is read: the text's, in its script. */
const firstFont: Record<Locale, string> = {
	'sr-Latn': 'noto-sans-latin-400',
	'sr-Cyrl': 'noto-sans-cyrillic-400',
	en: 'noto-sans-latin-400'
};

/**
 * Why something that is sent to a page goes no further. The framework refuses the four types of forms from another site
 * before this, at every address; pages refuse any other type too, because an action is run whatever the type is. Under
 * /api only JSON is left, which no browser sends from another site unasked.
 */
function refusal(request: Request, url: URL): Response | null {
	if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return null;
	if (request.headers.get('origin') !== url.origin) {
		return text('This form was sent from another site.\n', { status: 403 });
	}
	const isNone = noActions.some((name) => url.searchParams.has(name));
	return isNone ? text('This page has no such form.\n', { status: 404 }) : null;
}

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	// What a visitor sent wrongly is nobody's fault here: only how much of it there is would fill a disk.
	if (status >= 500) logFault(status, error, event.route.id);
	return { message };
};
