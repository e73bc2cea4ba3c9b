import { belgradeDay } from '../camera/day.ts';
import type { FeatureContext } from '../camera/feature.ts';
import type { Position } from '../camera/position.ts';
import type { Locale } from '../i18n/locale.ts';
import { nameIn, placeAt, type Names } from './search/index.ts';
import { settings } from './settings.ts';

/** the script of the names in each language */
export const scriptOf: Record<Locale, keyof Names> = { 'sr-Cyrl': 'cyrl', 'sr-Latn': 'latn', en: 'en' };

/** What a place is called in a language; null where nobody can name it. */
export function nameAt(position: Position, locale: Locale): string | null {
	const names = placeAt(position);
	return names && nameIn(names, scriptOf[locale]);
}

/** What a camera that is served needs beside its record, in a language. */
export async function featureContext({
	origin,
	locale
}: {
	origin: string;
	locale: Locale;
}): Promise<FeatureContext> {
	return {
		today: belgradeDay(),
		settings: await settings(),
		origin,
		placeAt: (position) => nameAt(position, locale)
	};
}

/** The same, as a request asks for it. */
export function requestContext({
	url,
	locals
}: {
	url: URL;
	locals: { locale: Locale };
}): Promise<FeatureContext> {
	return featureContext({ origin: url.origin, locale: locals.locale });
}
