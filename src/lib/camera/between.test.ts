import { describe, expect, it } from 'vitest';
import { readDays, transitions } from './between.ts';
import { dayNumber } from './day.ts';

const day = dayNumber('2025-06-01');
const read = (query: string) => readDays(new URLSearchParams(query), '2026-01-01');

describe('two days of an address', () => {
	it('are read', () => {
		expect(read('from=2025-01-01&to=2026-01-01')).toEqual({ from: '2025-01-01', to: '2026-01-01' });
	});

	it.each([
		['', ['from required', 'to required']],
		['from=2025-01-01', ['to required']],
		['from=2025-02-30&to=soon', ['from invalid', 'to invalid']],
		['from=2025-01-01&to=2026-01-02', ['to in_future']],
		['from=2025-03-01&to=2025-03-01', ['from out_of_range']],
		['from=2025-03-02&to=2025-03-01', ['from out_of_range']],
		['from=2025-01-01&from=2025-01-02&to=2025-03-01', ['from invalid']]
	])('“%s” says what is wrong', (query, faults) => {
		const found = read(query);
		expect(Array.isArray(found) && found.map(({ field, code }) => `${field} ${code}`)).toEqual(faults);
	});
});

describe('what became of cameras between two days', () => {
	it('is counted by the state on each', () => {
		const counts = transitions(
			[
				[`${day}r`, 2],
				[`${day}r${day + 10}v`, 3],
				[`${day}r${day + 10}v${day + 20}d`, 1],
				[`${day + 15}r${day + 15}v`, 5],
				[`${day + 40}r`, 7]
			],
			{ from: '2025-06-06', to: '2025-06-26' }
		);
		expect(counts.reported).toEqual({ reported: 2, verified: 3, disputed: 1, removed: 0 });
		expect(counts.unknown).toEqual({ reported: 0, verified: 5, disputed: 0, removed: 0 });
		expect(counts.verified).toEqual({ reported: 0, verified: 0, disputed: 0, removed: 0 });
	});
});
