import { expect, test } from 'vitest';
import { answerHeaders, askedBytes } from './byte-ranges.ts';

const asked = (headers: Record<string, string>, method = 'GET') =>
	askedBytes(new Request('http://localhost', { method, headers }), '"a"', 100);

test.each<[string, unknown]>([
	['bytes=0-9', { first: 0, last: 9 }],
	['bytes=90-', { first: 90, last: 99 }],
	['bytes=-1', { first: 99, last: 99 }],
	['bytes=50-1000', { first: 50, last: 99 }],
	['bytes=100-', 'none'],
	['bytes=0-1,3-4', null],
	['items=0-9', null],
	['nonsense', null]
])('Range: %s', (range, bytes) => {
	expect(asked({ Range: range })).toEqual(bytes);
});

test('only GET has ranges, and only of what has not changed', () => {
	expect(asked({})).toBeNull();
	expect(asked({ Range: 'bytes=0-9' }, 'HEAD')).toBeNull();
	expect(asked({ Range: 'bytes=0-9', 'If-Range': '"a"' })).toEqual({ first: 0, last: 9 });
	for (const other of ['"b"', 'W/"a"', 'Sun, 29 Nov 2026 10:00:00 GMT'])
		expect(asked({ Range: 'bytes=0-9', 'If-Range': other }), other).toBeNull();
});

test('an answer says which bytes it has', () => {
	const of = (range: Parameters<typeof answerHeaders>[1]) => {
		const headers = new Headers();
		return [answerHeaders(headers, range, 100), headers.get('content-length'), headers.get('content-range')];
	};
	expect(of(null)).toEqual([200, '100', null]);
	expect(of({ first: 90, last: 99 })).toEqual([206, '10', 'bytes 90-99/100']);
	expect(of('none')).toEqual([416, null, 'bytes */100']);
});
