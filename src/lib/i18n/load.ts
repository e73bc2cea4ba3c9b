import { inScript } from './latin.ts';
import { localePath, type Locale } from './locale.ts';
import type { Messages } from './sr-Cyrl/index.ts';

export type { Messages } from './sr-Cyrl/index.ts';

/** A language ready for use. Days are `YYYY-MM-DD` in Belgrade; paths are without a language prefix. */
export interface I18n {
	locale: Locale;
	m: Messages;
	href(path: string): string;
	date(day: string): string;
	/** a day where there is little room: its month and year, or its day and month */
	shortDate(day: string, parts: 'month' | 'day'): string;
	/** a day, a month or a year */
	partialDate(date: string): string;
	number(value: number, options?: Intl.NumberFormatOptions): string;
}

const intlTags: Record<Locale, string> = { 'sr-Latn': 'sr-Latn-RS', 'sr-Cyrl': 'sr-Cyrl-RS', en: 'en-GB' };

/** Kept for good: words do not change, and to derive Latin takes milliseconds. */
const loaded = new Map<Locale, I18n>();

/** Loads one language; each is a chunk of its own (Latin is derived from Cyrillic). */
export async function loadI18n(locale: Locale): Promise<I18n> {
	const known = loaded.get(locale);
	if (known) return known;
	const m = await loadMessages(locale);
	const days = new Intl.DateTimeFormat(intlTags[locale], { dateStyle: 'long', timeZone: 'UTC' });
	const months = new Intl.DateTimeFormat(intlTags[locale], {
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	});
	const short = {
		month: new Intl.DateTimeFormat(intlTags[locale], { month: 'short', year: 'numeric', timeZone: 'UTC' }),
		day: new Intl.DateTimeFormat(intlTags[locale], { day: 'numeric', month: 'short', timeZone: 'UTC' })
	};
	const i18n: I18n = {
		locale,
		m,
		href: (path) => localePath(path, locale),
		date: (day) => days.format(new Date(`${day}T00:00:00Z`)),
		shortDate: (day, parts) => short[parts].format(new Date(`${day}T00:00:00Z`)),
		partialDate: (date) =>
			date.length === 4 ? date : (date.length === 7 ? months : days).format(new Date(`${date}T00:00:00Z`)),
		number: (value, options) => new Intl.NumberFormat(intlTags[locale], options).format(value)
	};
	loaded.set(locale, i18n);
	return i18n;
}

async function loadMessages(locale: Locale): Promise<Messages> {
	if (locale === 'en') return (await import('./en/index.ts')).default;
	return inScript((await import('./sr-Cyrl/index.ts')).default, locale);
}
