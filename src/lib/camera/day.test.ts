import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, belgradeDay, daysBetween, isDay, isPartialDate, midnight, readPartialDate } from './day.ts';

const anyInstant = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
const anyDay = anyInstant.map((instant) => instant.toISOString().slice(0, 10));

test.each([
	['2019', '2019'],
	['2019.', '2019'],
	['2019-03', '2019-03'],
	['3. 2019.', '2019-03'],
	['03/2019', '2019-03'],
	['2019-3-5', '2019-03-05'],
	[' 15. 3. 2019. ', '2019-03-15'],
	['15.03.2019', '2019-03-15'],
	['29. 2. 2019.', null],
	['13/2019', null],
	['19', null],
	['15.3.19', null],
	['last year', null],
	['1.2.3.2019', null],
	['', null]
])('“%s” is the date %s', (typed, date) => {
	expect(readPartialDate(typed)).toBe(date);
	if (date) expect(isPartialDate(date)).toBe(true);
});

test.each(['', '219', '2019-1', '2019-13', '2019-02-30', '2019-03-', '12019', '2019-03-15T10'])(
	'“%s” is neither day, month nor year',
	(text) => expect(isPartialDate(text)).toBe(false)
);

describe('belgradeDay', () => {
	test('turns at midnight in Belgrade, in winter and in summer', () => {
		expect(belgradeDay(new Date('2026-11-01T22:59:59Z'))).toBe('2026-11-01');
		expect(belgradeDay(new Date('2026-11-01T23:00:00Z'))).toBe('2026-11-02');
		expect(belgradeDay(new Date('2026-07-01T21:59:59Z'))).toBe('2026-07-01');
		expect(belgradeDay(new Date('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
	});

	test('is always a day', () => {
		fc.assert(
			fc.property(anyInstant, (instant) => {
				expect(isDay(belgradeDay(instant))).toBe(true);
			})
		);
	});
});

describe('isDay', () => {
	test.each(['2026-11-01', '2024-02-29', '2000-02-29', '2010-12-31'])('takes %s', (day) => {
		expect(isDay(day)).toBe(true);
	});
	test.each([
		'2026-02-29',
		'1900-02-29',
		'2026-13-01',
		'2026-00-10',
		'2026-11-31',
		'2026-1-1',
		'01.11.2026.'
	])('does not take %s', (text) => {
		expect(isDay(text)).toBe(false);
	});
	test.each(['', '2026-11-01T00:00:00Z', ' 2026-11-01', '2026-11-01\n', '+12026-11-01'])('nor %j', (text) => {
		expect(isDay(text)).toBe(false);
	});
	test('answers any text', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(typeof isDay(text)).toBe('boolean');
			})
		);
	});
});

describe('daysBetween', () => {
	test('counts whole days, across the change to summer time too', () => {
		expect(daysBetween('2026-11-01', '2026-11-01')).toBe(0);
		expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
		expect(daysBetween('2025-11-01', '2026-11-01')).toBe(365);
		expect(daysBetween('2026-11-02', '2026-11-01')).toBe(-1);
	});
	test('is antisymmetric and adds up', () => {
		fc.assert(
			fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
				expect(daysBetween(a, b) + daysBetween(b, a)).toBe(0);
				expect(daysBetween(a, b) + daysBetween(b, c)).toBe(daysBetween(a, c));
			})
		);
	});
});

test('a day so many days later is that many days away', () => {
	expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
	fc.assert(
		fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (day, n) => {
			expect(daysBetween(day, addDays(day, n))).toBe(n);
		})
	);
});

test('a day begins at midnight in Belgrade, in summer and in winter', () => {
	expect(midnight('2026-11-01')).toBe('2026-11-01T00:00:00+01:00');
	expect(midnight('2026-07-01')).toBe('2026-07-01T00:00:00+02:00');
	// The clocks change later on these days.
	expect(midnight('2026-03-29')).toBe('2026-03-29T00:00:00+01:00');
	expect(midnight('2026-10-25')).toBe('2026-10-25T00:00:00+02:00');
	fc.assert(
		fc.property(anyDay, (day) => {
			const instant = new Date(midnight(day));
			expect(belgradeDay(instant)).toBe(day);
			expect(belgradeDay(new Date(instant.getTime() - 1))).toBe(addDays(day, -1));
		})
	);
});
