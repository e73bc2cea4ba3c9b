import { inScript } from './latin.ts';
import type { Locale } from './locale.ts';

/**
 * Words that come with the pages that show them: everybody else would load them with the map
 * (tests/e2e/first-screen.spec.ts). Answers the words of a locale.
 */
export function ofPage<T extends object>({ cyrillic, en }: { cyrillic: T; en: T }): (locale: Locale) => T {
	return (locale) => (locale === 'en' ? en : inScript(cyrillic, locale));
}
