import { expect, test } from 'vitest';
import { readForm } from './request.ts';

const note = 'first\nsecond\n\nthird';
const sent = note.replaceAll('\n', '\r\n');
const part = (name: string, value: string) =>
	`--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

test.each([
	['application/x-www-form-urlencoded', `a=1&note=${encodeURIComponent(sent)}`],
	['multipart/form-data; boundary=b', `${part('a', '1')}${part('note', sent)}--b--\r\n`]
])('a form of %s has line feeds where the browser sent CR LF', async (type, body) => {
	const request = new Request('http://localhost', {
		method: 'POST',
		headers: { 'Content-Type': type },
		body
	});
	const { form, fault } = await readForm(request);
	expect(fault).toBeNull();
	expect([...form]).toEqual([
		['a', '1'],
		['note', note]
	]);
});
