import Negotiator from 'negotiator';

/** Whether a route answers a browser with a page and a program with data: OGC API – Features asks for one address for both. */
export function isNegotiated(route: string): boolean {
	return /^\/ogc(\/|$)/.test(route);
}

/** Whether a request to such a route is for the page: `f` in the address says it, else `Accept`. */
export function asksForPage(request: Request, url: URL): boolean {
	const format = url.searchParams.get('f');
	if (format === 'html' || format === 'json') return format === 'html';
	const headers = { accept: request.headers.get('accept') ?? undefined };
	return new Negotiator({ headers }).mediaType(['application/json', 'text/html']) === 'text/html';
}
