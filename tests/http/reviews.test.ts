import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addModerator, makeContributor, type TestContributor } from '../support/signed-in.ts';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { bare, secret, startServer, type RunningServer } from '../support/server.ts';

interface Said {
	outcome: string;
	state: string;
	own: Record<string, unknown>;
	reviews: { present: { people: number; weight: number }; absent: { people: number; weight: number } };
	camera: { id: string; properties: Record<string, unknown> };
	corrections: Record<string, unknown>[];
}
const said = async (response: Response) => (await response.json()) as Said;

describe.each(serverEngines)('reviews and corrections (%s)', (kind) => {
	let server: RunningServer;
	let remove = () => {};
	let env: Record<string, string>;
	let people: TestContributor[];
	let moderators: TestContributor[];
	const { at, post, reported } = requests(() => server);
	beforeAll(async () => {
		const engine = await engineEnv(kind);
		remove = engine.remove;
		env = engine.env;
		server = await startServer({ ...env, ...guardOff });
		people = [];
		for (let n = 0; n < 6; n++) people.push(await makeContributor(() => server));
		moderators = people.slice(0, 3);
		for (const { code } of moderators) await addModerator(code, env);
	});
	afterAll(async () => {
		await server?.end();
		remove();
	});
	const [reviewsOf, correctionsOf] = ['reviews', 'corrections'].map(
		(what) => (id: string) => `/api/cameras/${id}/${what}`
	) as [(id: string) => string, (id: string) => string];

	test('two trusted people verify a camera; the map knows it at once, and nobody by it', async () => {
		const { camera } = await reported();
		const first = await moderators[0]!.post(reviewsOf(camera.id), { verdict: 'present', on_site: true });
		expect(first.status).toBe(200);
		expect(first.headers.get('cache-control')).toBe('no-store');
		expect(await said(first)).toMatchObject({
			outcome: 'counted',
			state: 'reported',
			own: { verdict: 'present', on_site: true, changeable: true, decided: false },
			reviews: { present: { people: 1, weight: 1 } }
		});
		const second = await said(await moderators[1]!.post(reviewsOf(camera.id), { verdict: 'present' }));
		expect(second).toMatchObject({ state: 'verified', camera: { properties: { state: 'verified' } } });
		const download = await (await at('/data/cameras.geojson')).text();
		expect(JSON.parse(download).features.find(({ id }: { id: string }) => id === camera.id)).toMatchObject({
			properties: { state: 'verified', confirmations: 2 }
		});
		const own = await said(await moderators[0]!.get(reviewsOf(camera.id)));
		expect(own.own).toMatchObject({ verdict: 'present', decided: true });
		// What anybody is told, of this camera and of all.
		for (const path of [
			'/data/cameras.geojson',
			'/data/cameras.csv',
			`/api/cameras/${camera.id}`,
			reviewsOf(camera.id),
			`/en/cameras/${camera.id}`,
			'/api/check',
			'/en/check'
		]) {
			const text = await (await at(path)).text();
			for (const { code, cookie, key } of people) {
				expect(text, path).not.toContain(code);
				expect(text, path).not.toContain(cookie.split('=')[1]);
				expect(text, path).not.toContain(key);
			}
			// No name on a camera (64 hexadecimal digits), and no id of a contributor.
			expect(text, path).not.toMatch(/[0-9a-f]{64}|contributor_id|"person"|"salt"/);
		}
	});

	test('nobody signed in sees the sums, and may say nothing', async () => {
		const { camera } = await reported();
		expect((await people[3]!.post(reviewsOf(camera.id), { verdict: 'absent' })).status).toBe(200);
		const read = await at(reviewsOf(camera.id));
		expect(read.status).toBe(200);
		expect(read.headers.get('cache-control')).toBe('no-store');
		expect(await read.json()).toMatchObject({
			reviews: { present: { people: 0, weight: 0 }, absent: { people: 1, weight: 0.5 }, disputed_on: null },
			corrections: [],
			own: null,
			rule: { verified_people: 2, on_site_m: 75 }
		});
		for (const [path, body] of [
			[reviewsOf(camera.id), { verdict: 'present' }],
			[correctionsOf(camera.id), { field: 'type', value: 'dome' }]
		] as const) {
			const refused = await post(body, { 'Accept-Language': 'en' }, path);
			expect(refused.status).toBe(401);
			expect(refused.headers.get('content-type')).toBe('application/problem+json');
			expect(await refused.json()).toMatchObject({
				code: 'sign_in_required',
				title: expect.stringMatching(/key/)
			});
		}
	});

	test('refuses what is not understood, and what is nowhere', async () => {
		const { camera } = await reported();
		const [someone] = people.slice(4);
		const refused = await someone!.post(reviewsOf(camera.id), { verdict: 'maybe', publish: 'soon' });
		expect(refused.status).toBe(422);
		expect(
			((await refused.json()) as { errors: { field: string }[] }).errors.map((one) => one.field)
		).toEqual(['verdict', 'publish']);
		expect((await someone!.post(reviewsOf('0000000000'), { verdict: 'present' })).status).toBe(404);
		expect((await someone!.post(reviewsOf('nonsense'), { verdict: 'present' })).status).toBe(404);
		expect((await someone!.get(reviewsOf('0000000000'))).status).toBe(404);
		const far = await someone!.post(correctionsOf(camera.id), { field: 'position', value: [20.6, 44.7] });
		expect(far.status).toBe(422);
		expect(await far.json()).toMatchObject({ errors: [{ field: 'value', code: 'too_far' }] });
		const same = await someone!.post(correctionsOf(camera.id), { field: 'type', value: 'unknown' });
		expect(await same.json()).toMatchObject({ errors: [{ field: 'value', code: 'unchanged' }] });
		const unknown = await someone!.post(correctionsOf(camera.id), {
			field: 'type',
			value: 'dome',
			agrees: false
		});
		expect(unknown.status).toBe(404);
		expect(await unknown.json()).toMatchObject({ code: 'unknown_correction' });
	});

	test('another site can send nothing in the name of who is signed in', async () => {
		const { camera } = await reported();
		const foreign = (path: string, type: string, body: string) =>
			fetch(server.origin + path, {
				method: 'POST',
				headers: { 'Content-Type': type, Origin: 'https://evil.example', Cookie: people[3]!.cookie },
				body
			});
		expect((await foreign(reviewsOf(camera.id), 'image/png', '{"verdict":"absent"}')).status).toBe(415);
		for (const type of ['application/x-www-form-urlencoded', 'text/plain']) {
			expect((await foreign(reviewsOf(camera.id), type, '{"verdict":"absent"}')).status).toBe(403);
			expect((await foreign(`/cameras/${camera.id}?/review`, type, 'verdict=absent')).status).toBe(403);
		}
		// JSON asks first, and nobody answers that other sites may.
		const asked = await fetch(server.origin + reviewsOf(camera.id), {
			method: 'OPTIONS',
			headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' }
		});
		expect(asked.headers.get('access-control-allow-origin')).toBeNull();
		expect((await (await at(reviewsOf(camera.id))).json()) as Said).toMatchObject({
			reviews: { absent: { people: 0 } }
		});
	});

	test('who reported a camera does not review it', async () => {
		const made = await people[3]!.post('/api/reports', { position: [20.711, 44.611] });
		expect(made.status).toBe(201);
		const { camera } = (await made.json()) as { camera: { id: string } };
		const refused = await people[3]!.post(reviewsOf(camera.id), { verdict: 'present' });
		expect(refused.status).toBe(409);
		expect(await refused.json()).toMatchObject({ code: 'own_camera' });
		expect((await said(await people[3]!.get(reviewsOf(camera.id)))).own).toMatchObject({ reporter: true });
		const page = await (await people[3]!.get(`/en/cameras/${camera.id}`)).text();
		expect(page).toContain('You reported this camera yourself.');
		expect(page).not.toContain('name="verdict"');
		const other = await people[4]!.post(reviewsOf(camera.id), { verdict: 'present' });
		expect(other.status).toBe(200);
	});

	test('is changed and taken back until it decides the state, and then says when it can be renewed', async () => {
		const { camera } = await reported();
		const [one, two] = moderators;
		const by = async (who: TestContributor, body: unknown) =>
			said(await who.post(reviewsOf(camera.id), body));
		expect(await by(one!, { verdict: 'absent' })).toMatchObject({ outcome: 'counted' });
		expect(await by(one!, { verdict: 'present' })).toMatchObject({
			reviews: { present: { people: 1 }, absent: { people: 0 } }
		});
		expect(await by(one!, { verdict: 'present' })).toMatchObject({ outcome: 'unchanged' });
		expect(await by(one!, { verdict: null })).toMatchObject({
			outcome: 'taken_back',
			own: { verdict: null },
			reviews: { present: { people: 0 } }
		});
		expect(await by(one!, { verdict: 'present', publish: 'later' })).toMatchObject({
			outcome: 'waiting',
			own: { verdict: null, waiting: 'present' },
			reviews: { present: { people: 0 } }
		});
		expect(await by(one!, { verdict: null })).toMatchObject({
			outcome: 'taken_back',
			own: { waiting: null }
		});
		await by(one!, { verdict: 'present' });
		expect(await by(two!, { verdict: 'present' })).toMatchObject({ state: 'verified' });
		const late = await one!.post(reviewsOf(camera.id), { verdict: null });
		expect(late.status).toBe(409);
		expect(await late.json()).toMatchObject({
			code: 'already_reviewed',
			renewable_on: expect.stringMatching(/^20\d\d-\d\d-\d\d$/)
		});
	});

	test('a heading is corrected by two, and the history says so', async () => {
		const { camera } = await reported({ heading_deg: 10 });
		const path = correctionsOf(camera.id);
		const first = await people[4]!.post(path, { field: 'heading_deg', value: 90 });
		expect(first.status).toBe(200);
		expect(await said(first)).toMatchObject({
			outcome: 'open',
			corrections: [{ field: 'heading_deg', value: 90, people: 1, weight: 0.5, agrees: true }],
			camera: { properties: { heading_deg: 10 } }
		});
		expect(
			await said(await people[5]!.post(path, { field: 'heading_deg', value: 90, agrees: false }))
		).toMatchObject({ outcome: 'open', corrections: [{ people: 1, against_people: 1, agrees: false }] });
		expect(await said(await moderators[0]!.post(path, { field: 'heading_deg', value: 90 }))).toMatchObject({
			outcome: 'corrected',
			corrections: [],
			camera: { properties: { heading_deg: 90 } }
		});
		const { history } = (await (await at(`/api/cameras/${camera.id}`)).json()) as {
			history: { kind: string; changed?: string[] }[];
		};
		expect(history.at(-1)).toMatchObject({ kind: 'corrected', changed: ['heading_deg'] });
		const page = await (await at(`/en/cameras/${camera.id}`)).text();
		expect(page.replace(/<[^>]*>/g, '')).toContain('corrected, changed: Heading');
	});

	test('a hidden camera is gone', async () => {
		const { camera } = await reported();
		await promisify(execFile)(process.execPath, ['scripts/operate.ts', 'hide', camera.id, 'on a home'], {
			env: { ...bare, OKO_SECRET: secret, ...env }
		});
		for (const [path, body] of [
			[reviewsOf(camera.id), { verdict: 'present' }],
			[correctionsOf(camera.id), { field: 'type', value: 'dome' }]
		] as const) {
			expect((await people[4]!.post(path, body)).status).toBe(410);
		}
		expect((await people[4]!.get(reviewsOf(camera.id))).status).toBe(410);
	});

	describe('without scripts', () => {
		test('a review is cast, shown and taken back on the page', async () => {
			const { camera } = await reported();
			const path = `/en/cameras/${camera.id}`;
			const [, , , someone] = people;
			const cast = await someone!.form(`${path}?/review`, [
				['publish', 'now'],
				['verdict', 'absent']
			]);
			expect(cast.status).toBe(200);
			expect(cast.html).toContain('Your vote counts.');
			expect(cast.html).toContain('You said that it is gone');
			expect(cast.html).toContain('1 person says it is gone');
			const back = await someone!.form(`${path}?/review`, [['verdict', '']]);
			expect(back.html).toContain('The vote was taken back.');
			expect(back.html).toContain('Nobody has checked it yet.');
		});

		test('a refused correction gives back what was typed', async () => {
			const { camera } = await reported({ heading_deg: 10 });
			const path = `/en/cameras/${camera.id}?/correct&fix=heading_deg`;
			const wrong = await people[4]!.form(path, [
				['field', 'heading_deg'],
				['value', '400']
			]);
			expect(wrong.status).toBe(422);
			expect(wrong.html).toContain('value="400"');
			expect(wrong.html).toContain('The value is outside the permitted range.');
			const right = await people[4]!.form(path, [
				['field', 'heading_deg'],
				['value', '40']
			]);
			expect(right.html).toContain('The correction waits for others to agree.');
			expect(right.html).toContain('40° (north-east)');
		});

		test('a session that is over asks for the key, and comes back here', async () => {
			const { camera } = await reported();
			const page = await (await at(`/en/cameras/${camera.id}?check=0`)).text();
			const next = encodeURIComponent(`/en/cameras/${camera.id}?check=0#review`);
			expect(page).toContain(`/en/account?next=${next}`);
			const refused = await fetch(`${server.origin}/en/cameras/${camera.id}?/review`, {
				method: 'POST',
				headers: { Accept: 'text/html', Origin: server.origin },
				body: new URLSearchParams({ verdict: 'present' })
			});
			expect(refused.status).toBe(401);
			expect(await refused.text()).toContain('You need a key for this');
			const typed = await fetch(`${server.origin}/en/cameras/${camera.id}?/correct&fix=height_m`, {
				method: 'POST',
				headers: { Accept: 'text/html', Origin: server.origin },
				body: new URLSearchParams({ field: 'height_m', value: '7.5' })
			});
			expect(typed.status).toBe(401);
			expect(await typed.text()).toContain('value="7.5"');
			const entered = (next: string) =>
				fetch(`${server.origin}/en/account?/enter`, {
					method: 'POST',
					redirect: 'manual',
					headers: { Accept: 'text/html', Origin: server.origin },
					body: new URLSearchParams({ key: people[4]!.key, next })
				});
			expect((await entered('/en/cameras/X?check=0#review')).headers.get('location')).toBe(
				'/en/cameras/X?check=0#review'
			);
			for (const foreign of ['https://evil.example/', '//evil.example', '/.//evil.example']) {
				expect((await entered(foreign)).headers.get('location')).toBe('/en/account');
			}
		});
	});

	test('the worklist goes by urgency, is filtered, and leads from one to the next', async () => {
		const { camera } = await reported();
		const list = async (query = '') => {
			const html = await (await at(`/en/check${query}`)).text();
			return [...html.matchAll(/href="\/en\/cameras\/([0-9A-Z]{10})\?([^"]*check=\d+[^"]*)"/g)].map(
				([, id, way]) => ({ id: id ?? '', way: (way ?? '').replaceAll('&amp;', '&') })
			);
		};
		const before = await list();
		expect(before.map(({ id }) => id)).toContain(camera.id);
		// Three who say that it is gone put it first.
		for (const one of moderators) await one.post(reviewsOf(camera.id), { verdict: 'absent' });
		expect((await list())[0]?.id).toBe(camera.id);
		expect((await list('?state=disputed')).map(({ id }) => id)).toEqual([camera.id]);
		expect(await (await at('/en/check?state=verified')).text()).toContain('No camera that needs checking');
		expect(await (await at('/en/check?state=hidden')).text()).toContain('not understood');
		const [first, second] = await list();
		const page = await (await at(`/en/cameras/${first!.id}?${first!.way}`)).text();
		expect(page).toContain(`/en/cameras/${second!.id}?check=1`);
		const { cameras, total } = (await (await at('/api/check')).json()) as {
			cameras: { id: string; reason: string }[];
			total: number;
		};
		expect(cameras[0]).toMatchObject({ id: camera.id, reason: 'disputed' });
		expect(cameras).toHaveLength(total);
	});
});

test('reviews of one network are limited', async () => {
	const engine = await engineEnv('postgres');
	const server = await startServer({ ...engine.env, OKO_CHALLENGE: 'off', OKO_LIMITS: 'off' });
	const someone = await makeContributor(() => server);
	const { camera } = await requests(() => server).reported();
	await server.end();
	// Started again with limits; the key is the same.
	const limited = await startServer({ ...engine.env, OKO_CHALLENGE: 'off' });
	try {
		const entered = await fetch(`${limited.origin}/en/account?/enter`, {
			method: 'POST',
			redirect: 'manual',
			headers: { Accept: 'text/html', Origin: limited.origin },
			body: new URLSearchParams({ key: someone.key })
		});
		const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
		const send = (i: number) =>
			fetch(`${limited.origin}/api/cameras/${camera.id}/reviews`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', Cookie: cookie },
				body: JSON.stringify({ verdict: i % 2 ? 'present' : 'absent' })
			});
		const statuses = [];
		for (let i = 0; i < 201; i++) {
			const response = await send(i);
			statuses.push(response.status);
			if (response.status === 429) expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
			await response.arrayBuffer();
		}
		expect(statuses.slice(0, 200).every((status) => status === 200)).toBe(true);
		expect(statuses.at(-1)).toBe(429);
	} finally {
		await limited.end();
		engine.remove();
	}
});
