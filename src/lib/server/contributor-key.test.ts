import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, test } from 'vitest';
import { toCyrillic } from '../i18n/latin.ts';
import { credentials, newKey, readKey } from './contributor-key.ts';
import { deriveKey } from './engine/secret.ts';

const key = 'wrong zebra inject yellow box quick just';
/** the same keys on a Serbian Cyrillic keyboard */
const onKeyboard: Record<string, string> = Object.fromEntries(
	[...'abcdefghijklmnopqrstuvwxyz'].map((letter, index) => [
		letter,
		[...'абцдефгхијклмнопљрстувњџѕз'][index] ?? ''
	])
);
const cyrillic = (word: string) => [...word].map((letter) => onKeyboard[letter] ?? letter).join('');
/** six words around one, so that one is read alone */
const among = (word: string) => `${word} ${'able '.repeat(6)}`;

describe('a key', () => {
	test('is made of 77 bits', () => {
		expect(new Set(wordlist).size).toBe(2048);
		expect(7 * Math.log2(wordlist.length)).toBe(77);
		const keys = Array.from({ length: 2000 }, newKey);
		for (const made of keys) expect(readKey(made)).toEqual({ key: made });
		// Every place takes any word: of 14,000 draws from 2,048 words, 2,046 are expected at least once.
		expect(new Set(keys.flatMap((made) => made.split(' '))).size).toBeGreaterThan(2000);
		expect(new Set(keys).size).toBe(2000);
	});

	test.each([
		['as it was given', key],
		['in capitals, with other spaces', `  ${key.toUpperCase().replaceAll(' ', '\n\t ')} `],
		['with hyphens', key.replaceAll(' ', '-')],
		[
			'as a numbered list',
			key
				.split(' ')
				.map((word, i) => `${i + 1}. ${word}`)
				.join('\n')
		],
		['with what a phone adds', 'Wrong, zebra. Inject yellow box quick just…'],
		['with diacritics', 'wrong žebra injeçt yellów box quick just'],
		['with combining diacritics', 'wrong z\u030cebra inject yellow box quick just'],
		['from a Cyrillic keyboard', cyrillic(key)],
		['from a Cyrillic keyboard, in capitals', cyrillic(key).toUpperCase()],
		['in Cyrillic spelling', 'њронг зебра ињецт ѕеллоњ боџ љуицк јуст'],
		['half in Cyrillic', 'wrong зебра inject yellow box quick јуст']
	])('is read %s', (_how, typed) => expect(readKey(typed)).toEqual({ key }));

	test('of any words is read from a Cyrillic keyboard and in Cyrillic spelling', () => {
		for (const word of wordlist) {
			for (const typed of [cyrillic(word), toCyrillic(word)]) {
				expect(readKey(among(typed)), typed).toEqual({ key: among(word).trim() });
			}
		}
	});

	test('that is wrong says which words are in no key, as they were typed, and how many there are', () => {
		expect(readKey('wrong Zebrra inject yellow box quik just')).toEqual({
			fault: { unknown: ['Zebrra', 'quik'], words: 7 }
		});
		expect(readKey('wrong zebra')).toEqual({ fault: { unknown: [], words: 2 } });
		expect(readKey('')).toEqual({ fault: { unknown: [], words: 0 } });
		expect(readKey('1234 \u0301')).toMatchObject({ fault: {} });
		expect(readKey('able '.repeat(8))).toEqual({ fault: { unknown: [], words: 8 } });
		expect(readKey('x'.repeat(1_000_000))).toMatchObject({ fault: { words: 1 } });
	});
});

test('the user behind a key is the same each time, and says nothing of it', () => {
	const derive = (purpose: string) => deriveKey(Buffer.alloc(32, 1), purpose);
	const { address, password } = credentials(key, derive);
	expect(address).toMatch(/^[0-9a-f]{64}@key\.invalid$/);
	expect(password).toMatch(/^[\w-]{43}$/);
	expect(credentials(key, derive)).toEqual({ address, password });
	expect(credentials('able '.repeat(7).trim(), derive)).not.toEqual({ address, password });
	const other = credentials(key, (purpose) => deriveKey(Buffer.alloc(32, 2), purpose));
	expect(other.address).not.toBe(address);
	expect(other.password).not.toBe(password);
	expect(Buffer.from(address.slice(0, 64), 'hex').toString('base64url')).not.toBe(password);
});
