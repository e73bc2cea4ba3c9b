import { describe, expect, it } from 'vitest';
import { parseSpan, spanQuery } from './time.ts';

describe('a day in the address', () => {
	it.each([
		['to=2024-03-12', { from: null, to: '2024-03-12' }],
		['from=2023-01-01&to=2024-03-12', { from: '2023-01-01', to: '2024-03-12' }]
	])('%s is read and written the same', (address, span) => {
		expect(parseSpan(new URLSearchParams(address))).toEqual(span);
		expect(String(spanQuery(span))).toBe(address);
	});

	it.each(['', 'to=', 'to=2024-02-30', 'to=yesterday', 'from=2024-01-01'])('“%s” is none', (address) => {
		expect(parseSpan(new URLSearchParams(address))).toBeNull();
		expect(spanQuery(null).size).toBe(0);
	});

	it.each(['from=2025-01-01', 'from=2024-03-12', 'from=then'])('%s is no day before it', (from) => {
		expect(parseSpan(new URLSearchParams(`${from}&to=2024-03-12`))).toEqual({ from: null, to: '2024-03-12' });
	});
});
