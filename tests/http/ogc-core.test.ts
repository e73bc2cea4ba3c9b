import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inStrip, provisionAreas, stripsFile } from '../support/areas.ts';
import { crs84, epsg, ids, ogcRequests, type Items, type Link } from '../support/ogc.ts';
import { openApiFaults } from '../support/openapi.ts';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { startServer, type RunningServer } from '../support/server.ts';

/*
 * The abstract tests of OGC API – Features – Part 1 (17-069r4, annex A) and Part 2 (18-058r1, annex A), each by its
 * identifier, and what is ours: pages, refusals, other sites.
 */
let server: RunningServer;
let remove = () => {};
const { at, get, json, items, refused, reported } = ogcRequests(() => server);
const known: string[] = [];

beforeAll(async () => {
	const engine = await engineEnv('postgres');
	remove = engine.remove;
	const env = { ...engine.env, ...guardOff };
	const folder = mkdtempSync(join(tmpdir(), 'oko-ogc-'));
	writeFileSync(join(folder, 'strips.geojson'), stripsFile());
	expect(await provisionAreas([join(folder, 'strips.geojson'), '--source', 'Invented'], env)).toMatchObject({
		code: 0
	});
	rmSync(folder, { recursive: true });
	server = await startServer(env);
	for (let i = 0; i < 7; i++) {
		const { camera } = await reported({
			position: inStrip(15, i * 0.004),
			type: i % 2 ? 'dome' : 'fixed',
			heading_deg: 40 * i,
			capabilities: i % 3 ? ['audio'] : []
		});
		known.push(camera.id);
	}
	known.sort();
	// Ground is measured a moment after a report.
	await vi.waitUntil(async () => (await items({}, 'coverage')).features.length > 1, { timeout: 60_000 });
});
afterAll(async () => {
	await server?.end();
	remove();
});

const withRel = (links: Link[] | undefined, rel: string) => (links ?? []).filter((link) => link.rel === rel);
const hasOwnLinks = (links: Link[] | undefined, type: string) => {
	expect(withRel(links, 'self')).toMatchObject([{ type }]);
	expect(withRel(links, 'alternate')).toMatchObject([{ type: 'text/html' }]);
	for (const link of links ?? []) expect(link.href, link.rel).toMatch(/^https?:\/\//);
};

describe('Part 1, core', () => {
	test('/conf/core/http', async () => {
		for (const path of ['', '/conformance', '/collections/cameras/items?limit=2']) {
			const whole = await get(path, { 'Accept-Encoding': 'identity' });
			const head = await at(`/ogc${path}`, { method: 'HEAD', headers: { 'Accept-Encoding': 'identity' } });
			expect(head.status).toBe(200);
			expect(await head.text()).toBe('');
			expect(head.headers.get('content-length')).toBe(String((await whole.arrayBuffer()).byteLength));
			const options = await at(`/ogc${path}`, { method: 'OPTIONS' });
			expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
			expect((await at(`/ogc${path}`, { method: 'DELETE' })).status).toBe(405);
			const etag = whole.headers.get('etag') ?? '';
			const again = await get(path, { 'If-None-Match': etag, 'Accept-Encoding': 'identity' });
			expect([again.status, await again.text()]).toEqual([304, '']);
			for (const coding of ['gzip', 'br']) {
				const packed = await get(path, { 'Accept-Encoding': coding });
				expect(packed.headers.get('content-encoding')).toBe(coding);
				expect(packed.headers.get('etag')).not.toBe(etag);
				expect(await packed.json()).toMatchObject({ links: expect.anything() });
			}
		}
		expect((await get('/nothing')).status).toBe(404);
		expect((await get('/collections/nothing/items')).status).toBe(404);
	});

	test('/conf/core/crs84', async () => {
		const response = await get('/collections/cameras/items');
		expect(response.headers.get('content-crs')).toBe(`<${crs84}>`);
		for (const { geometry } of ((await response.json()) as Items).features) {
			const [lng = 0, lat = 0] = geometry.coordinates;
			expect(lng).toBeGreaterThan(20);
			expect(lng).toBeLessThan(21.1);
			expect(lat).toBeGreaterThan(44);
		}
	});

	test('/conf/core/root-op and root-success', async () => {
		const { links } = await json<{ links: Link[] }>('');
		hasOwnLinks(links, 'application/json');
		for (const rel of ['service-desc', 'service-doc', 'conformance', 'data']) {
			const [link] = withRel(links, rel);
			const response = await fetch(link?.href ?? '');
			expect(response.status, rel).toBe(200);
			expect(response.headers.get('content-type'), rel).toContain(link?.type.split(';')[0]);
		}
		expect((await at('/ogc/', { redirect: 'manual' })).headers.get('location')).toBe('/ogc');
	});

	test('/conf/core/conformance-op and conformance-success', async () => {
		const { conformsTo } = await json<{ conformsTo: string[] }>('/conformance');
		expect(new Set(conformsTo).size).toBe(conformsTo.length);
		for (const name of ['core', 'oas30', 'html', 'geojson'])
			expect(conformsTo).toContain(`http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`);
	});

	test('/conf/core/fc-md-op, fc-md-success and fc-md-links', async () => {
		const { collections, links } = await json<{
			collections: { id: string; links: Link[] }[];
			links: Link[];
		}>('/collections');
		hasOwnLinks(links, 'application/json');
		expect(collections.map(({ id }) => id)).toEqual(ids);
		for (const { links } of collections)
			expect(withRel(links, 'items').map(({ type }) => type)).toEqual(['application/geo+json', 'text/html']);
	});

	test('/conf/core/sfc-md-op and sfc-md-success', async () => {
		const list = await json<{ collections: { id: string; links: Link[] }[] }>('/collections');
		for (const { links: _, ...described } of list.collections) {
			const { links, ...one } = await json<{ links: Link[] }>(`/collections/${described.id}`);
			expect(one).toEqual(described);
			hasOwnLinks(links, 'application/json');
		}
	});

	test('/conf/core/fc-md-extent', async () => {
		for (const id of ids) {
			const { extent } = await json<{
				extent: { spatial: { bbox: number[][] }; temporal: { interval: (string | null)[][] } };
			}>(`/collections/${id}`);
			const [west = 0, south = 0, east = 0, north = 0] = extent.spatial.bbox[0] ?? [];
			for (const { geometry } of (await items({}, id)).features) {
				const numbers = geometry.coordinates.flat(4);
				for (const [i, number] of numbers.entries()) {
					expect(number).toBeGreaterThanOrEqual(i % 2 ? south : west);
					expect(number).toBeLessThanOrEqual(i % 2 ? north : east);
				}
			}
			const [first, last] = extent.temporal.interval[0] ?? [];
			if (id === 'cameras') expect(String(first) <= String(last)).toBe(true);
		}
	});

	test('/conf/core/fc-op, fc-response and fc-links', async () => {
		for (const id of ids) {
			const { type, features, links } = await items({}, id);
			expect(type).toBe('FeatureCollection');
			expect(features.length).toBeGreaterThan(0);
			hasOwnLinks(links, 'application/geo+json');
		}
		const { features } = (await (await at('/data/cameras.geojson')).json()) as Items;
		expect((await items()).features).toEqual(features);
		const areas = (await (await at('/data/areas.geojson')).json()) as Items;
		expect((await items({}, 'areas')).features).toEqual(expect.arrayContaining(areas.features));
		const coverage = (await (await at('/data/coverage.geojson')).json()) as Items;
		expect((await items({}, 'coverage')).features).toEqual(coverage.features);
	});

	test('/conf/core/fc-limit-definition and fc-limit-response', async () => {
		for (const limit of ['1', '3', '100']) {
			const { features, numberReturned } = await items({ limit });
			expect(features.length).toBe(Math.min(Number(limit), known.length));
			expect(numberReturned).toBe(features.length);
		}
		expect(await items({ limit: '10000' })).not.toHaveProperty('note');
		expect(await items({ limit: '10001' })).toMatchObject({
			limit: 10000,
			note: expect.stringContaining('10.000')
		});
		for (const limit of ['0', '-1', 'x', '1.5', '', '9999999999']) {
			expect((await refused({ limit })).fields, limit).toEqual(['limit']);
		}
	});

	test('pages follow each other, forth and back, and hold every item once', async () => {
		for (const [id, all] of [
			['cameras', known],
			['areas', (await items({}, 'areas')).features.map((feature) => feature.id)]
		] as const) {
			const forth: string[] = [];
			let back: string | undefined;
			for (let href: string | undefined = `${server.origin}/ogc/collections/${id}/items?limit=3`; href;) {
				const page = (await (await fetch(href)).json()) as Items;
				expect(page.numberMatched).toBe(all.length);
				forth.push(...page.features.map((feature) => feature.id));
				href = withRel(page.links, 'next')[0]?.href;
				if (!href) back = withRel(page.links, 'prev')[0]?.href;
			}
			expect(forth).toEqual(all);
			let count = 0;
			for (; back; count++) {
				const page = (await (await fetch(back)).json()) as Items;
				const place = all.indexOf(page.features[0]?.id ?? '');
				expect(page.features.map((feature) => feature.id)).toEqual(all.slice(place, place + 3));
				back = withRel(page.links, 'prev')[0]?.href;
			}
			expect(count).toBe(Math.ceil(all.length / 3) - 1);
		}
		// An id that no camera has leads on as well.
		expect((await items({ after: '0000000000' })).features.map((feature) => feature.id)).toEqual(known);
		expect((await items({ after: known[2] ?? '' })).features.map((feature) => feature.id)).toEqual(
			known.slice(3)
		);
		// Programs that know no keys count.
		expect((await items({ offset: '2', limit: '2' })).features.map((feature) => feature.id)).toEqual(
			known.slice(2, 4)
		);
		expect((await refused({ offset: '-1' })).fields).toEqual(['offset']);
		for (const [name, id] of [
			['after', 'x'],
			['before', ''],
			['after', 'Ђ']
		] as const)
			expect((await refused({ [name]: id })).fields).toEqual([name]);
		expect((await refused({ after: '0000000000', before: '0000000000' })).fields).toEqual(['before']);
	});

	test('/conf/core/fc-bbox-definition and fc-bbox-response', async () => {
		const [lng, lat] = inStrip(15);
		const around = [lng - 0.001, lat - 0.001, lng + 0.001, lat + 0.001];
		const inBox = async (bbox: string, id = 'cameras') =>
			(await items({ bbox, limit: '10000' }, id)).features.length;
		expect(await inBox(String(around))).toBe(1);
		expect(await inBox(String([...around.slice(0, 2), 0, ...around.slice(2), 900]))).toBe(1);
		expect(await inBox('-180,-90,180,90')).toBe(known.length);
		expect(await inBox('170,-90,-170,90')).toBe(0);
		expect(await inBox(String(around), 'areas')).toBe(1);
		for (const bbox of ['1', '1,2,3', 'a,b,c,d', '20,45,21,44', '200,1,201,2', '', '1,2,3,4,5'])
			expect((await refused({ bbox })).fields, bbox).toEqual(['bbox']);
		const swapped = await get('/collections/cameras/items?bbox=44.7,20.3,44.9,20.5');
		expect(await swapped.json()).toMatchObject({ status: 400, errors: [{ field: 'bbox', code: 'swapped' }] });
	});

	test('/conf/core/fc-time-definition and fc-time-response', async () => {
		const { first_reported_on: day } = (await items()).features[0]?.properties ?? {};
		const at = async (datetime: string, id = 'cameras') => (await items({ datetime }, id)).features.length;
		for (const datetime of [
			`${day}`,
			`${day}/..`,
			`../${day}`,
			`2020-01-01/${day}`,
			`${day}/`,
			`${day}T10:00:00Z`
		])
			expect(await at(datetime), datetime).toBe(known.length);
		expect(await at('../2020-01-01')).toBe(0);
		expect(await at('2999-01-01T00:00:00+02:00/..')).toBe(0);
		// What has no days is of every day.
		expect(await at('2020-01-01', 'areas')).toBe(17);
		for (const datetime of ['x', '2026-02-30', '../..', '/', '2026-02-01/2026-01-01', '2026', ''])
			expect((await refused({ datetime })).fields, datetime).toEqual(['datetime']);
	});

	test('/conf/core/query-param-unknown and query-param-invalid', async () => {
		expect((await refused({ colour: 'red', limit: 'x' })).fields).toEqual(['colour', 'limit']);
		expect((await refused({ limit: ['1', '2'] })).fields).toEqual(['limit']);
		expect((await refused({ f: 'xml' })).fields).toEqual(['f']);
		expect((await refused({ geometry: 'x' })).fields).toEqual(['geometry']);
		for (const path of [
			'',
			'/conformance',
			'/api',
			'/collections',
			'/collections/cameras',
			'/collections/cameras/schema'
		]) {
			const response = await get(`${path}?x=1`);
			expect(response.status, path).toBe(400);
			expect(await response.json()).toMatchObject({ errors: [{ field: 'x' }] });
		}
		const english = await get('/collections/cameras/items?filter=colour=1', { 'Accept-Language': 'en' });
		expect(await english.json()).toMatchObject({
			errors: [{ field: 'filter' }],
			detail: '“colour” is not a field that can be filtered by.'
		});
	});

	test('/rec/core/fc-filters: properties are parameters', async () => {
		const where = async (query: Record<string, string | string[]>) => (await items(query)).features;
		const domes = await where({ type: 'dome' });
		expect(domes.map(({ properties }) => properties.type)).toEqual(['dome', 'dome', 'dome']);
		expect(await where({ type: ['dome', 'fixed'] })).toHaveLength(7);
		expect(await where({ capabilities: 'audio' })).toHaveLength(4);
		expect(await where({ heading_deg: ['40', '80'] })).toHaveLength(2);
		expect((await refused({ type: 'x' })).fields).toEqual(['type']);
		expect((await refused({ heading_deg: 'x' })).fields).toEqual(['heading_deg']);
		expect((await refused({ first_reported_on: 'x' })).fields).toEqual(['first_reported_on']);
		expect((await refused({ url: 'x' })).fields).toEqual(['url']);
	});

	test('/conf/core/fc-timeStamp, fc-numberMatched and fc-numberReturned', async () => {
		const { numberMatched, numberReturned, ...others } = await items({ type: 'dome', limit: '2' });
		expect([numberMatched, numberReturned]).toEqual([3, 2]);
		expect(others).not.toHaveProperty('timeStamp');
	});

	test('/conf/core/f-op, f-success and f-links', async () => {
		for (const id of ids) {
			for (const feature of (await items({ limit: '3' }, id)).features) {
				const { links, ...one } = await json<{ links: Link[] }>(
					`/collections/${id}/items/${feature.id}`,
					'application/geo+json'
				);
				expect(one).toEqual(feature);
				hasOwnLinks(links, 'application/geo+json');
				expect(withRel(links, 'collection')).toHaveLength(1);
			}
			expect((await get(`/collections/${id}/items/0000000000`)).status).toBe(404);
		}
	});
});

describe('Part 1, GeoJSON, OpenAPI and HTML', () => {
	test('/conf/geojson/definition and content', async () => {
		const { features } = await items();
		for (const feature of features)
			expect(feature).toMatchObject({ type: 'Feature', id: expect.any(String), geometry: { type: 'Point' } });
	});

	test('/conf/oas30/oas-definition-1 and oas-definition-2: the definition is valid', async () => {
		const definition = await json('/api', 'application/vnd.oai.openapi+json;version=3.0');
		expect(await openApiFaults(JSON.stringify(definition), 'spec')).toEqual([]);
	});

	test('/conf/oas30/oas-impl and completeness: every address in it answers', async () => {
		const { paths, components } = await json<{
			paths: Record<string, { get: { parameters: { $ref?: string; name?: string }[]; responses: object } }>;
			components: { parameters: Record<string, { name: string }> };
		}>('/api', 'application/vnd.oai.openapi+json;version=3.0');
		for (const [path, { get: operation }] of Object.entries(paths)) {
			const id = path.split('/')[2] ?? '';
			const own = path.includes('{') ? ((await items({ limit: '1' }, id)).features[0]?.id ?? '') : '';
			const response = await get(path.replace('{featureId}', own).replace(/\/$/, ''));
			expect(response.status, path).toBe(200);
			const type = response.headers.get('content-type') ?? '';
			expect(JSON.stringify(operation.responses), path).toContain(JSON.stringify(type));
		}
		for (const id of ids) {
			const parameters = paths[`/collections/${id}/items`]?.get.parameters ?? [];
			const names = parameters.map(
				({ $ref, name }) => name ?? components.parameters[$ref?.split('/').at(-1) ?? '']?.name
			);
			expect(names).toEqual(
				expect.arrayContaining(['limit', 'bbox', 'datetime', 'crs', 'bbox-crs', 'filter', 'f'])
			);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	test('/conf/oas30/exceptions-codes and security', async () => {
		const definition = JSON.stringify(await json('/api', 'application/vnd.oai.openapi+json;version=3.0'));
		expect(definition).toContain('"400"');
		expect(definition).not.toContain('security');
	});

	test.each([
		['', 'h1'],
		['/conformance', 'ogcapi-features-1/1.0/conf/core'],
		['/api', '/ogc/collections/cameras/items'],
		['/collections', 'cameras'],
		['/collections/cameras', 'queryables'],
		['/collections/cameras/queryables', 'heading_deg'],
		['/collections/cameras/schema', 'url'],
		['/collections/cameras/items?limit=2', 'rel="next"']
	])('/conf/html/definition and content: %s', async (path, holds) => {
		const browser = await get(path, {
			Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'
		});
		expect(browser.status).toBe(200);
		expect(browser.headers.get('content-type')).toContain('text/html');
		expect(browser.headers.get('vary')).toMatch(/accept/i);
		expect(browser.headers.get('access-control-allow-origin')).toBeNull();
		const text = await browser.text();
		expect(text).toContain(holds);
		expect(text).not.toContain('<script');
		const by = path.includes('?') ? '&' : '?';
		const asked = await get(`${path}${by}f=html`, { Accept: 'application/json' });
		expect(asked.headers.get('content-type')).toContain('text/html');
		const program = await get(`${path}${by}f=json`, { Accept: 'text/html' });
		expect(program.headers.get('content-type')).toContain('json');
		expect(program.headers.get('access-control-allow-origin')).toBe('*');
	});

	test('pages are in the language of their address, and so are refusals', async () => {
		const page = async (path: string) => (await at(path, { headers: { Accept: 'text/html' } })).text();
		expect(await page('/en/ogc')).toContain('Watched ground');
		expect(await page('/sr-Cyrl/ogc')).toContain('Простор под надзором');
		expect(await page('/ogc')).toContain('Prostor pod nadzorom');
		const id = known[0] ?? '';
		expect(await page(`/en/ogc/collections/cameras/items/${id}`)).toContain(`/en/cameras/${id}`);
		const refusal = await at('/en/ogc/collections/cameras/items?limit=x', {
			headers: { Accept: 'text/html' }
		});
		expect(refusal.status).toBe(400);
		expect(refusal.headers.get('content-type')).toContain('text/html');
	});
});

describe('Part 2, coordinate systems', () => {
	const systems = [crs84, epsg(4326), epsg(3857), epsg(32634)];

	test('/conf/crs/crs-uri, default-crs and storageCrs', async () => {
		for (const id of ids) {
			const { crs, storageCrs } = await json<{ crs: string[]; storageCrs: string }>(`/collections/${id}`);
			expect(crs).toEqual(systems);
			expect(crs).toContain(storageCrs);
		}
	});

	test('/conf/crs/crs-parameter, crs-parameter-default, crs-parameter-transform and geojson', async () => {
		const id = known[0] ?? '';
		const inCrs = async (crs: string) => {
			const response = await get(`/collections/cameras/items/${id}?${new URLSearchParams({ crs })}`);
			expect(response.headers.get('content-crs')).toBe(`<${crs}>`);
			const one = (await response.json()) as Items['features'][number];
			const list = (await items({ crs })).features[0];
			expect(list?.geometry).toEqual(one.geometry);
			return one.geometry.coordinates as [number, number];
		};
		const [lng, lat] = await inCrs(crs84);
		expect(await inCrs(epsg(4326))).toEqual([lat, lng]);
		const [x, y] = await inCrs(epsg(3857));
		expect(x).toBeCloseTo((lng * Math.PI * 6378137) / 180, 1);
		expect(y).toBeCloseTo(6378137 * Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)), 1);
		const [east, north] = await inCrs(epsg(32634));
		expect(Math.abs(east - 457_000)).toBeLessThan(60_000);
		expect(Math.abs(north - 4_960_000)).toBeLessThan(60_000);
	});

	test('/conf/crs/crs-parameter-invalid and bbox-crs-parameter-invalid', async () => {
		for (const name of ['crs', 'bbox-crs', 'filter-crs'])
			expect((await refused({ [name]: epsg(6316) })).fields).toEqual([name]);
		const one = await get(`/collections/cameras/items/${known[0]}?crs=x`);
		expect(await one.json()).toMatchObject({ status: 400, errors: [{ field: 'crs' }] });
	});

	test('/conf/crs/bbox-crs-parameter and bbox-crs-parameter-default', async () => {
		for (const crs of systems) {
			const { features } = await items({ crs });
			const [a = 0, b = 0] = features[3]?.geometry.coordinates ?? [];
			const d = Math.abs(a) > 1000 ? 30 : 0.0003;
			const box = { bbox: String([a - d, b - d, a + d, b + d]), 'bbox-crs': crs };
			expect(
				(await items(box)).features.map(({ id }) => id),
				crs
			).toEqual([features[3]?.id]);
		}
		const swapped = { bbox: '20.3,44.7,20.5,44.9', 'bbox-crs': epsg(4326) };
		const response = await get(`/collections/cameras/items?${new URLSearchParams(swapped)}`);
		expect(await response.json()).toMatchObject({ errors: [{ field: 'bbox', code: 'swapped' }] });
	});
});

test('links are absolute and of the address that the operator has named', async () => {
	const { links } = await json<{ links: Link[] }>('');
	const own = links.filter(({ href }) => !href.startsWith('https://opendatacommons.org'));
	for (const { href } of own) expect(href.startsWith(server.origin)).toBe(true);
	const proxied = await get('/collections', { Host: 'other.example', 'X-Forwarded-Host': 'other.example' });
	expect(await proxied.text()).not.toContain('other.example');
});

test('a new report is in the items, with another ETag', async () => {
	const tag = async () => (await get('/collections/cameras/items')).headers.get('etag');
	const before = await tag();
	expect(await tag()).toBe(before);
	const { camera } = await reported({ position: inStrip(14) });
	expect(await tag()).not.toBe(before);
	expect((await items()).features.map(({ id }) => id)).toContain(camera.id);
});
