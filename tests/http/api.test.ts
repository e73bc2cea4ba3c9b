import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { describeServers, guardOff } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';

describeServers('the addresses', guardOff, (server) => {
	const { at, post, reported } = requests(server);

	test.each([
		['/data/cameras.geojson?bbox=44.7,20.3,44.9,20.6', ['bbox']],
		['/data/cameras.csv?bbox=44.7,20.3,44.9,20.6&state=verified', ['bbox']],
		['/data/coverage.geojson?bbox=44.7,20.3,44.9,20.6', ['bbox']],
		['/api/cameras/count?bbox=44.7,20.3,44.9,20.6', ['bbox']],
		['/api/cameras/near?lng=44.8&lat=20.4', ['lng', 'lat']],
		['/api/sight?lng=44.8&lat=20.4', ['lng', 'lat']]
	])('%s has latitude and longitude exchanged, and says so', async (address, names) => {
		const response = await at(address);
		expect(response.status).toBe(400);
		expect(response.headers.get('content-type')).toBe('application/problem+json');
		expect(await response.json()).toMatchObject({
			code: 'bad_filter',
			errors: names.map((field) => ({
				field,
				code: 'swapped',
				message: expect.stringMatching(/замењене|zamenjene/)
			}))
		});
	});

	test('the list says it on a page, and a box that is elsewhere is none of it', async () => {
		const page = await at('/en/list?bbox=44.7,20.3,44.9,20.6');
		expect(page.status).toBe(400);
		expect(await page.text()).toMatch(/bbox<\/code>: Latitude and longitude seem to be swapped/);
		for (const bbox of ['16.2,48.1,16.5,48.3', '20.3,44.7,20.6,44.9', '-180,-90,180,90']) {
			expect((await at(`/data/cameras.geojson?bbox=${bbox}`)).status).toBe(200);
			expect((await at(`/en/list?bbox=${bbox}`)).status).toBe(200);
		}
		expect((await at('/api/cameras/near?lng=16.3&lat=48.2')).status).toBe(200);
	});

	describe('POST /api/reports', () => {
		test('takes a whole report and answers with its camera', async () => {
			const position = somewhere();
			const body = {
				position,
				type: 'ptz',
				mount: 'pole',
				heading_deg: 90,
				operator: 'mup',
				maker: 'huawei',
				capabilities: ['face_recognition'],
				sign_present: 'no',
				height_m: 6,
				accuracy_m: 5,
				method: 'dragged',
				observed_on: '2026-11-01',
				note: 'for moderators',
				publish: 'now'
			};
			const response = await post(body);
			expect(response.status).toBe(201);
			expect(response.headers.get('cache-control')).toBe('no-store');
			const answer = (await response.json()) as Record<string, unknown>;
			expect(answer).toMatchObject({
				camera: {
					type: 'Feature',
					id: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{10}$/),
					geometry: { type: 'Point', coordinates: position },
					properties: { type: 'ptz', heading_deg: 90, state: 'reported', freshness: 'fresh' }
				},
				report_id: expect.any(String),
				withdraw_token: expect.any(String)
			});
			expect(JSON.stringify(answer)).not.toContain('moderators');
			expect(response.headers.get('location')).toBe(
				(answer.camera as { properties: { url: string } }).properties.url
			);
		});

		test('only the position is required', async () => {
			const { camera, published } = await reported();
			expect(published).toBe(true);
			expect(camera.properties).toMatchObject({ type: 'unknown', heading_deg: null, operator: 'unknown' });
		});

		test.each([
			['sr', 'Lat', /zamenite|Zamenite/],
			['sr-Cyrl', 'Cyrl', /Замените/],
			['en-GB', 'en', /Swap them/]
		])('names what is wrong in the language asked for: %s', async (language, _script, words) => {
			const response = await post({ position: [44.8178, 20.4573] }, { 'Accept-Language': language });
			expect(response.status).toBe(422);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			const { errors } = (await response.json()) as { errors: { field: string; message: string }[] };
			expect(errors).toHaveLength(1);
			expect(errors[0]).toMatchObject({ field: 'position', message: expect.stringMatching(words) });
		});

		test.each<[string, number, string, Record<string, string>]>([
			['not JSON', 400, '{"position":', {}],
			['not UTF-8', 400, '\ud800', {}],
			['no JSON type', 415, '{}', { 'Content-Type': 'application/geo+xml' }],
			['a list', 422, '[]', {}],
			['a number', 422, '7', {}],
			[
				'a short idempotency key',
				422,
				JSON.stringify({ position: [20.4, 44.8] }),
				{ 'Idempotency-Key': 'short' }
			]
		])('%s: %d', async (_name, status, body, headers) => {
			const response = await post(body, headers);
			expect(response.status).toBe(status);
			expect(await response.json()).toMatchObject({ status, title: expect.any(String) });
		});

		test.each(['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain'])(
			'%s: 403 when it does not come from this site, and 415 when it does',
			async (type) => {
				const sent = async (more: Record<string, string>) =>
					(await post('{}', { 'Content-Type': type, ...more })).status;
				expect(await sent({})).toBe(403);
				expect(await sent({ Origin: 'https://evil.example' })).toBe(403);
				expect(await sent({ Origin: server().origin })).toBe(415);
			}
		);

		test('over 64 KB: 413, also when the length was not announced', async () => {
			const large = JSON.stringify({ position: [20.4, 44.8], note: 'x'.repeat(70_000) });
			expect((await post(large)).status).toBe(413);
			const status = await new Promise((resolve, reject) => {
				const sent = request(`${server().origin}/api/reports`, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' }
				});
				sent.on('response', (response) => resolve(response.statusCode));
				sent.on('error', reject);
				sent.end(large);
			});
			expect(status).toBe(413);
		});

		test('a known camera: 409 with candidates; "the same" and "another" are answers', async () => {
			const position = somewhere();
			const first = await reported({ position, heading_deg: 90 });
			const response = await post({ position, heading_deg: 100 });
			expect(response.status).toBe(409);
			expect(await response.json()).toMatchObject({
				candidates: [{ id: first.camera.id, distance_m: 0, heading_difference_deg: 10, probable: true }]
			});
			const same = await reported({ position, same_as: first.camera.id.toLowerCase() });
			expect(same.camera.id).toBe(first.camera.id);
			expect(same.camera.properties).toMatchObject({ confirmations: 0, last_confirmed_on: null });
			const another = await reported({ position, another_camera: true });
			expect(another.camera.id).not.toBe(first.camera.id);
			const near = await at(`/api/cameras/near?lng=${position[0]}&lat=${position[1]}&heading_deg=0`);
			expect(((await near.json()) as { candidates: unknown[] }).candidates).toHaveLength(2);
		});

		test('two parallel reports of one camera: one 201, one 409', async () => {
			const [lng, lat] = somewhere();
			const answers = await Promise.all([
				post({ position: [lng, lat] }),
				post({ position: [lng + 0.00005, lat] })
			]);
			expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
		});

		test('20 parallel sends with one key: one camera, one answer', async () => {
			const headers = { 'Idempotency-Key': crypto.randomUUID() };
			const body = { position: somewhere(), type: 'dome' };
			const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, headers)));
			expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
			const ids = await Promise.all(
				answers.map(async (one) => ((await one.json()) as { report_id: string }).report_id)
			);
			expect(new Set(ids).size).toBe(1);
			expect((await post({ ...body, type: 'ptz' }, headers)).status).toBe(422);
		});
	});

	test('a report is withdrawn with its token, and with no other', async () => {
		const { camera, report_id, withdraw_token } = await reported();
		const withdraw = (token: unknown) =>
			post({ withdraw_token: token }, {}, `/api/reports/${report_id}/withdraw`);
		for (const wrong of ['x', null, 7, withdraw_token.slice(1)])
			expect((await withdraw(wrong)).status).toBe(403);
		expect(await (await withdraw(withdraw_token)).json()).toEqual({ camera_gone: true });
		expect((await withdraw(withdraw_token)).status).toBe(410);
		expect((await at(`/cameras/${camera.id}`)).status).toBe(410);
		expect((await at(`/api/cameras/${camera.id}`)).status).toBe(410);
		expect(await (await at('/data/cameras.geojson')).text()).not.toContain(camera.id);
	});

	test('a complaint is taken, once it says what is wrong', async () => {
		const { camera } = await reported();
		const complain = (body: unknown) => post(body, {}, `/api/cameras/${camera.id}/complaints`);
		expect((await complain({ kind: 'home', message: 'mine' })).status).toBe(204);
		expect((await complain({})).status).toBe(422);
		expect((await post({ kind: 'wrong' }, {}, '/api/cameras/0000000000/complaints')).status).toBe(404);
	});

	test('a complaint without scripts: a refused one gives back what was typed', async () => {
		const { camera } = await reported();
		const complain = (fields: Record<string, string>) =>
			at(`/en/cameras/${camera.id}?/complain`, {
				method: 'POST',
				headers: { Accept: 'text/html', Origin: server().origin },
				body: new URLSearchParams(fields)
			});
		const refused = await complain({ message: 'It is a lamp.' });
		expect(refused.status).toBe(422);
		const page = await refused.text();
		expect(page).toContain('It is a lamp.</textarea>');
		expect(page).toContain('id="kind-error"');
		const taken = await complain({ kind: 'wrong', message: 'It is a lamp.' });
		expect(taken.status).toBe(200);
		expect(await taken.text()).toContain('Thank you. A moderator will look at the entry.');
	});

	test('a camera has a page, by any writing of its id', async () => {
		const { camera } = await reported({ type: 'dome' });
		const page = await at(`/en/cameras/${camera.id}`);
		expect(page.status).toBe(200);
		expect(await page.text()).toContain('dome');
		const written = camera.id.toLowerCase().replace(/^(.{4})/, '$1-');
		const redirect = await at(`/en/cameras/${written}`, { redirect: 'manual' });
		expect([redirect.status, redirect.headers.get('location')]).toEqual([308, `/en/cameras/${camera.id}`]);
		for (const path of ['/cameras/0000000000', '/cameras/nonsense', '/api/cameras/0000000000']) {
			expect((await at(path)).status, path).toBe(404);
		}
	});

	test('pages of other sites read open data and cameras, and are told so before they ask with a header', async () => {
		const { camera } = await reported();
		const open = [
			...['/data/cameras.csv', '/data/cameras.geojson', '/data/log/heads.json', '/stats/growth.csv'],
			...['/tiles.json', '/tiles/cameras/0/0/0.mvt', `/cameras/${camera.id}/view.geojson`],
			...[`/api/cameras/${camera.id}`, '/api/cameras/count', '/api/cameras/near?lng=20.4&lat=44.8']
		];
		for (const path of open) {
			const { status, headers } = await at(path, { headers: { Origin: 'https://other.example' } });
			expect(status, path).toBe(200);
			expect(headers.get('access-control-allow-origin'), path).toBe('*');
			expect(headers.get('access-control-expose-headers'), path).toContain('ETag');
			expect(headers.get('access-control-allow-credentials'), path).toBeNull();
			const asked = await at(path, {
				method: 'OPTIONS',
				headers: {
					Origin: 'https://other.example',
					'Access-Control-Request-Method': 'GET',
					'Access-Control-Request-Headers': 'if-none-match'
				}
			});
			expect([asked.status, await asked.text()], path).toEqual([204, '']);
			expect(asked.headers.get('allow'), path).toContain('GET');
			expect(asked.headers.get('access-control-allow-origin'), path).toBe('*');
			expect(asked.headers.get('access-control-allow-headers'), path).toMatch(/If-None-Match.*Range/);
		}
		const closed = ['/api/challenge', '/api/check', `/api/cameras/${camera.id}/reviews`, '/api/reports'];
		for (const path of closed) {
			const asked = await at(path, { method: 'OPTIONS', headers: { Origin: 'https://other.example' } });
			expect(asked.status, path).toBe(204);
			expect(asked.headers.get('access-control-allow-origin'), path).toBeNull();
			expect(asked.headers.get('access-control-allow-methods'), path).toBeNull();
		}
	});

	test('an unknown address of data or API is a problem, not a page', async () => {
		const none = ['/data/nothing', '/api/nothing', '/api/cameras/a/b/c', '/tiles/nothing', '/stats/nothing'];
		for (const path of none) {
			for (const method of ['GET', 'OPTIONS', 'DELETE']) {
				const response = await at(path, { method, headers: { 'Accept-Language': 'en' } });
				expect(response.status, path).toBe(404);
				expect(response.headers.get('content-type'), path).toBe('application/problem+json');
				expect(await response.json()).toMatchObject({ status: 404, code: 'not_found' });
			}
		}
	});

	test('every answer is safe by its headers, pages by their policy', async () => {
		for (const path of [
			'/',
			'/en/list',
			'/data/cameras.csv',
			'/api/challenge',
			'/nothing',
			'/healthz',
			'/readyz'
		]) {
			const { headers } = await at(path);
			expect(headers.get('x-content-type-options'), path).toBe('nosniff');
			expect(headers.get('referrer-policy'), path).toBe('same-origin');
			expect(headers.get('set-cookie'), path).toBeNull();
		}
		const policy = (await at('/')).headers.get('content-security-policy') ?? '';
		expect(policy).toMatch(/default-src 'none'/);
		expect(policy).toMatch(/script-src 'self' 'nonce-[^']+'(;|$)/);
		expect(policy).not.toMatch(/unsafe-eval|https?:|\*|script-src[^;]*unsafe/);
	});

	test('a form that another site sent is refused', async () => {
		const sent = (origin: string) =>
			at('/report?/report', {
				method: 'POST',
				headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: origin },
				body: 'position=x'
			});
		expect((await sent('https://evil.example')).status).toBe(403);
		expect((await sent('null')).status).toBe(403);
		expect((await sent(server().origin)).status).toBe(200);
	});

	test('what people send is never printed', async () => {
		await post({ position: [20.123456, 44.654321], note: 'a secret note', type: 'drone' });
		await post({ position: [20.123456, 44.654321], note: 'a secret note' });
		await post({ position: [20.123456, 44.654321], note: 'a secret note' });
		expect(server().printed()).not.toMatch(/20\.1234|44\.6543|secret note|127\.0\.0\.1|select|insert/i);
	});
});
