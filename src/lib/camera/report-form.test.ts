import { describe, expect, test } from 'vitest';
import { readComplaintForm, readReportForm, typedReport } from './report-form.ts';

function form(fields: Record<string, string | string[]>): FormData {
	const data = new FormData();
	for (const [name, values] of Object.entries(fields))
		for (const value of [values].flat()) data.append(name, value);
	return data;
}

describe('the plain form', () => {
	test('becomes the body of a report', async () => {
		const { body, errors } = await readReportForm(
			form({
				position: '44,8178 20,4573',
				type: 'ptz',
				heading_deg: '90',
				height_m: '6,5',
				start_date: '15. 3. 2019.',
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
			start_date: '2019-03-15',
			operator: 'private',
			on_dwelling: false,
			capabilities: ['audio', 'face_recognition'],
			another_camera: true,
			note: 'x'
		});
	});

	test('names what cannot be read, and gives everything back as it was typed', async () => {
		const sent = form({ position: 'here', heading_deg: 'north', note: 'long text' });
		const { errors } = await readReportForm(sent);
		expect(errors).toEqual([
			{ field: 'position', code: 'invalid' },
			{ field: 'heading_deg', code: 'invalid' }
		]);
		expect(typedReport(sent)).toMatchObject({ position: 'here', heading_deg: 'north', note: 'long text' });
	});

	test('without a position asks for it; a file is not a text', async () => {
		const data = form({});
		data.append('position', new Blob(['x']));
		expect((await readReportForm(data)).errors).toEqual([{ field: 'position', code: 'required' }]);
	});

	test('a link to a camera is where it stands; to none, is not read', async () => {
		const sent = form({ position: 'https://oko.example/cameras/K7Q29FJ4XM' });
		const where = (id: string) =>
			Promise.resolve<[number, number] | null>(id === 'K7Q29FJ4XM' ? [20.4, 44.8] : null);
		expect((await readReportForm(sent, where)).body.position).toEqual([20.4, 44.8]);
		expect((await readReportForm(sent, () => Promise.resolve(null))).errors).toEqual([
			{ field: 'position', code: 'invalid' }
		]);
	});
});

test('a complaint form leaves out a kind that nobody chose', () => {
	expect(readComplaintForm(form({ kind: 'home', message: ' x ' }))).toEqual({ kind: 'home', message: 'x' });
	expect(readComplaintForm(form({ message: '' }))).toEqual({ message: '' });
});
