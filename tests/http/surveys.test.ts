import { expect, test } from 'vitest';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { describeServers, guardOff } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';

describeServers('surveys', guardOff, (server) => {
	const { at, post } = requests(server);
	const path = '/api/surveys';
	const walk = () => {
		const [lng, lat] = somewhere();
		return {
			type: 'LineString',
			coordinates: [
				[lng, lat],
				[lng + 0.003, lat]
			]
		};
	};
	const survey = (more: object = {}) => ({
		drawn: walk(),
		looked_on: belgradeDay(),
		method: 'on_foot',
		...more
	});

	test('are taken, told to nobody, sent twice written once, and taken back', async () => {
		const body = survey();
		const headers = { 'Idempotency-Key': 'k'.repeat(24) };
		const response = await post(body, headers, path);
		expect(response.status).toBe(201);
		expect(response.headers.get('cache-control')).toBe('no-store');
		const answer = (await response.json()) as Record<string, string | number | boolean>;
		expect(answer).toEqual({
			survey_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
			published: true,
			looked_m2: expect.any(Number),
			withdraw_token: expect.any(String),
			withdraw_seconds: 600
		});
		// 0.003° are 237 m here: 50 m wide, and two ends.
		expect(answer.looked_m2).toBeGreaterThan(13_000);
		expect(answer.looked_m2).toBeLessThan(14_500);
		const again = (await (await post(body, headers, path)).json()) as Record<string, unknown>;
		expect(again.survey_id).toBe(answer.survey_id);
		const other = await post({ ...body, method: 'vehicle' }, headers, path);
		expect([other.status, await other.json()]).toMatchObject([
			422,
			{ errors: [{ field: 'Idempotency-Key' }] }
		]);
		for (const address of [`${path}/${answer.survey_id}`, path])
			expect((await at(address)).status).not.toBe(200);

		const withdraw = (token: unknown) =>
			post({ withdraw_token: token }, {}, `${path}/${answer.survey_id}/withdraw`);
		expect((await withdraw('x')).status).toBe(403);
		expect((await withdraw(7)).status).toBe(403);
		const withdrawn = await withdraw(answer.withdraw_token);
		expect([withdrawn.status, await withdrawn.json()]).toEqual([200, { withdrawn: true }]);
		expect((await withdraw(answer.withdraw_token)).status).toBe(410);
		expect((await post(body, headers, path)).status).toBe(410);
	});

	test('later is later', async () => {
		const response = await post(survey({ publish: 'later' }), {}, path);
		expect(await response.json()).toMatchObject({ published: false });
	});

	test('what is wrong is named by field, in the language asked for', async () => {
		const crossing = {
			type: 'Polygon',
			coordinates: [
				[
					[20.4, 44.8],
					[20.41, 44.81],
					[20.41, 44.8],
					[20.4, 44.81],
					[20.4, 44.8]
				]
			]
		};
		const problems: [unknown, number, Record<string, string>][] = [
			[survey({ drawn: crossing }), 422, { drawn: 'crosses_itself' }],
			[
				survey({
					drawn: {
						type: 'LineString',
						coordinates: [
							[20.2, 44.8],
							[20.6, 44.8]
						]
					}
				}),
				422,
				{ drawn: 'line_too_long' }
			],
			[
				survey({ looked_on: '2020-01-01', method: 'asleep' }),
				422,
				{ looked_on: 'too_old', method: 'invalid' }
			],
			[{}, 422, { drawn: 'required', looked_on: 'required', method: 'required' }]
		];
		for (const [body, status, expected] of problems) {
			const response = await post(body, { 'Accept-Language': 'en' }, path);
			expect(response.status).toBe(status);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			const { errors } = (await response.json()) as {
				errors: { field: string; code: string; message: string }[];
			};
			expect(Object.fromEntries(errors.map(({ field, code }) => [field, code]))).toEqual(expected);
			for (const { message } of errors) expect(message).toMatch(/^[A-Z].*\.$/);
		}
		expect((await post('{', {}, path)).status).toBe(400);
		expect((await post('x', { 'Content-Type': 'image/png' }, path)).status).toBe(415);
		expect((await post(`"${'x'.repeat(70_000)}"`, {}, path)).status).toBe(413);
	});
});
