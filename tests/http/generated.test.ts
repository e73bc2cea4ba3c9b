import fc from 'fast-check';
import { expect, test } from 'vitest';
import { filter, textOf } from '../../src/lib/camera/cql2/filters.fixture.ts';
import * as vocabulary from '../../src/lib/camera/vocabulary.ts';
import { formatNames, formatPath } from '../../src/lib/camera/formats.ts';
import { systems } from '../../src/lib/server/ogc/crs.ts';
import { describeServers, guardOff } from '../support/on-engines.ts';

/** How many bodies and addresses are made up for each engine. */
const runs = 700;

describeServers('generated requests', guardOff, (server) => {
	const send = async (path: string, init?: RequestInit) => {
		const response = await fetch(server().origin + path, { redirect: 'manual', ...init });
		await response.arrayBuffer();
		expect(response.status, `${init?.method ?? 'GET'} ${path} ${String(init?.body)}`).toBeLessThan(500);
		return response.status;
	};
	const text = fc.string({ unit: 'binary', maxLength: 40 });
	const odd = fc.oneof(
		text,
		fc.double(),
		fc.maxSafeInteger(),
		fc.constantFrom(
			null,
			true,
			[],
			{},
			'',
			'unknown',
			'\u0000',
			'\ud800',
			1e308,
			-0,
			'2026-02-30',
			'K7Q29FJ4XM'
		)
	);
	const near = fc.tuple(
		fc.double({ min: 20.3, max: 20.31, noNaN: true }),
		fc.double({ min: 44.5, max: 44.51, noNaN: true })
	);
	const mostly = <T>(good: fc.Arbitrary<T>) =>
		fc.oneof({ weight: 9, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
	const list = (values: readonly string[]) => mostly(fc.constantFrom(...values));
	const report = fc.record(
		{
			position: mostly(near),
			type: list(vocabulary.types),
			mount: list(vocabulary.mounts),
			heading_deg: mostly(fc.integer({ min: 0, max: 359 })),
			operator: list(vocabulary.operators),
			on_dwelling: mostly(fc.constant(false)),
			maker: list(vocabulary.makers),
			capabilities: mostly(fc.subarray([...vocabulary.capabilities])),
			sign_present: list(vocabulary.signPresences),
			height_m: mostly(fc.double({ min: 1, max: 30, noNaN: true })),
			start_date: mostly(fc.constantFrom('2019', '2019-03', '2019-03-15')),
			accuracy_m: mostly(fc.double({ min: 0, max: 1000, noNaN: true })),
			method: list(vocabulary.methods),
			observed_on: mostly(fc.constantFrom('2026-01-01', '2010-01-01')),
			note: mostly(text),
			publish: list(vocabulary.publishChoices),
			same_as: mostly(fc.constant(null)),
			another_camera: mostly(fc.boolean())
		},
		{ requiredKeys: ['position'] }
	);
	const json = { 'Content-Type': 'application/json' };

	test('bodies of reports are taken or refused, never a fault', async () => {
		const statuses = new Set<number>();
		await fc.assert(
			fc.asyncProperty(
				fc.oneof({ weight: 4, arbitrary: report }, { weight: 1, arbitrary: fc.anything() }),
				async (body) => {
					statuses.add(
						await send('/api/reports', {
							method: 'POST',
							headers: json,
							body: JSON.stringify(body) ?? 'undefined'
						})
					);
				}
			),
			{ numRuns: runs }
		);
		expect([...statuses].sort()).toEqual(expect.arrayContaining([201, 409, 422]));
	});

	test('forms are answered with a page', async () => {
		const fields = fc.array(
			fc.tuple(
				fc.oneof(
					fc.constantFrom(
						'position',
						'heading_deg',
						'height_m',
						'start_date',
						'type',
						'note',
						'key',
						'challenge',
						'same_as',
						'capabilities',
						'kind',
						'message'
					),
					text
				),
				fc.oneof(text, fc.constantFrom('44.5, 20.3', 'another'))
			),
			{ maxLength: 8 }
		);
		await fc.assert(
			fc.asyncProperty(
				fields,
				fc.constantFrom(
					'/report?/report',
					'/report?/withdraw',
					'/report',
					'/en/cameras/K7Q29FJ4XM?/complain'
				),
				async (pairs, path) => {
					const body = new URLSearchParams(
						pairs.map(([name, value]) => [name.toWellFormed(), value.toWellFormed()])
					);
					await send(path, {
						method: 'POST',
						headers: { Accept: 'text/html', Origin: server().origin },
						body
					});
				}
			),
			{ numRuns: runs / 4 }
		);
	});

	test('addresses and queries are answered', async () => {
		const path = fc.constantFrom(
			'/',
			'/list',
			'/en/list',
			...formatNames.map(formatPath),
			'/data/changes.json',
			'/data',
			'/feed.atom',
			'/feed.json',
			'/embed',
			'/en/embed/new',
			'/oembed',
			'/cards/map.png',
			'/api/cameras/near',
			'/api/sight',
			'/api/search',
			'/api/challenge',
			'/about',
			'/sr-Cyrl/report'
		);
		const free = fc
			.tuple(
				fc.constantFrom(
					'/cameras/',
					'/cards/',
					'/oembed?url=',
					'/api/cameras/',
					'/api/reports/',
					'/en/',
					'/data/'
				),
				text
			)
			.map(([start, end]) => start + encodeURIComponent(end.toWellFormed()));
		const name = fc.oneof(
			fc.constantFrom(
				'bbox',
				'state',
				'type',
				'operator',
				'since',
				'page',
				'q',
				'order',
				'camera',
				'lng',
				'lat',
				'heading_deg',
				'lang',
				'for',
				'limit',
				'municipality',
				'show',
				'map',
				'layer',
				'theme',
				'size',
				'url',
				'format',
				'maxwidth'
			),
			text
		);
		const value = fc.oneof(
			text,
			fc.constantFrom(
				'20,44,21,45',
				'verified',
				'excel',
				'2026-01-01',
				'-1',
				'1e9',
				'99999999999999999999',
				'5-20261201-00000000-000000000000-3-00000000',
				'NaN',
				'0,0,0,0',
				'12/44.8/20.4',
				'counter',
				'json'
			)
		);
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(path, free),
				fc.array(fc.tuple(name, value), { maxLength: 5 }),
				async (start, pairs) => {
					const query = new URLSearchParams(
						pairs.map(([key, one]) => [key.toWellFormed(), one.toWellFormed()])
					);
					await send(`${start}?${query}`);
				}
			),
			{ numRuns: runs }
		);
	});

	test('addresses and queries of /ogc too', async () => {
		const path = fc.constantFrom(
			...['', '/api', '/collections', '/collections/areas/schema', '/collections/cameras/queryables'],
			...['cameras', 'coverage', 'areas'].map((id) => `/collections/${id}/items`)
		);
		const free = text.map((end) => `/collections/cameras/items/${encodeURIComponent(end.toWellFormed())}`);
		const name = fc.oneof(
			fc.constantFrom(
				...[
					'limit',
					'bbox',
					'bbox-crs',
					'datetime',
					'crs',
					'filter',
					'filter-lang',
					'filter-crs',
					'after',
					'offset'
				],
				'f',
				'type',
				'capabilities',
				'first_reported_on',
				'heading_deg'
			),
			text
		);
		const value = fc.oneof(
			text,
			filter.map(textOf),
			filter.map((one) => JSON.stringify(one)),
			fc.constantFrom('cql2-json', 'html', '1', '20,44,21,45', '2026-01-01/..', '7ZZZZZZZZZ'),
			fc.constantFrom(...systems.map(({ uri }) => uri))
		);
		const statuses = new Set<number>();
		await fc.assert(
			fc.asyncProperty(
				fc.oneof({ weight: 4, arbitrary: path }, { weight: 1, arbitrary: free }),
				fc.array(fc.tuple(name, value), { maxLength: 4 }),
				async (start, pairs) => {
					const query = new URLSearchParams(
						pairs.map(([key, one]) => [key.toWellFormed(), one.toWellFormed()])
					);
					statuses.add(await send(`/ogc${start}?${query}`));
				}
			),
			{ numRuns: runs }
		);
		// The filter alone, so that it is read.
		await fc.assert(
			fc.asyncProperty(filter.map(textOf), async (one) => {
				statuses.add(await send(`/ogc/collections/cameras/items?${new URLSearchParams({ filter: one })}`));
			}),
			{ numRuns: runs / 2 }
		);
		expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 400, 404]));
	});

	test('other bodies at the other addresses too', async () => {
		const path = fc.constantFrom(
			'/api/cameras/K7Q29FJ4XM/complaints',
			'/api/reports/x/withdraw',
			'/api/reports/7b1ff0c2-90b7-4f4d-8c2d-3a7f0a5b9f11/withdraw'
		);
		await fc.assert(
			fc.asyncProperty(
				path,
				fc.anything(),
				fc.constantFrom('POST', 'PUT', 'DELETE', 'PATCH'),
				async (address, body, method) => {
					await send(address, { method, headers: json, body: JSON.stringify(body) ?? 'x' });
				}
			),
			{ numRuns: runs / 4 }
		);
	});

	test('and what was taken can be read', async () => {
		const response = await fetch(`${server().origin}/data/cameras.geojson`);
		const { features } = (await response.json()) as {
			features: { properties: { height_m: number | null } }[];
		};
		expect(features.length).toBeGreaterThan(0);
		for (const { properties } of features) {
			if (properties.height_m !== null) expect(properties.height_m).toBeGreaterThanOrEqual(1);
		}
		expect(server().printed()).not.toMatch(/^\s*500 /m);
	});
});
