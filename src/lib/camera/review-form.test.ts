import { expect, test } from 'vitest';
import { readCorrectionForm, readReviewForm, typedCorrection } from './review-form.ts';

const form = (...entries: [string, string][]) => {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
};

test.each([
	[[['verdict', 'present']], { verdict: 'present', on_site: false }],
	[
		[
			['verdict', 'absent'],
			['on_site', 'yes'],
			['publish', 'later']
		],
		{ verdict: 'absent', on_site: true, publish: 'later' }
	],
	[[['verdict', '']], { verdict: null, on_site: false }],
	[[], { on_site: false }]
] as [[string, string][], unknown][])('a review %o', (entries, body) =>
	expect(readReviewForm(form(...entries))).toEqual(body)
);

test.each([
	['type', 'dome', 'dome'],
	['heading_deg', ' 90 ', 90],
	['heading_deg', '', null],
	['heading_deg', 'east', 'east'],
	['height_m', '4,5', 4.5],
	['start_date', '3. 2019.', '2019-03'],
	['start_date', '', null],
	['start_date', 'long ago', 'long ago'],
	['position', '44.8178, 20.4573', [20.4573, 44.8178]],
	['position', 'here', 'here']
])('a correction of %s: %s', async (field, value, read) =>
	expect(await readCorrectionForm(form(['field', field], ['value', value]))).toEqual({
		field,
		value: read,
		agrees: true
	})
);

test('capabilities are many, and may be none', async () => {
	const read = async (...values: string[]) => {
		const entries = values.map((value): [string, string] => ['value', value]);
		return (await readCorrectionForm(form(['field', 'capabilities'], ...entries))).value;
	};
	expect(await read('audio', 'face_recognition')).toEqual(['audio', 'face_recognition']);
	expect(await read()).toEqual([]);
});

test('a word about an open correction carries its value', async () => {
	const said = (json: string) =>
		readCorrectionForm(form(['field', 'position'], ['json', json], ['agrees', 'no']));
	expect(await said('[20.4573,44.8178]')).toEqual({
		field: 'position',
		value: [20.4573, 44.8178],
		agrees: false
	});
	expect(await said('[20')).toEqual({ field: 'position', value: undefined, agrees: false });
});

test('a correction is given back as it was typed', () => {
	expect(typedCorrection(form(['field', 'height_m'], ['value', ' 7,5 ']))).toEqual({
		field: 'height_m',
		values: [' 7,5 ']
	});
	expect(typedCorrection(form())).toEqual({ field: '', values: [] });
});
