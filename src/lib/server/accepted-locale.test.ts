import { expect, test } from 'vitest';
import { acceptedLocale } from './accepted-locale.ts';

test.each([
	[null, 'sr-Latn'],
	['*', 'sr-Latn'],
	['en-GB,en;q=0.9', 'en'],
	['sr-Cyrl-RS,sr;q=0.8,en;q=0.5', 'sr-Cyrl'],
	['sr-RS, en', 'sr-Latn'],
	['de,en;q=0.3,sr;q=0.8', 'sr-Latn'],
	['en;q=0, hr', 'sr-Latn'],
	['english', 'sr-Latn'],
	[';;;,q=', 'sr-Latn'],
	['-;q=NaN,*,,,__proto__', 'sr-Latn']
])('a program that asks for %s gets %s', (header, locale) => expect(acceptedLocale(header)).toBe(locale));
