import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { loadI18n } from '../../src/lib/i18n/load.ts';
import { localePath, locales } from '../../src/lib/i18n/locale.ts';
import { engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { requests, type Accepted } from '../support/requests.ts';
import { pageRoutes, serverRoutes } from '../support/routes.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/** of the first paint, over the wire */
const most_bytes = 40_000;

describe.each(serverEngines)('frames on other sites (%s)', (kind) => {
	let server: RunningServer;
	let remove = () => {};
	let camera: Accepted['camera'];
	const { at, reported } = requests(() => server);
	beforeAll(async () => {
		const engine = await engineEnv(kind);
		remove = engine.remove;
		server = await startServer({ ...engine.env, ...guardOff });
		// So many that the drawing is not small.
		const places = Array.from({ length: 300 }, (_, i) => [
			20.44 + (i % 20) * 0.002,
			44.8 + Math.floor(i / 20) * 0.002
		]);
		for (const position of places) await reported({ position, another_camera: true });
		({ camera } = await reported({ position: [20.46, 44.815], type: 'ptz', another_camera: true }));
	});
	afterAll(async () => {
		await server?.end();
		remove();
	});
	const wire = (path: string, encoding: string) =>
		new Promise<number>((resolve, reject) =>
			get(server.origin + path, { headers: { 'Accept-Encoding': encoding } }, async (answer) => {
				let bytes = 0;
				for await (const piece of answer) bytes += (piece as Buffer).length;
				resolve(bytes);
			}).on('error', reject)
		);

	test.each(['', '?layer=watched', '?show=counter', '?map=9/44.8/20.46', '?map=15/44.8/20.46'])(
		'a first paint is small, whole and without a script: %s',
		async (query) => {
			expect(await wire(`/embed${query}`, 'gzip')).toBeLessThanOrEqual(most_bytes);
			const response = await at(`/embed${query}`);
			expect(response.headers.get('set-cookie')).toBeNull();
			const html = await response.text();
			// Nothing else is asked for.
			expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|@import|url\(|\bon\w+=/);
			expect(html.includes('<use href="#d')).toBe(!query.includes('counter'));
		}
	);

	test.each(locales)('reported, the day and the source cannot be switched off (%s)', async (locale) => {
		const { m, date } = await loadI18n(locale);
		for (const query of ['', '?show=counter', '?theme=dark&layer=watched', '?state=verified&type=dome']) {
			const html = await (await at(localePath(`/embed${query}`, locale))).text();
			expect(html).toContain(`<html lang="${locale}">`);
			const said = html.replaceAll(/<[^>]+>/g, '');
			for (const words of [date(belgradeDay()), m.common.attribution, 'ODbL 1.0'])
				expect(said).toContain(words);
			expect(said).toMatch(/reported|prijavljen|пријављен/i);
			expect(html).toContain(`href="${server.origin}${locale === 'sr-Latn' ? '/' : `/${locale}`}`);
		}
		for (const query of ['?attribution=no', '?day=', '?footer=0'])
			expect((await at(localePath(`/embed${query}`, locale))).status, query).toBe(400);
	});

	test('watched ground has its key, and says so while some of it is to be measured', async () => {
		const { m } = await loadI18n('en');
		const frame = async () => (await at('/en/embed?layer=watched&map=13/44.81/20.46')).text();
		expect(await frame()).toContain(m.coverage.classesOf);
		await expect
			.poll(
				async () => {
					const html = await frame();
					const squares = html.match(/<path d="[^"]+" style="fill:var\(--ground-/g) ?? [];
					return squares.length > 0 && !html.includes(m.coverage.waiting);
				},
				{ timeout: 60_000 }
			)
			.toBe(true);
		expect(await (await at('/en/embed')).text()).not.toContain(m.coverage.classesOf);
	});

	test.each([
		'show=list',
		'layer=gaps',
		'theme=blue',
		'theme=dark&theme=light',
		'map=12',
		'map=3/44.8/20.4',
		'map=12/51.5/0.1',
		'map=12/20.4/44.8',
		'bbox=20,44,21,45',
		'since=2026-01-01',
		'state=hidden',
		'lang=en',
		'colour=red'
	])('a parameter that is not understood is a 400 that names it: %s', async (query) => {
		const response = await at(`/en/embed?${query}`);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ errors: [{ field: query.split('=')[0] }] });
	});

	test('other sites may show frames, and nothing else of ours', async () => {
		const paths = [...pageRoutes(), ...serverRoutes('GET'), '/nothing-here', '/embed/nothing'].map((route) =>
			route
				.replace('[id]', camera.id)
				.replace('[list]', 'reported')
				.replace('[card]', 'map')
				.replace('[name]', 'operators')
				.replace('[tileset]/[z]/[x]/[y]', 'cameras/0/0/0')
		);
		expect(paths.length).toBeGreaterThan(40);
		const open: string[] = [];
		for (const path of paths) {
			const { headers } = await at(path, { headers: { Accept: 'text/html' }, redirect: 'manual' });
			// Tiles and the streets come past the framework, and are no pages.
			if (path.endsWith('.mvt')) continue;
			const policy = headers.get('content-security-policy') ?? '';
			const isOpen = headers.get('x-frame-options') === null || policy.includes('frame-ancestors *');
			if (isOpen) open.push(path);
			else expect(headers.get('x-frame-options'), path).toBe('DENY');
			if (headers.get('content-type')?.startsWith('text/html') && !isOpen)
				expect(policy, path).toContain("frame-ancestors 'none'");
		}
		expect(open).toEqual(['/embed']);
		const { headers } = await at('/embed');
		expect(headers.get('content-security-policy')).toBe(
			"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors *"
		);
	});

	test('are sent again only when something changed', async () => {
		const etag = (await at('/embed?theme=dark')).headers.get('etag') ?? '';
		const known = await at('/embed?theme=dark', { headers: { 'If-None-Match': etag } });
		expect(known.status).toBe(304);
		expect((await at('/embed', { headers: { 'If-None-Match': etag } })).status).toBe(200);
		await reported();
		expect((await at('/embed?theme=dark')).headers.get('etag')).not.toBe(etag);
	});

	test('the page that makes one shows it and its code, without a script', async () => {
		const query =
			'?show=map&size=tall&map=13%2F44.7985%2F20.474&layer=watched&lang=sr-Cyrl&theme=dark&state=verified';
		const html = await (await at(`/en/embed/new${query}`)).text();
		const code =
			/<textarea[^>]*>([^<]+)</.exec(html)?.[1]?.replaceAll('&lt;', '<').replaceAll('&amp;', '&') ?? '';
		const path = '/sr-Cyrl/embed?map=13/44.7985/20.474&layer=watched&theme=dark&state=verified';
		expect(code).toContain(`src="${server.origin}${path.replaceAll('&', '&amp;')}"`);
		expect(code).toContain('width="360" height="740"');
		expect(html).toContain(`<iframe src="${path.replaceAll('&', '&amp;')}"`);
		expect((await at(path)).status).toBe(200);
		expect((await at('/en/embed/new?size=huge')).status).toBe(400);
	});

	const oembed = (params: Record<string, string>) => at(`/oembed?${new URLSearchParams(params)}`);

	test('oEmbed says how the map, a camera, the statistics and a frame are embedded', async () => {
		for (const [path, src] of [
			['/', '/embed'],
			[
				'/en?state=verified&tool=walk#map=14.4/44.81/20.46',
				'/en/embed?map=14/44.81/20.46&amp;state=verified'
			],
			[`/sr-Cyrl/cameras/${camera.id}`, '/sr-Cyrl/embed?map=15/44.815/20.46'],
			['/stats', '/embed?show=counter'],
			['/en/embed?theme=dark', '/en/embed?theme=dark']
		] as const) {
			const response = await oembed({ url: server.origin + path });
			expect(response.status, path).toBe(200);
			expect(response.headers.get('content-type')).toBe('application/json');
			expect(response.headers.get('access-control-allow-origin')).toBe('*');
			const answer = (await response.json()) as { html: string };
			expect(answer).toMatchObject({
				version: '1.0',
				type: 'rich',
				width: 600,
				height: 400,
				provider_url: server.origin
			});
			expect(answer.html).toContain(`src="${server.origin}${src}"`);
			const address = /src="([^"]+)"/.exec(answer.html)?.[1]?.replaceAll('&amp;', '&') ?? '';
			expect((await fetch(address)).status).toBe(200);
		}
		const small = (await (
			await oembed({ url: server.origin, maxwidth: '320', maxheight: '240' })
		).json()) as object;
		expect(small).toMatchObject({ width: 320, height: 240 });
	});

	test('oEmbed refuses what it does not offer', async () => {
		const url = server.origin;
		for (const [params, status] of [
			[{ url, format: 'xml' }, 501],
			[{ url: 'https://example.org/' }, 404],
			[{ url: 'no address' }, 404],
			[{ url: `${url}/about` }, 404],
			[{ url: `${url}/cameras/K7Q29FJ4XM` }, 404],
			[{ url, maxwidth: '20' }, 404],
			[{ url, maxwidth: '-1' }, 400],
			[{ url, format: 'yaml' }, 400],
			[{}, 400],
			[{ url, callback: 'x' }, 400],
			[{ url: `${url}/embed?theme=blue` }, 400]
		] as const) {
			const response = await oembed(params as Record<string, string>);
			expect(response.status, JSON.stringify(params)).toBe(status);
			expect(response.headers.get('content-type')).toBe('application/problem+json');
		}
	});

	test('pages lead to it', async () => {
		for (const path of ['/', '/en/stats', `/sr-Cyrl/cameras/${camera.id}`]) {
			const html = await (await at(path)).text();
			const link = /<link rel="alternate" type="application\/json\+oembed"[^>]*href="([^"]+)"/.exec(
				html
			)?.[1];
			const response = await fetch(link?.replaceAll('&amp;', '&') ?? '');
			expect(response.status, path).toBe(200);
		}
		expect(await (await at('/about')).text()).not.toContain('json+oembed');
	});

	describe('cards of links', () => {
		const png = async (path: string) => {
			const response = await at(path);
			expect([response.status, response.headers.get('content-type')], path).toEqual([200, 'image/png']);
			const bytes = Buffer.from(await response.arrayBuffer());
			expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG');
			// Width and height stand at the beginning (PNG, section 11.2.2).
			expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
			return bytes;
		};

		test('are drawn in each language', async () => {
			for (const name of ['map', 'stats', camera.id]) {
				const drawn = await Promise.all(locales.map((lang) => png(`/cards/${name}.png?lang=${lang}`)));
				expect(new Set(drawn.map((bytes) => bytes.toString('base64'))).size, name).toBe(locales.length);
			}
		});

		test('are named by their pages, in the language of the page', async () => {
			for (const [path, name] of [
				['/', 'map.png?lang=sr-Latn'],
				['/en/stats', 'stats.png?lang=en'],
				[`/sr-Cyrl/cameras/${camera.id}`, `${camera.id}.png?lang=sr-Cyrl`]
			] as const) {
				const html = await (await at(path)).text();
				expect(/property="og:image" content="([^"]+)"/.exec(html)?.[1], path).toBe(
					`${server.origin}/cards/${name}`
				);
				expect(html).toContain('name="twitter:card" content="summary_large_image"');
				await png(`/cards/${name}`);
			}
		});

		test('are drawn anew when something changed, and refused where there is nothing to draw', async () => {
			const etag = (await at('/cards/stats.png')).headers.get('etag') ?? '';
			expect((await at('/cards/stats.png', { headers: { 'If-None-Match': etag } })).status).toBe(304);
			const head = await at('/cards/stats.png', { method: 'HEAD' });
			expect(Number(head.headers.get('content-length'))).toBe((await png('/cards/stats.png')).length);
			await reported();
			expect((await at('/cards/stats.png', { headers: { 'If-None-Match': etag } })).status).toBe(200);
			for (const path of ['/cards/none.png', '/cards/K7Q29FJ4XM.png', '/cards/map.svg'])
				expect((await at(path)).status, path).toBe(404);
			for (const query of ['lang=de', 'lang=en&lang=en', 'size=2'])
				expect((await at(`/cards/map.png?${query}`)).status, query).toBe(400);
		});
	});
});
