import { createHmac, randomInt } from 'node:crypto';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { foldings } from './search/fold.ts';

/** 7 of 2,048 words are 77 random bits. */
export const wordsPerKey = 7;
/** more than anybody types who means a key */
const mostChars = 1000;
const known = new Set(wordlist);
/** what a Serbian Cyrillic keyboard writes with the keys of the letters that Serbian has not */
const sameKeys: Record<string, string> = { љ: 'q', њ: 'w', џ: 'x', ѕ: 'y' };

/** A new key: words of the English list of BIP-39, between them one space. */
export function newKey(): string {
	return Array.from({ length: wordsPerKey }, () => wordlist[randomInt(wordlist.length)]).join(' ');
}

/** What is wrong with a typed key: words that are in no key, as they were typed, and how many words there are. */
export interface KeyFault {
	unknown: string[];
	words: number;
}

/**
 * The key that somebody typed, in any case and script, with whatever between its words: from a Cyrillic keyboard or in
 * Cyrillic spelling, with diacritics, hyphens, numbers of a list.
 */
export function readKey(typed: string): { key: string } | { fault: KeyFault } {
	const words =
		typed
			.slice(0, mostChars)
			.normalize('NFC')
			.match(/[\p{L}\p{M}]+/gu) ?? [];
	const read = words.map(readWord);
	const unknown = words.filter((_, index) => read[index] === undefined);
	if (unknown.length > 0 || read.length !== wordsPerKey) return { fault: { unknown, words: words.length } };
	return { key: read.join(' ') };
}

function readWord(typed: string): string | undefined {
	const lower = typed.toLowerCase();
	const keyboard = lower.replace(/[љњџѕ]/g, (letter) => sameKeys[letter] ?? letter);
	// As the keys were pressed, or as the word is spelt; no word can be read as two (contributor-key.test.ts).
	return [keyboard, lower.replace(/ѕ/g, 'y')].flatMap(foldings).find((word) => known.has(word));
}

/**
 * The user of Supabase Auth behind a key: an address that no mail can reach, and a password of 43 characters (bcrypt
 * reads 72 bytes). Neither tells the key, nor can it be found out without the secret.
 */
export function credentials(
	key: string,
	derive: (purpose: string) => Buffer
): { address: string; password: string } {
	const hmac = (purpose: string) => createHmac('sha256', derive(purpose)).update(key);
	return {
		address: `${hmac('address').digest('hex')}@key.invalid`,
		password: hmac('password').digest('base64url')
	};
}
