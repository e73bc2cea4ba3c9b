import { describe, expect, test } from 'vitest';
import { readComplaintForm, readReportForm } from './report-form.ts';

function form(fields: Record<string, string | string[]>): FormData {
	const data = new FormData();
	for (const [name, values] of Object.entries(fields))
		for (const value of [values].flat()) data.append(name, value);
	return data;
}

describe('the plain form', () => {
	test('becomes the body of a report', () => {
		const { body, errors } = readReportForm(
			form({
				position: '44,8178 20,4573',
				type: 'ptz',
				heading_deg: '90',
				height_m: '6,5',
				operator: 'private',
				on_dwelling: 'no',
				capabilities: ['audio', 'face_recognition'],
				same_as: 'another',
				note: ' x '
			})
		);
		expect(errors).toEqual([]);
		expect(body).toEqual({
			position: [20.4573, 44.8178],
			method: 'coordinates',
			type: 'ptz',
			heading_deg: 90,
			height_m: 6.5,
			operator: 'private',
			on_dwelling: false,
			capabilities: ['audio', 'face_recognition'],
			another_camera: true,
			note: 'x'
		});
	});

	test('names what cannot be read, and gives everything back as it was typed', () => {
		const { errors, values } = readReportForm(
			form({ position: 'here', heading_deg: 'north', note: 'long text' })
		);
		expect(errors).toEqual([
			{ field: 'position', code: 'invalid' },
			{ field: 'heading_deg', code: 'invalid' }
		]);
		expect(values).toMatchObject({ position: 'here', heading_deg: 'north', note: 'long text' });
	});

	test('without a position asks for it; a file is not a text', () => {
		const data = form({});
		data.append('position', new Blob(['x']));
		expect(readReportForm(data).errors).toEqual([{ field: 'position', code: 'required' }]);
	});
});

test('a complaint form leaves out a kind that nobody chose', () => {
	expect(readComplaintForm(form({ kind: 'home', message: ' x ' }))).toEqual({ kind: 'home', message: 'x' });
	expect(readComplaintForm(form({ message: '' }))).toEqual({ message: '' });
});
