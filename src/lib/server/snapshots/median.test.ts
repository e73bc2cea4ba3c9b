import { expect, test } from 'vitest';
import { tooFew } from './median.ts';

const days = (...cameras: number[]) =>
	cameras.map((count, i) => ({ day: new Date(i * 86_400_000).toISOString().slice(0, 10), cameras: count }));

test('the first snapshot is never too small', () => expect(tooFew(0, [])).toBe(null));

test('95 % of the median are enough, and less is not', () => {
	expect(tooFew(95, days(100))).toBe(null);
	expect(tooFew(94, days(100))).toBe(100);
	expect(tooFew(94, days(90, 110))).toBe(100);
	expect(tooFew(94, days(1, 100, 1000))).toBe(100);
});

test('only the last 24 days count', () => {
	expect(tooFew(50, days(...Array(30).fill(1000), ...Array(24).fill(50)))).toBe(null);
	expect(tooFew(50, days(...Array(30).fill(50), ...Array(24).fill(1000)))).toBe(1000);
});

test('a corrected edition counts in the place of the one before it', () => {
	const both = [...days(100, 100), { day: '1970-01-02', cameras: 10 }];
	expect(tooFew(50, both)).toBe(55);
});
