/** What an address is: a page, open data that any site may read, or an address for programs and our own scripts. */
export type RouteKind = 'page' | 'data' | 'api';

/** The first that fits is taken; everything else is a page. */
const kinds: [RouteKind, RegExp][] = [
	['page', /^\/data\/log\/?$/],
	['data', /^\/(data\/.|stats\/.|tiles[./]|ogc(\/|\?|$)|cameras\/[^/]+\/view\.geojson$)/],
	['api', /^\/(api\/|basemap[./]|healthz|readyz)/]
];

/**
 * The kind of a route by its id, or of a path that no route takes. A test holds every route to its kind. What is at /ogc is
 * data, and a page for who asks for one (`negotiated.ts`).
 */
export function routeKind(path: string): RouteKind {
	return kinds.find(([, form]) => form.test(path))?.[0] ?? 'page';
}

/**
 * Whether pages of other sites may read a route or path: open data, and what the API says of cameras to everybody. Never
 * what depends on a session, nor the challenge, which is for sending, and nothing is sent from other sites.
 */
export function isOpenToOtherSites(path: string): boolean {
	return routeKind(path) === 'data' || /^\/api\/cameras\/[^/]+$/.test(path);
}
