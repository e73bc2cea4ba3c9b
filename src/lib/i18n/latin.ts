import type { Locale } from './locale.ts';

const single: Record<string, string> = Object.fromEntries(
	[...'абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ'].map((letter, index) => [
		letter,
		[...'abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ'][index] ?? letter
	])
);
const double: Record<string, string> = { љ: 'lj', њ: 'nj', џ: 'dž', Љ: 'Lj', Њ: 'Nj', Џ: 'Dž' };

/**
 * Serbian Cyrillic in Serbian Latin. Loses nothing in this direction; Latin words pass unchanged.
 * Љ, Њ, Џ become LJ, NJ, DŽ between capitals.
 */
export function toLatin(text: string): string {
	return text.replace(/[\u0400-\u04ff]/g, (letter, at: number) => {
		const pair = double[letter];
		if (!pair) return single[letter] ?? letter;
		const capitals = /[А-ЯЂЈЉЊЋЏ]/;
		const shouting =
			capitals.test(letter) && (capitals.test(text[at + 1] ?? '') || capitals.test(text[at - 1] ?? ''));
		return shouting ? pair.toUpperCase() : pair;
	});
}

const cyrillicOf = new Map(
	[...Object.entries(single), ...Object.entries(double)].map(([cyrillic, latin]) => [latin, cyrillic])
);
/** where n and j, or d and ž, are two letters because a prefix ends between them */
const twoLetters = /(?<=in)j(?=ek)|(?<=kon)j(?=ug|unk)|(?<=nad)ž(?=iv|nj)/giu;
const romanNumeral = /^[IVXLCDM]+$/;

/**
 * Serbian Latin in Serbian Cyrillic, word by word. Roman numerals stay, and so does every word with a letter that is
 * not Serbian: it is a foreign name. A guess where the data is without diacritics.
 */
export function toCyrillic(text: string): string {
	return text.replace(/\p{L}+/gu, (word) => {
		if (romanNumeral.test(word)) return word;
		const letters = word.replace(twoLetters, '\u200b$&').match(/\u200b?(lj|nj|dž|\p{L})/giu) ?? [];
		const answer = letters.map((raw) => {
			const letter = raw.replace('\u200b', '');
			return cyrillicOf.get(letter) ?? cyrillicOf.get(letter.charAt(0) + letter.slice(1).toLowerCase());
		});
		return answer.every(Boolean) ? answer.join('') : word;
	});
}

/** The same messages in Latin script: texts are converted, functions convert what they answer. */
export function latinMessages<T>(messages: T): T {
	if (typeof messages === 'string') return toLatin(messages) as T;
	if (typeof messages === 'function') {
		return ((...values: unknown[]) => latinMessages(messages(...values))) as T;
	}
	if (Array.isArray(messages)) return messages.map(latinMessages) as T;
	if (messages && typeof messages === 'object') {
		return Object.fromEntries(
			Object.entries(messages).map(([key, value]) => [key, latinMessages(value)])
		) as T;
	}
	return messages;
}

/** Latin texts of messages that stay in memory: to derive them takes milliseconds. */
const derived = new WeakMap<object, unknown>();

/**
 * Serbian messages, written in Cyrillic, in the script of a Serbian locale. Another language is none: whoever adds one and
 * has no words for it does not compile.
 */
export function inScript<T extends object>(messages: T, locale: Extract<Locale, `sr-${string}`>): T {
	if (locale === 'sr-Cyrl') return messages;
	if (!derived.has(messages)) derived.set(messages, latinMessages(messages));
	return derived.get(messages) as T;
}
