import { getContext, setContext } from 'svelte';
import type { I18n } from './load.ts';

export { defaultLocale, locales, localeNames, localePath, splitPath, type Locale } from './locale.ts';
export type { I18n, Messages } from './load.ts';

const key = Symbol('i18n');

/** Gives every component below the page's language. */
export function setI18n(i18n: I18n): void {
	setContext(key, i18n);
}

/** Words, dates, numbers and addresses in the page's language. */
export function getI18n(): I18n {
	return getContext<I18n>(key);
}
