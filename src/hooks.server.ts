import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { acceptedLocale, splitPath } from '$lib/i18n/locale';
import { engine } from '$lib/server/engine';

export const init: ServerInit = async () => {
	await engine();
};

/** On every answer. The content policy, with its nonces, comes from svelte.config.js. */
const securityHeaders = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'DENY',
	// `no-referrer` would make Chromium send `Origin: null` on forms, which are then refused.
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), browsing-topics=()'
};

export const handle: Handle = async ({ event, resolve }) => {
	const { locale, path } = splitPath(event.url.pathname);
	const isPage = !/^\/(api|data\/.)/.test(path);
	event.locals.locale =
		isPage || path !== event.url.pathname
			? locale
			: acceptedLocale(event.request.headers.get('accept-language'));
	const response = await resolve(event, {
		transformPageChunk: ({ html }) => html.replace('%lang%', event.locals.locale)
	});
	for (const [name, value] of Object.entries(securityHeaders)) response.headers.set(name, value);
	return response;
};

/** Tells the operator what kind of fault it was and where; never what a visitor sent. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status !== 404) {
		const name = error instanceof Error ? error.name : 'Error';
		const at =
			error instanceof Error ? (error.stack?.split('\n').find((line) => /^\s+at /.test(line)) ?? '') : '';
		console.error(`${status} ${name} in ${event.route.id ?? 'unknown address'}${at}`);
	}
	return { message };
};
