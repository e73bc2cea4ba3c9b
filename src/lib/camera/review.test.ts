import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fieldErrors } from './report.ts';
import { correctionSchema, missing, noReviews, reviewSchema, type ReviewSums } from './review.ts';
import { settings } from './settings.fixture.ts';

function errorsOf(schema: v.GenericSchema, body: unknown) {
	const { issues, output } = v.safeParse(schema, body);
	return issues ? fieldErrors(issues) : output;
}

describe('a review', () => {
	const read = (body: unknown) => errorsOf(reviewSchema(), body);
	test.each([
		[{ verdict: 'present' }, { verdict: 'present', on_site: false, publish: 'now' }],
		[
			{ verdict: 'absent', on_site: true, publish: 'later' },
			{ verdict: 'absent', on_site: true, publish: 'later' }
		],
		[{ verdict: null }, { verdict: null, on_site: false, publish: 'now' }]
	])('%o is taken', (body, review) => expect(read(body)).toEqual(review));
	test.each([
		[{}, [{ field: 'verdict', code: 'required' }]],
		[{ verdict: 'gone' }, [{ field: 'verdict', code: 'invalid' }]],
		[
			{ verdict: '', on_site: 'yes', publish: 'soon', position: [20, 44] },
			[
				{ field: 'verdict', code: 'invalid' },
				{ field: 'on_site', code: 'invalid' },
				{ field: 'publish', code: 'invalid' },
				{ field: 'position', code: 'unknown_field' }
			]
		],
		['present', [{ field: '', code: 'required' }]]
	])('%o is refused, field by field', (body, errors) => expect(read(body)).toEqual(errors));
});

describe('a correction', () => {
	const read = (body: unknown) => errorsOf(correctionSchema(settings, '2026-11-29'), body);
	test.each([
		[{ field: 'type', value: 'dome' }, 'dome'],
		[{ field: 'heading_deg', value: 0 }, 0],
		[{ field: 'heading_deg', value: null }, null],
		[{ field: 'height_m', value: 4.26 }, 4.3],
		[{ field: 'capabilities', value: ['audio', 'face_recognition', 'audio'] }, ['face_recognition', 'audio']],
		[{ field: 'position', value: [20.4573, 44.8178] }, [20.4573, 44.8178]]
	])('%o is taken', (body, value) => expect(read(body)).toEqual({ ...body, value, agrees: true }));
	test.each([
		[
			{},
			[
				{ field: 'field', code: 'required' },
				{ field: 'value', code: 'required' }
			]
		],
		[{ field: 'state', value: 'removed' }, [{ field: 'field', code: 'invalid' }]],
		[{ field: 'type', value: 'round' }, [{ field: 'value', code: 'invalid' }]],
		[{ field: 'type', value: null }, [{ field: 'value', code: 'invalid' }]],
		[{ field: 'heading_deg', value: 360 }, [{ field: 'value', code: 'out_of_range' }]],
		[{ field: 'heading_deg', value: 1.5 }, [{ field: 'value', code: 'invalid' }]],
		[{ field: 'height_m', value: '4' }, [{ field: 'value', code: 'invalid' }]],
		[{ field: 'capabilities', value: 'audio' }, [{ field: 'value', code: 'invalid' }]],
		[{ field: 'position', value: [44.8178, 20.4573] }, [{ field: 'value', code: 'swapped' }]],
		[{ field: 'position', value: [20.4573] }, [{ field: 'value', code: 'invalid' }]],
		[{ field: 'type', value: 'dome', agrees: 'no' }, [{ field: 'agrees', code: 'invalid' }]]
	])('%o is refused', (body, errors) => expect(read(body)).toEqual(errors));
});

describe('what is missing', () => {
	const sums = (
		present: [number, number],
		absent: [number, number],
		contradicted_weight: number,
		disputed_on: string | null = null
	): ReviewSums => ({
		present: { people: present[0], weight: present[1] },
		absent: { people: absent[0], weight: absent[1] },
		contradicted_weight,
		disputed_on
	});
	// Trusted people, or new ones.
	test.each([
		['a fresh report', 'reported', noReviews, { verified: [2, 4], disputed: [3, 6] }],
		['one new reviewer', 'reported', sums([1, 0.5], [0, 0], 0.5), { verified: [2, 3], disputed: [3, 6] }],
		// More than two thirds: 2 against 1 are exactly that, so half a weight more.
		['one contradicts', 'reported', sums([2, 2], [1, 1], 2), { verified: [1, 1], disputed: [2, 4] }],
		// Ten who said so before the first contradiction count as two.
		['many confirmed', 'verified', sums([10, 10], [0, 0], 2), { disputed: [3, 6] }],
		['they go on confirming', 'verified', sums([10, 10], [3, 3], 10), { disputed: [2, 4] }],
		['disputed', 'disputed', sums([2, 2], [3, 3], 2, '2026-03-30'), { verified: [5, 9], removed: [2, 3] }],
		['disputed by a moderator', 'disputed', noReviews, { verified: [2, 4], removed: [3, 6] }],
		['removed', 'removed', sums([0, 0], [6, 6], 2), { verified: [5, 9] }],
		['removed half a year ago', 'removed', sums([0, 0], [6, 6], 1.316364), { verified: [3, 6] }],
		['removed two years ago', 'removed', sums([0, 0], [6, 6], 0), { verified: [2, 4] }]
	] as const)('%s', (_name, state, said, expected) => {
		const found = missing(state, said, settings);
		expect(Object.fromEntries(found.map(({ to, trusted, fresh }) => [to, [trusted, fresh]]))).toEqual(
			expected
		);
	});
	test('a removal waits for a week of dispute', () => {
		const removal = missing('disputed', sums([2, 2], [5, 5], 2, '2026-03-27'), settings).at(-1);
		expect(removal).toMatchObject({ to: 'removed', notBefore: '2026-04-03' });
	});
});
