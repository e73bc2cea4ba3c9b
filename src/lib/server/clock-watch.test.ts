import { describe, expect, test } from 'vitest';
import { dayMs } from '../camera/day.ts';
import { ClockWatch, type ClockReading } from './clock-watch.ts';

const at = (now_ms: number, newest_day: string | null = null): ClockReading => ({
	now_ms,
	today: new Date(now_ms).toISOString().slice(0, 10),
	newest_day
});
const began = Date.UTC(2026, 10, 28, 12);

describe('the clock', () => {
	test('is believed while it goes on as this process does, for years', () => {
		const watch = new ClockWatch();
		for (const days of [0, 1, 2.5, 30, 1000]) {
			expect(watch.look(at(began + days * dayMs), 5000 + days * dayMs)).toBe(null);
		}
	});

	test.each([3, 400, -3])(
		'is not believed when it jumps by %d days, and is again when it was put right',
		(days) => {
			const watch = new ClockWatch();
			expect(watch.look(at(began), 0)).toBe(null);
			expect(watch.look(at(began + days * dayMs + 15_000), 15_000)).toBe('jumped');
			expect(watch.look(at(began + days * dayMs + dayMs), dayMs)).toBe('jumped');
			expect(watch.look(at(began + dayMs + 3_600_000), dayMs)).toBe(null);
		}
	);

	test('is not believed before the day of the newest event, also at the start; that is then no beginning', () => {
		const watch = new ClockWatch();
		expect(watch.look(at(0, '2026-11-28'), 0)).toBe('behind');
		expect(watch.look(at(began, '2026-11-28'), 15_000)).toBe(null);
		expect(watch.look(at(began + 3 * dayMs, '2026-11-28'), 30_000)).toBe('jumped');
	});
});
