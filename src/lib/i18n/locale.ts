export const locales = ['sr-Latn', 'sr-Cyrl', 'en'] as const;
export type Locale = (typeof locales)[number];
export const defaultLocale: Locale = 'sr-Latn';

/** The name of each language in itself. */
export const localeNames: Record<Locale, string> = {
	'sr-Latn': 'Latinica',
	'sr-Cyrl': 'Ћирилица',
	en: 'English'
};

/** Splits `/en/list` into its language and the path that the routes know, `/list`. */
export function splitPath(pathname: string): { locale: Locale; path: string } {
	const [, first, ...rest] = pathname.split('/');
	const locale = locales.find((known) => known !== defaultLocale && known === first);
	return locale ? { locale, path: `/${rest.join('/')}` } : { locale: defaultLocale, path: pathname };
}

/** The address of a path in a language: Serbian Latin has no prefix. */
export function localePath(path: string, locale: Locale): string {
	if (locale === defaultLocale) return path;
	// `/en`, not `/en/`, which would be redirected.
	return `/${locale}${path.replace(/^\/(?=$|\?)/, '')}`;
}
