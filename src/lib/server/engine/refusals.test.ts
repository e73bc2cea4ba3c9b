import { expect, test } from 'vitest';
import { withRefusals } from './refusals.ts';

const asked = (body: string, init: ResponseInit = {}) =>
	withRefusals(async () => new Response(body, init))('http://database.invalid');

test('a refusal has the status and the shape that PostgREST gives an error', async () => {
	const details = '[{"number": 1}]';
	const refusal = { refused: { code: 'PT409', message: 'known_cameras_near', details } };
	// PostgreSQL writes a space before the colon, JSON.stringify none.
	for (const body of [JSON.stringify(refusal), `{"refused" : ${JSON.stringify(refusal.refused)}}`]) {
		const response = await asked(body);
		expect(response.status).toBe(409);
		expect(response.ok).toBe(false);
		expect(await response.json()).toEqual({
			code: 'PT409',
			message: 'known_cameras_near',
			details,
			hint: null
		});
	}
});

test('anything else stays what it was', async () => {
	for (const body of ['', 'null', '{"refuse": 1}', '[{"refused": {"code": "PT409"}}]', '{"refused']) {
		const response = await asked(body, { headers: { 'Content-Range': '0-1/2' } });
		expect(await response.text()).toBe(body);
		expect(response.headers.get('content-range')).toBe('0-1/2');
	}
	expect((await asked('{"refused": {"code": "PT409"}}', { status: 500 })).status).toBe(500);
});
