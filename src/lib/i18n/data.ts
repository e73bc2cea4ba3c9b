import english from './en/data.ts';
import { inScript } from './latin.ts';
import type { Locale } from './locale.ts';
import cyrillic, { type DataMessages } from './sr-Cyrl/data.ts';

/** Words of the page of downloads, which come with the pages that show them, as in flood.ts. */
export function dataWords(locale: Locale): DataMessages {
	return locale === 'en' ? english : inScript(cyrillic, locale);
}
