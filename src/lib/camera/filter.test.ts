import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Camera } from './camera.ts';
import { filterQuery, matches, parseFilter, type Filter } from './filter.ts';
import { operators, states, types } from './vocabulary.ts';

const read = (query: string) => parseFilter(new URLSearchParams(query), ['page']);

describe('a filter', () => {
	test('is read from an address', () => {
		expect(
			read(
				'bbox=20.4,44.8,20.5,44.9&state=verified&state=reported&type=ptz&operator=mup&since=2026-01-01&page=2'
			)
		).toEqual({
			filter: {
				bbox: [20.4, 44.8, 20.5, 44.9],
				state: ['reported', 'verified'],
				type: ['ptz'],
				operator: ['mup'],
				since: '2026-01-01'
			},
			bad: []
		});
		expect(read('state=&bbox=')).toEqual({ filter: {}, bad: [] });
	});

	test.each([
		['bbox=1,2,3', 'bbox'],
		['bbox=20.5,44.8,20.4,44.9', 'bbox'],
		['bbox=20.4,44.9,20.5,44.8', 'bbox'],
		['bbox=a,b,c,d', 'bbox'],
		['bbox=0,0,181,1', 'bbox'],
		['bbox=1,1,2,2&bbox=1,1,2,2', 'bbox'],
		['state=hidden', 'state'],
		['state=verified&state=x', 'state'],
		['type=PTZ', 'type'],
		['since=yesterday', 'since'],
		['since=2026-02-30', 'since'],
		['statee=verified', 'statee'],
		['__proto__=x', '__proto__']
	])('%s is named: %s', (query, name) => expect(read(query).bad).toEqual([name]));

	test('is the same after it was written and read again', () => {
		const list = <T>(values: readonly T[]) =>
			fc.option(fc.subarray([...values], { minLength: 1 }), { nil: undefined });
		const filters = fc.record({ state: list(states), type: list(types), operator: list(operators) });
		fc.assert(
			fc.property(filters, (filter) => {
				expect(parseFilter(filterQuery(filter as Filter)).filter).toEqual(JSON.parse(JSON.stringify(filter)));
			})
		);
	});

	test('of any address is read or refused', () => {
		const name = fc.oneof(fc.constantFrom('bbox', 'state', 'type', 'operator', 'since'), fc.string());
		fc.assert(
			fc.property(fc.array(fc.tuple(name, fc.string({ unit: 'binary' }))), (pairs) => {
				expect(Array.isArray(parseFilter(new URLSearchParams(pairs)).bad)).toBe(true);
			})
		);
	});
});

test('a camera is let through by every filter that it meets, and by no other', () => {
	const camera = {
		lng: 20.45,
		lat: 44.81,
		state: 'verified',
		type: 'ptz',
		operator: 'mup',
		changed_on: '2026-05-05'
	} as Camera;
	const met: Filter[] = [
		{},
		{ bbox: [20.45, 44.81, 20.46, 44.82] },
		{ state: ['reported', 'verified'], type: ['ptz'], operator: ['mup'] },
		{ since: '2026-05-05' }
	];
	const missed: Filter[] = [
		{ bbox: [20.46, 44.8, 20.5, 44.9] },
		{ bbox: [20.4, 44.82, 20.5, 44.9] },
		{ state: ['reported'] },
		{ type: ['dome'] },
		{ operator: ['city'] },
		{ since: '2026-05-06' }
	];
	expect(met.filter((filter) => !matches(camera, filter))).toEqual([]);
	expect(missed.filter((filter) => matches(camera, filter))).toEqual([]);
});
