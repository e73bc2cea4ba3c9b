import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fieldErrors } from './report.ts';
import { settings } from './settings.fixture.ts';
import { areaOf_m2, drawnOf, surveySchema } from './survey.ts';

const schema = surveySchema(settings, '2026-11-25');
const line = {
	type: 'LineString',
	coordinates: [
		[20.45, 44.81],
		[20.46, 44.81, 110]
	]
};
const good = { drawn: line, looked_on: '2026-11-20', method: 'on_foot' };
const errors = (body: unknown) => {
	const result = v.safeParse(schema, body);
	return result.success
		? {}
		: Object.fromEntries(fieldErrors(result.issues).map(({ field, code }) => [field, code]));
};
const ring = (...coordinates: number[][]) => ({ type: 'Polygon', coordinates: [coordinates] });

describe('the schema of a survey', () => {
	test('takes a line, without its heights, and says what was left out', () => {
		expect(v.parse(schema, good)).toEqual({
			drawn: {
				type: 'LineString',
				coordinates: [
					[20.45, 44.81],
					[20.46, 44.81]
				]
			},
			looked_on: '2026-11-20',
			method: 'on_foot',
			publish: 'now'
		});
		expect(
			v.parse(schema, {
				...good,
				drawn: drawnOf('area', [
					[20.45, 44.81],
					[20.46, 44.81],
					[20.46, 44.82]
				])
			}).drawn
		).toEqual(ring([20.45, 44.81], [20.46, 44.81], [20.46, 44.82], [20.45, 44.81]));
	});

	test.each<[string, unknown, Record<string, string>]>([
		['nothing', {}, { drawn: 'required', looked_on: 'required', method: 'required' }],
		['another field', { ...good, name: 'x' }, { name: 'unknown_field' }],
		['a point', { ...good, drawn: { type: 'Point', coordinates: [20.4, 44.8] } }, { drawn: 'invalid' }],
		[
			'one place twice',
			{
				...good,
				drawn: {
					...line,
					coordinates: [
						[20.4, 44.8],
						[20.4, 44.8]
					]
				}
			},
			{ drawn: 'invalid' }
		],
		[
			'half a position',
			{ ...good, drawn: { ...line, coordinates: [[20.4], [20.4, 44.8]] } },
			{ drawn: 'invalid' }
		],
		[
			'a ring that is open',
			{ ...good, drawn: ring([20.4, 44.8], [20.5, 44.8], [20.5, 44.9]) },
			{ drawn: 'invalid' }
		],
		[
			'a ring of two',
			{ ...good, drawn: ring([20.4, 44.8], [20.5, 44.8], [20.4, 44.8]) },
			{ drawn: 'invalid' }
		],
		[
			'latitude first',
			{
				...good,
				drawn: {
					...line,
					coordinates: [
						[44.8, 20.4],
						[44.81, 20.4]
					]
				}
			},
			{ drawn: 'swapped' }
		],
		[
			'partly outside',
			{
				...good,
				drawn: {
					...line,
					coordinates: [
						[20.4, 44.8],
						[2.4, 48.8]
					]
				}
			},
			{ drawn: 'outside_area' }
		],
		[
			'many corners',
			{
				...good,
				drawn: { ...line, coordinates: Array.from({ length: 2001 }, (_, n) => [20.4 + n / 1e4, 44.8]) }
			},
			{ drawn: 'too_many_corners' }
		],
		['tomorrow', { ...good, looked_on: '2026-11-26' }, { looked_on: 'in_future' }],
		['a year ago', { ...good, looked_on: '2025-11-25' }, { looked_on: 'too_old' }],
		['no day', { ...good, looked_on: '2026-02-30' }, { looked_on: 'invalid' }],
		[
			'another way to look',
			{ ...good, method: 'asleep', publish: 'never' },
			{ method: 'invalid', publish: 'invalid' }
		]
	])('%s', (_name, body, expected) => {
		expect(errors(body)).toEqual(expected);
	});

	test('the last day that counts is taken', () => {
		expect(errors({ ...good, looked_on: '2025-11-26' })).toEqual({});
	});
});

test('the area within corners, either way round', () => {
	const east = 1000 / 111_195 / Math.cos((44.8 * Math.PI) / 180);
	const corners: [number, number][] = [
		[20.4, 44.8],
		[20.4 + east, 44.8],
		[20.4 + east, 44.8 + 500 / 111_195],
		[20.4, 44.8 + 500 / 111_195]
	];
	for (const area of [areaOf_m2(corners), areaOf_m2(corners.toReversed())])
		expect(Math.abs(area - 500_000)).toBeLessThan(500);
	expect(areaOf_m2([])).toBe(0);
});
