import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freshness } from './camera.ts';
import { settings } from './settings.fixture.ts';
import { freshnesses } from './vocabulary.ts';

const known = { last_confirmed_on: '2026-01-01', observed_on: '2020-01-01', first_reported_on: '2020-01-02' };

describe('freshness', () => {
	test.each([
		['2026-01-01', 'fresh'],
		['2026-10-02', 'fresh'], // 274 days
		['2026-10-03', 'ageing'], // 275
		['2026-12-31', 'ageing'], // 364
		['2027-01-01', 'stale'], // 365
		['2036-01-01', 'stale']
	])('on %s is %s', (today, expected) => {
		expect(freshness(known, today, settings)).toBe(expected);
	});

	test('counts from the confirmation, else the observation, else the report', () => {
		const today = '2026-01-01';
		const old = '2020-01-01';
		const camera = { last_confirmed_on: null, observed_on: today, first_reported_on: old };
		expect(freshness({ ...camera, last_confirmed_on: old }, today, settings)).toBe('stale');
		expect(freshness(camera, today, settings)).toBe('fresh');
		expect(freshness({ ...camera, observed_on: null }, today, settings)).toBe('stale');
	});

	test('never gets better with time', () => {
		const day = fc.integer({ min: 0, max: 4000 }).map((days) => {
			return new Date(Date.parse('2020-01-01') + days * 86_400_000).toISOString().slice(0, 10);
		});
		fc.assert(
			fc.property(day, day, (a, b) => {
				const [earlier, later] = a < b ? [a, b] : [b, a];
				const order = (today: string) => freshnesses.indexOf(freshness(known, today, settings));
				expect(order(later)).toBeGreaterThanOrEqual(order(earlier));
			})
		);
	});
});
