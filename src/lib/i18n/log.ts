import english from './en/log.ts';
import { inScript } from './latin.ts';
import type { Locale } from './locale.ts';
import cyrillic, { type LogMessages } from './sr-Cyrl/log.ts';

/** Words of the public log, which come with the pages that show them, as in flood.ts. */
export function logWords(locale: Locale): LogMessages {
	return locale === 'en' ? english : inScript(cyrillic, locale);
}
