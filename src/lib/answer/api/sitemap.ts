import { defaultLocale, localePath, locales } from '../../i18n/locale.ts';

/**
 * The pages that a search engine is told of. Those of single cameras are left out: a copy elsewhere would outlive an
 * entry that is hidden here.
 */
export const sitemapPaths = [
	'/',
	'/list',
	'/check',
	'/stats',
	'/data',
	'/data/log',
	'/data/snapshots',
	'/docs/api',
	'/method',
	'/about',
	'/survey'
] as const;

/** A sitemap (sitemaps.org, 0.9) with each page in each language. @param origin without a trailing slash */
export function sitemap(origin: string): string {
	const link = (path: string, language: string, locale = defaultLocale) =>
		`<xhtml:link rel="alternate" hreflang="${language}" href="${origin}${localePath(path, locale)}"/>`;
	const entries = sitemapPaths.flatMap((path) => {
		const alternates = [link(path, 'x-default'), ...locales.map((locale) => link(path, locale, locale))].join(
			''
		);
		return locales.map((locale) => `<url><loc>${origin}${localePath(path, locale)}</loc>${alternates}</url>`);
	});
	return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${entries.join('\n')}
</urlset>
`;
}
