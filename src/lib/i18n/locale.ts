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

/** The language a program asks for by `Accept-Language`; Serbian Latin where it says nothing we have. */
export function acceptedLocale(header: string | null): Locale {
	const wanted = (header ?? '')
		.split(',')
		.map((part) => {
			const [tag = '', ...parameters] = part.trim().split(';');
			const q = parameters.find((parameter) => parameter.trim().startsWith('q='));
			return { tag: tag.toLowerCase(), q: q ? Number(q.trim().slice(2)) : 1 };
		})
		.filter(({ tag, q }) => tag && q > 0)
		.sort((a, b) => b.q - a.q);
	for (const { tag } of wanted) {
		if (tag.startsWith('sr-cyrl')) return 'sr-Cyrl';
		if (/^(sr|hr|bs|cnr)\b/.test(tag)) return 'sr-Latn';
		if (/^en\b/.test(tag)) return 'en';
	}
	return defaultLocale;
}
