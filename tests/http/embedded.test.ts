import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { formAddresses } from '../support/form-addresses.ts';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { requests, somewhere, type Accepted } from '../support/requests.ts';
import { pageRoutes, serverRoutes } from '../support/routes.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { addModerator, makeContributor, type TestContributor } from '../support/signed-in.ts';

let server: RunningServer;
let remove = () => {};
let moderator: TestContributor;
let camera: Accepted;
const { at, post, reported } = requests(() => server);

beforeAll(async () => {
	const engine = await engineEnv('embedded');
	remove = engine.remove;
	server = await startServer({ ...engine.env, ...guardOff });
	moderator = await makeContributor(() => server);
	await addModerator(moderator.code, engine.env);
	camera = await reported({ type: 'fixed', heading_deg: 90 });
});
afterAll(async () => {
	await server?.end();
	remove();
});

/** An address of a route, with something that is there in each of its places. */
const addressOf = (route: string) =>
	route
		.replace('[id]', camera.camera.id)
		.replace('[card]', 'map')
		.replace('[list]', 'reported')
		.replace('[name]', 'municipalities')
		.replace('[tileset]/[z]/[x]/[y]', 'cameras/0/0/0');

/** Nobody has made a snapshot here: tests/http/snapshots.test.ts does. */
const isHere = (route: string) => !route.includes('[edition]');

describe('every page is shown to a moderator', () => {
	test.each(pageRoutes().filter(isHere))('%s', async (route) => {
		// `/ogc` is a page for whoever asks for one.
		const response = await moderator.get(`/en${addressOf(route)}${route === '/ogc' ? '?f=html' : ''}`);
		expect(response.status).toBe(200);
		expect(await response.text()).toContain('<h1');
	});
});

describe('every address of data answers', () => {
	const queries: Record<string, string> = {
		'/api/cameras/near': '?lng=20.4&lat=44.8',
		'/api/search': '?q=terazije',
		'/api/sight': '?lng=20.4&lat=44.8',
		'/data/changes.csv': `?from=2020-01-01&to=${belgradeDay()}`
	};
	test.each(serverRoutes('GET').filter(isHere))('%s', async (route) => {
		const query = route === '/oembed' ? `?url=${server.origin}` : (queries[route] ?? '');
		const response = await at(addressOf(route) + query);
		// Nobody has provisioned streets here.
		expect(response.status).toBe(route === '/basemap/style.json' ? 404 : 200);
		await response.arrayBuffer();
		if (response.status === 200) expect(response.headers.get('content-type')).toBeTruthy();
	});
});

test('every address that takes something takes it', async () => {
	const taken = new Set<string>();
	const send = async (route: string, body: unknown, id = camera.camera.id) => {
		taken.add(route);
		const response = await moderator.post(route.replace('[id]', id), body);
		expect(response.status, route).toBeLessThan(300);
		return response;
	};
	const [lng, lat] = somewhere();
	const second = (await (await send('/api/reports', { position: [lng, lat] })).json()) as Accepted;
	await send('/api/cameras/[id]/reviews', { verdict: 'present', on_site: true });
	await send('/api/cameras/[id]/corrections', { field: 'type', value: 'dome' });
	await send('/api/cameras/[id]/complaints', { kind: 'wrong', message: 'It is a lamp.' });
	const { withdraw_token } = second;
	await send('/api/reports/[id]/withdraw', { withdraw_token }, second.report_id);
	const walk = {
		drawn: {
			type: 'LineString',
			coordinates: [
				[lng, lat],
				[lng + 0.003, lat]
			]
		},
		looked_on: belgradeDay(),
		method: 'on_foot'
	};
	const survey = (await (await send('/api/surveys', walk)).json()) as {
		survey_id: string;
		withdraw_token: string;
	};
	const token = { withdraw_token: survey.withdraw_token };
	await send('/api/surveys/[id]/withdraw', token, survey.survey_id);
	expect([...taken].sort()).toEqual(serverRoutes('POST'));
	expect((await at(`/api/cameras/${second.camera.id}`)).status).toBe(410);
	const { camera: now } = (await (await at(`/api/cameras/${camera.camera.id}`)).json()) as Accepted;
	expect(now.properties).toMatchObject({ type: 'fixed', confirmations: 1 });
});

test('what is refused is refused here too', async () => {
	const { coordinates } = camera.camera.geometry;
	expect((await post({ position: coordinates })).status).toBe(409);
	expect((await post({ position: [44.8, 20.4] })).status).toBe(422);
	expect((await at('/api/cameras/0000000000')).status).toBe(404);
});

describe('every form is answered with a page', () => {
	test.each(formAddresses())('%s', async (address) => {
		const { status, html } = await moderator.form(`/en${addressOf(address)}`, [['note', 'By the gate']]);
		expect(status).toBeLessThan(500);
		expect(html).toContain('<h1');
	});
});

test('none of this was a fault', () => expect(server.printed()).not.toMatch(/^\s*500 /m));
