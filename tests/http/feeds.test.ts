import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { belgradeDay, midnight } from '../../src/lib/camera/day.ts';
import { readAtom, readJsonFeed } from '../support/feeds.ts';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests } from '../support/requests.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { addModerator, makeContributor, type TestContributor } from '../support/signed-in.ts';

describe.each(serverEngines)('feeds (%s)', (kind) => {
	let server: RunningServer;
	let remove = () => {};
	let moderators: TestContributor[];
	const { at, post, reported } = requests(() => server);
	beforeAll(async () => {
		const engine = await engineEnv(kind);
		remove = engine.remove;
		server = await startServer({ ...engine.env, ...guardOff });
		moderators = [];
		for (let n = 0; n < 2; n++) moderators.push(await makeContributor(() => server));
		for (const { code } of moderators) await addModerator(code, engine.env);
	});
	afterAll(async () => {
		await server?.end();
		remove();
	});
	const atom = async (query = '') => readAtom(await (await at(`/feed.atom${query}`)).text());
	const json = async (query = '') => readJsonFeed(await (await at(`/feed.json${query}`)).text());
	const idsOf = (items: { url: string }[]) => items.map(({ url }) => url.slice(-10));
	async function verified() {
		const { camera } = await reported({ type: 'fixed' });
		for (const one of moderators)
			expect((await one.post(`/api/cameras/${camera.id}/reviews`, { verdict: 'present' })).status).toBe(200);
		return camera;
	}

	test('of an empty record are valid', async () => {
		expect((await atom()).entry).toEqual([]);
		expect((await json()).items).toEqual([]);
	});

	test('say what became of a camera, by day, and both formats the same', async () => {
		const one = await verified();
		const { camera: other } = await reported();
		const today = belgradeDay();
		for (const lang of ['sr-Latn', 'sr-Cyrl', 'en']) {
			const response = await at(`/feed.atom?lang=${lang}`);
			expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
			const feed = readAtom(await response.text());
			expect(feed['@xml:lang']).toBe(lang);
			const entries = feed.entry.map(({ id, updated, link, category }) => ({
				id: id[0],
				day: updated[0],
				url: link[0]['@href'],
				state: category?.[0]?.['@term']
			}));
			const prefix = lang === 'sr-Latn' ? '' : `/${lang}`;
			expect(entries).toEqual(
				[
					{ id: one.id, state: 'verified' },
					{ id: other.id, state: 'reported' }
				]
					.sort((a, b) => (a.id < b.id ? -1 : 1))
					.map(({ id, state }) => ({
						id: `tag:localhost,${today}:cameras/${id}/${state}`,
						day: midnight(today),
						url: `${server.origin}${prefix}/cameras/${id}`,
						state
					}))
			);
			const answer = await at(`/feed.json?lang=${lang}`);
			expect(answer.headers.get('content-type')).toBe('application/feed+json');
			const { items, language } = readJsonFeed(await answer.text());
			expect(language).toBe(lang);
			expect(items.map(({ id, date_modified, url }) => ({ id, day: date_modified, url }))).toEqual(
				entries.map(({ id, day, url }) => ({ id, day, url }))
			);
		}
		// No hour but midnight, anywhere.
		const text = await (await at('/feed.atom')).text();
		expect(text.match(/T\d\d:\d\d:\d\d/g)?.every((time) => time === 'T00:00:00')).toBe(true);
	});

	test('are of one state or one camera too', async () => {
		const one = await verified();
		const { camera: other } = await reported();
		expect(idsOf((await json('?state=verified')).items)).toContain(one.id);
		expect(idsOf((await json('?state=verified')).items)).not.toContain(other.id);
		expect(idsOf((await json(`?camera=${other.id}`)).items)).toEqual([other.id]);
		expect((await atom(`?camera=${other.id.toLowerCase()}&state=removed&state=disputed`)).entry).toEqual([]);
		const feed = await json(`?camera=${other.id}&lang=en`);
		expect(feed).toMatchObject({
			feed_url: `${server.origin}/feed.json?camera=${other.id}&lang=en`,
			home_page_url: `${server.origin}/en/cameras/${other.id}`
		});
	});

	test('of a camera that is gone answer as its page does', async () => {
		const { camera, report_id, withdraw_token } = await reported();
		expect((await json()).items.map(({ url }) => url.slice(-10))).toContain(camera.id);
		expect((await post({ withdraw_token }, {}, `/api/reports/${report_id}/withdraw`)).status).toBe(200);
		expect((await json()).items.map(({ url }) => url.slice(-10))).not.toContain(camera.id);
		expect((await at(`/feed.atom?camera=${camera.id}`)).status).toBe(410);
		expect((await at('/feed.atom?camera=0000000000')).status).toBe(404);
	});

	test.each([
		'state=hidden',
		'state=',
		'municipality=vracar',
		'camera=x',
		'camera=K7Q29FJ4XM&camera=K7Q29FJ4XN',
		'lang=de',
		'lang=en&lang=en',
		'type=ptz',
		'since=2026-01-01',
		'page=2'
	])('a parameter that is not understood is a 400 that names it: %s', async (query) => {
		for (const format of ['atom', 'json']) {
			const response = await at(`/feed.${format}?${query}`);
			// As with downloads, nothing chosen is everything.
			if (query === 'state=') return expect(response.status).toBe(200);
			expect(response.status).toBe(400);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
			expect(await response.json()).toMatchObject({ errors: [{ field: query.split('=')[0] }] });
		}
	});

	test('are sent again only when something changed, packed when asked, and to other sites', async () => {
		const headers = { 'Accept-Encoding': 'identity' };
		const first = await at('/feed.atom', { headers });
		const etag = first.headers.get('etag') ?? '';
		expect(first.headers.get('access-control-allow-origin')).toBe('*');
		const known = await at('/feed.atom', { headers: { ...headers, 'If-None-Match': etag } });
		expect([known.status, await known.text()]).toEqual([304, '']);
		const head = await at('/feed.atom', { method: 'HEAD', headers });
		expect(head.headers.get('content-length')).toBe(String((await first.arrayBuffer()).byteLength));
		for (const coding of ['gzip', 'br']) {
			const packed = await at('/feed.json', { headers: { 'Accept-Encoding': coding } });
			expect(packed.headers.get('content-encoding')).toBe(coding);
			readJsonFeed(await packed.text());
		}
		const options = await at('/feed.json', { method: 'OPTIONS' });
		expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
		await reported();
		expect((await at('/feed.atom', { headers })).headers.get('etag')).not.toBe(etag);
	});

	test('are found from every page', async () => {
		const { camera } = await reported();
		const links = async (path: string) =>
			[
				...(await (await at(path)).text()).matchAll(
					/<link rel="alternate" type="application\/\w+\+\w+"[^>]*>/g
				)
			]
				.map(([link]) => /href="([^"]+)"/.exec(link)?.[1]?.replaceAll('&amp;', '&'))
				.filter((address): address is string => Boolean(address?.startsWith('/feed')));
		expect(await links('/en/about')).toEqual(['/feed.atom?lang=en', '/feed.json?lang=en']);
		const found = await links(`/cameras/${camera.id}`);
		expect(found).toContain(`/feed.atom?camera=${camera.id}&lang=sr-Latn`);
		for (const address of found) expect((await at(address)).status, address).toBe(200);
	});
});
