import { expect, test } from 'vitest';
import { pageRoutes } from '../../../../tests/support/routes.ts';
import { sitemap, sitemapPaths } from './sitemap.ts';

/** What no search engine is told of: single cameras, what is somebody's own, what needs an act, and the API. */
const kept = /^\/(cameras|account|desk|report|embed|ogc)(\/|$)/;

test('the sitemap has every page, in each language', () => {
	expect([...sitemapPaths].sort()).toEqual(
		pageRoutes().filter((route) => route !== '/data/snapshots/[edition]' && !kept.test(route))
	);
	const text = sitemap('https://oko.example');
	expect(text.match(/<url>/g)).toHaveLength(3 * sitemapPaths.length);
	expect(text).toContain('<loc>https://oko.example/sr-Cyrl/data/log</loc>');
	expect(text).toContain('hreflang="en" href="https://oko.example/en"');
	expect(text).toContain('hreflang="x-default" href="https://oko.example/"');
});
