import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { complaintSchema, fieldErrorCodes, fieldErrors, reportSchema, type ReportInput } from './report.ts';
import { settings } from './settings.fixture.ts';

const today = '2026-11-23';
const schema = reportSchema(settings, today);
const position: [number, number] = [20.4573, 44.8178];

function errorsOf(input: unknown) {
	const result = v.safeParse(schema, input);
	return result.success ? [] : fieldErrors(result.issues);
}

describe('a report', () => {
	test('needs its position only; everything else is unknown', () => {
		expect(v.parse(schema, { position })).toEqual({
			position,
			type: 'unknown',
			mount: 'unknown',
			heading_deg: null,
			operator: 'unknown',
			maker: 'unknown',
			capabilities: [],
			sign_present: 'unknown',
			height_m: null,
			start_date: null,
			accuracy_m: null,
			method: null,
			observed_on: null,
			note: null,
			publish: 'now',
			same_as: null,
			another_camera: false
		});
	});

	test('takes everything that can be said', () => {
		const report = v.parse(schema, {
			position,
			type: 'ptz',
			mount: 'pole',
			heading_deg: 359,
			operator: 'private',
			on_dwelling: false,
			maker: 'huawei',
			capabilities: ['audio', 'face_recognition', 'audio'],
			sign_present: 'no',
			height_m: 6.04,
			start_date: '2019-03',
			accuracy_m: 4.6,
			method: 'gps',
			observed_on: today,
			note: '  на стубу \u0000 ',
			publish: 'later',
			same_as: 'k7q2-9fj4-xm',
			another_camera: false
		});
		expect(report).toMatchObject({
			capabilities: ['face_recognition', 'audio'],
			height_m: 6,
			start_date: '2019-03',
			accuracy_m: 5,
			note: 'на стубу',
			same_as: expect.any(Number)
		});
	});

	test.each(['\r\n', '\r', '\n'])('counts %j in a note as one character, and keeps a line feed', (end) => {
		const lines = (end: string) => `${`x${end}`.repeat(249)}xx`;
		expect(v.parse(schema, { position, note: lines(end) }).note).toBe(lines('\n'));
		expect(v.safeParse(schema, { position, note: `${lines(end)}x` }).success).toBe(false);
	});

	test.each<[string, Record<string, unknown>, string, string]>([
		['no position', { position: undefined }, 'position', 'required'],
		['a position of three', { position: [20.4, 44.8, 100] }, 'position', 'invalid'],
		['a position in words', { position: ['20.4', '44.8'] }, 'position', 'invalid'],
		['an infinite position', { position: [Infinity, 44.8] }, 'position', 'invalid'],
		['an exchanged position', { position: [44.8178, 20.4573] }, 'position', 'swapped'],
		['a position in Novi Sad', { position: [19.84, 45.25] }, 'position', 'outside_area'],
		['an unknown type', { type: 'drone' }, 'type', 'invalid'],
		['an unknown capability', { capabilities: ['x-ray'] }, 'capabilities', 'invalid'],
		['a heading of 360', { heading_deg: 360 }, 'heading_deg', 'out_of_range'],
		['a heading of half a degree', { heading_deg: 0.5 }, 'heading_deg', 'invalid'],
		['a height of 31 m', { height_m: 31 }, 'height_m', 'out_of_range'],
		['a height of 0.99 m', { height_m: 0.99 }, 'height_m', 'out_of_range'],
		['an accuracy of 1001 m', { accuracy_m: 1001 }, 'accuracy_m', 'out_of_range'],
		['tomorrow', { observed_on: '2026-11-24' }, 'observed_on', 'in_future'],
		['2009', { observed_on: '2009-12-31' }, 'observed_on', 'too_early'],
		['30 February', { observed_on: '2026-02-30' }, 'observed_on', 'invalid'],
		['a month to come', { start_date: '2026-12' }, 'start_date', 'in_future'],
		['a year before there were cameras', { start_date: '1959' }, 'start_date', 'too_early'],
		['a month that is none', { start_date: '2019-13' }, 'start_date', 'invalid'],
		['30 February of a start', { start_date: '2019-02-30' }, 'start_date', 'invalid'],
		['a start as people write it', { start_date: '15. 3. 2019.' }, 'start_date', 'invalid'],
		['a long note', { note: 'а'.repeat(501) }, 'note', 'too_long'],
		['a private camera without an answer', { operator: 'private' }, 'on_dwelling', 'required'],
		['a camera on a home', { operator: 'private', on_dwelling: true }, 'on_dwelling', 'on_dwelling'],
		['a camera that is no id', { same_as: 'U' }, 'same_as', 'invalid'],
		['a field nobody asked for', { ip: '192.0.2.1' }, 'ip', 'unknown_field']
	])('refuses %s', (_name, change, field, code) => {
		expect(errorsOf({ position, ...change })).toEqual([{ field, code }]);
	});

	test.each([
		[1.15, 1.2],
		[4.25, 4.3],
		[29.94, 29.9]
	])('rounds a height of %d to %d, half a decimetre up', (sent, height_m) => {
		expect(v.parse(schema, { position, height_m: sent }).height_m).toBe(height_m);
	});

	test('takes on_dwelling from nobody but a private operator', () => {
		expect(errorsOf({ position, operator: 'mup', on_dwelling: true })).toEqual([]);
	});

	test('counts characters of a note, not bytes or halves', () => {
		expect(errorsOf({ position, note: '🎥'.repeat(500) })).toEqual([]);
		expect(v.parse(schema, { position, note: 'a\ud800b' }).note).toBe('a\ufffdb');
	});

	test.each([null, [], 'text', 7, true])('is not %j', (body) => {
		expect(errorsOf(body)).toHaveLength(1);
	});

	test('names several fields at once, each once', () => {
		const errors = errorsOf({ heading_deg: 400, height_m: 99, type: 'drone' });
		expect(errors.map(({ field }) => field).sort()).toEqual(['heading_deg', 'height_m', 'position', 'type']);
	});

	test(
		'of any shape is taken or refused with known codes, never with an exception',
		{ timeout: 30_000 },
		() => {
			const keys = ['position', ...Object.keys(v.parse(schema, { position })), 'on_dwelling', 'else'];
			const value = fc.oneof(
				fc.anything(),
				fc.string({ unit: 'binary' }),
				fc.double(),
				fc.constantFrom('unknown', 'private', today, 'K7Q29FJ4XM', true, null),
				fc.tuple(fc.double(), fc.double())
			);
			fc.assert(
				fc.property(fc.dictionary(fc.constantFrom(...keys), value), (body) => {
					for (const { code } of errorsOf(body)) expect(fieldErrorCodes).toContain(code);
				}),
				{ numRuns: 1000 }
			);
		}
	);

	test('that was taken stays what it is when sent again', () => {
		const valid = fc.record<ReportInput>(
			{
				position: fc.tuple(
					fc.double({ min: 19.95, max: 20.95, noNaN: true }),
					fc.double({ min: 44.2, max: 45.15, noNaN: true })
				),
				heading_deg: fc.option(fc.integer({ min: 0, max: 359 })),
				height_m: fc.option(fc.double({ min: 1, max: 30, noNaN: true })),
				accuracy_m: fc.option(fc.double({ min: 0, max: 1000, noNaN: true })),
				note: fc.option(fc.string({ unit: 'binary', maxLength: 250 }))
			},
			{ requiredKeys: ['position'] }
		);
		fc.assert(
			fc.property(valid, (input) => {
				const report = v.parse(schema, input);
				expect(v.parse(schema, report)).toEqual(report);
			})
		);
	});
});

describe('a complaint', () => {
	const complaint = complaintSchema(settings);
	test('says what is wrong; the message may be left out', () => {
		expect(v.parse(complaint, { kind: 'home' })).toEqual({ kind: 'home', message: null });
		expect(v.parse(complaint, { kind: 'wrong', message: '  ' })).toEqual({ kind: 'wrong', message: null });
	});
	test.each([
		[{}, 'kind', 'required'],
		[{ kind: 'boring' }, 'kind', 'invalid'],
		[{ kind: 'wrong', message: 'x'.repeat(501) }, 'message', 'too_long'],
		[{ kind: 'wrong', from: 'me' }, 'from', 'unknown_field']
	])('refuses %j', (body, field, code) => {
		const result = v.safeParse(complaint, body);
		expect(result.success ? [] : fieldErrors(result.issues)).toEqual([{ field, code }]);
	});
});
