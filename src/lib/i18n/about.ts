import english from './en/about.ts';
import { inScript } from './latin.ts';
import type { Locale } from './locale.ts';
import cyrillic, { type AboutMessages } from './sr-Cyrl/about.ts';

/** Words of the page about Oko, which come with the pages that show them, as in flood.ts. */
export function aboutWords(locale: Locale): AboutMessages {
	return locale === 'en' ? english : inScript(cyrillic, locale);
}
