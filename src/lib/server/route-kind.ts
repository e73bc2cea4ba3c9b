/**
 * What an address is: a page, a page that any site may show in a frame, open data that any site may read, or an address
 * for programs and our own scripts.
 */
export type RouteKind = 'page' | 'frame' | 'data' | 'api';

/** The first that fits is taken; everything else is a page. */
const kinds: [RouteKind, RegExp][] = [
	['page', /^\/data\/(log|snapshots(\/(\[edition\]|\d{4}-\d\d-\d\d(\.\d+)?))?)\/?$/],
	['frame', /^\/embed\/?$/],
	[
		'data',
		/^\/(data\/.|feed\.|oembed\b|cards\/.|stats\/.|tiles[./]|ogc(\/|\?|$)|cameras\/[^/]+\/view\.geojson$|(openapi\.json|sitemap\.xml|robots\.txt)$|\.well-known\/.)/
	],
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
