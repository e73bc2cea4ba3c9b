import { expect, test } from 'vitest';
import { matchesTag, preferredEncoding } from './conditional.ts';

test.each([
	[null, ''],
	['', ''],
	['gzip, deflate, br, zstd', 'br'],
	['gzip', 'gzip'],
	['GZIP;Q=0.5', 'gzip'],
	['br;q=0.5, gzip', 'gzip'],
	['br;q=0.1, *;q=0.5', 'gzip'],
	['*', 'br'],
	['*;q=0', ''],
	['identity, gzip;q=0.5', ''],
	['gzip;q=0, identity;q=0', ''],
	['x-gzip, ;q=, br;q=NaN', '']
])('a reader that accepts %s gets %s', (header, coding) => expect(preferredEncoding(header)).toBe(coding));

test('what is not on offer is not chosen', () => {
	expect(preferredEncoding('br, gzip;q=0.5', ['gzip'])).toBe('gzip');
	expect(preferredEncoding('br', ['gzip'])).toBe('');
});

test.each([
	[null, false],
	['', false],
	['"b"', false],
	['"a"', true],
	['W/"a"', true],
	['"b" , "a"', true],
	['*', true]
])('If-None-Match: %s names the tag "a": %s', (header, is) => expect(matchesTag(header, '"a"')).toBe(is));
