import english from './en/flood.ts';
import { inScript } from './latin.ts';
import type { Locale } from './locale.ts';
import cyrillic, { type FloodMessages } from './sr-Cyrl/flood.ts';

/**
 * Words of taking back a flood. They come with the desk's own pages, because everybody else would load them with the map
 * (tests/e2e/first-screen.spec.ts).
 */
export function floodWords(locale: Locale): FloodMessages {
	return locale === 'en' ? english : inScript(cyrillic, locale);
}
