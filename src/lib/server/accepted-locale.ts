import Negotiator from 'negotiator';
import { defaultLocale, locales, type Locale } from '../i18n/locale.ts';

/** The tags of `Accept-Language` for which each language is ours, in lower case. */
const tags: Record<Locale, readonly string[]> = {
	'sr-Latn': ['sr', 'hr', 'bs', 'cnr'],
	'sr-Cyrl': ['sr-cyrl'],
	en: ['en']
};

/** The language a program asks for by `Accept-Language`; the default one where it says nothing we have. */
export function acceptedLocale(header: string | null): Locale {
	const asked = new Negotiator({ headers: { 'accept-language': header ?? undefined } }).languages();
	for (const tag of asked) {
		const locale = lookUp(tag.toLowerCase());
		if (locale) return locale;
	}
	return defaultLocale;
}

/** The language of a tag, or of what is left when the tag's last parts are cut off (RFC 4647, section 3.4). */
function lookUp(tag: string): Locale | undefined {
	const locale = locales.find((one) => tags[one].includes(tag));
	const end = tag.lastIndexOf('-');
	return locale ?? (end > 0 ? lookUp(tag.slice(0, end)) : undefined);
}
