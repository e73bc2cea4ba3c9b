import { expect, test } from 'vitest';
import { crs84, epsg, ids, ogcRequests, type Link } from '../support/ogc.ts';
import { describeServers, guardOff } from '../support/on-engines.ts';

/*
 * The abstract tests of OGC API – Features – Part 3 (19-079r2, annex A), Part 5 (schemas) and CQL2 (21-065r2, annex A) that
 * need no foreign data set, each by its identifier. src/lib/camera/cql2 has the rest: every operator beside a plain reading.
 */
describeServers('filters at /ogc', guardOff, (server) => {
	const { get, json, items, filtered, refused, reported } = ogcRequests(server);

	interface Schema {
		$id: string;
		$schema: string;
		type: string;
		properties: Record<string, { type?: string; format?: string; items?: object; 'x-ogc-role'?: string }>;
		additionalProperties?: boolean;
	}
	const queryables = (id: string) => json<Schema>(`/collections/${id}/queryables`, 'application/schema+json');
	const all: string[] = [];
	const expectApart = (a: string[], b: string[]) => expect(a.filter((id) => b.includes(id))).toEqual([]);

	test('cameras are reported', async () => {
		const said = [
			{ type: 'ptz', height_m: 4.5, capabilities: ['audio', 'face_recognition'], start_date: '2019-03' },
			{ type: 'dome', heading_deg: 90, operator: 'mup', capabilities: ['audio'] },
			{ type: 'fixed', heading_deg: 0, height_m: 12, operator: 'city' },
			{ operator: 'transport', sign_present: 'yes' }
		];
		for (const one of said) all.push((await reported(one)).camera.id);
		expect((await items()).features).toHaveLength(4);
	});

	test('/conf/filter/get-conformance: the classes for which QGIS looks are there', async () => {
		const { conformsTo } = await json<{ conformsTo: string[] }>('/conformance');
		for (const name of [
			...['queryables', 'filter', 'features-filter'].map((one) => `ogcapi-features-3/1.0/conf/${one}`),
			...['cql2-text', 'cql2-json', 'basic-cql2', 'advanced-comparison-operators', 'temporal-functions'].map(
				(one) => `cql2/1.0/conf/${one}`
			),
			...['case-insensitive-comparison', 'basic-spatial-functions', 'basic-spatial-operators'].map(
				(one) => `cql2/1.0/conf/${one}`
			)
		])
			expect(conformsTo).toContain(`http://www.opengis.net/spec/${name}`);
	});

	test('/conf/queryables/get-queryables-uris and get-queryables', async () => {
		for (const id of ids) {
			const { $id, $schema, type, properties, additionalProperties } = await queryables(id);
			expect($id).toBe(`${server().origin}/ogc/collections/${id}/queryables`);
			expect($schema).toBe('https://json-schema.org/draft/2019-09/schema');
			expect([type, additionalProperties]).toEqual(['object', false]);
			expect(properties.geometry?.format).toMatch(/^geometry-/);
			const { links } = await json<{ links: Link[] }>(`/collections/${id}`);
			const rel = 'http://www.opengis.net/def/rel/ogc/1.0/queryables';
			expect(links.find((link) => link.rel === rel)?.href).toBe($id);
		}
	});

	test('/conf/schemas: a schema has what features have', async () => {
		const { properties } = await json<Schema>('/collections/cameras/schema', 'application/schema+json');
		const [feature] = (await items()).features;
		expect(Object.keys(properties)).toEqual([...Object.keys(feature?.properties ?? {}), 'geometry']);
		expect(properties.geometry?.['x-ogc-role']).toBe('primary-geometry');
	});

	test('/conf/filter/filter-param, filter-lang-default and expression-construction', async () => {
		for (const id of ids) {
			for (const name of Object.keys((await queryables(id)).properties)) {
				for (const lang of [{}, { 'filter-lang': 'cql2-text' }] as Record<string, string>[]) {
					const [without, not] = await Promise.all([
						filtered(`"${name}" IS NULL`, lang, id),
						filtered(`"${name}" IS NOT NULL`, lang, id)
					]);
					expectApart(without, not);
				}
			}
			for (const filter of ['THIS IS NOT A FILTER', 'this_is_not_a_queryable IS NULL', ''])
				expect((await refused({ filter }, id)).fields).toEqual(['filter']);
		}
		expect((await refused({ filter: 'true', 'filter-lang': 'sql' })).fields).toEqual(['filter-lang']);
	});

	test('/conf/filter/filter-crs-wgs84, filter-crs-param and mixing-expressions', async () => {
		const { extent } = await json<{ extent: { spatial: { bbox: number[][] } } }>('/collections/cameras');
		const box = extent.spatial.bbox[0]?.map((degrees, i) => degrees + (i < 2 ? -1e-6 : 1e-6)) ?? [];
		const intersects = (numbers: number[]) => `S_INTERSECTS(geometry,BBOX(${numbers}))`;
		expect(await filtered(intersects(box))).toHaveLength(4);
		expect(await filtered(intersects(box), { bbox: String(box) })).toHaveLength(4);
		expect(await filtered(intersects(box), { bbox: '0,0,1,1' })).toEqual([]);
		expect((await refused({ filter: intersects([1e6, 1e6, 2e6, 2e6]) })).fields).toEqual(['filter']);
		for (const crs of [crs84, epsg(4326), epsg(3857), epsg(32634)]) {
			const [first] = (await items({ crs })).features;
			const [x = 0, y = 0] = first?.geometry.coordinates ?? [];
			const d = Math.abs(x) > 1000 ? 5 : 0.00005;
			const ring = `${x - d} ${y - d},${x + d} ${y - d},${x + d} ${y + d},${x - d} ${y + d},${x - d} ${y - d}`;
			const near = `S_INTERSECTS(POLYGON((${ring})),geometry)`;
			expect(await filtered(near, { 'filter-crs': crs }), crs).toEqual([first?.id]);
		}
	});

	test('/conf/basic-cql2/basic-test, comparison, is-null and boolean', async () => {
		for (const [name, { type, format }] of Object.entries((await queryables('cameras')).properties)) {
			if (!type || type === 'array') continue;
			const value =
				format === 'date' ? "DATE('2022-04-14')" : { string: "'foo'", number: '3.14', integer: '1' }[type];
			const by = (op: string) => filtered(`${name} ${op} ${value}`);
			expectApart(await by('='), await by('<>'));
			expectApart(await by('>'), await by('<='));
			expectApart(await by('<'), await by('>='));
		}
		expect(await filtered('true')).toHaveLength(4);
		expect(await filtered('false')).toEqual([]);
	});

	test('/conf/basic-cql2/logical', async () => {
		const [ptz, dome, fixed] = all;
		expect(await filtered("NOT (type='ptz') AND (operator='mup' OR height_m>10)")).toEqual(
			[dome, fixed].sort()
		);
		expect(await filtered("(NOT (type='ptz') AND height_m=4.5) OR NOT (height_m=12)")).toEqual([ptz]);
	});

	test('/conf/advanced-comparison-operators/like, between and in', async () => {
		for (const name of ['type', 'operator', 'start_date']) {
			const like = (pattern: string) => filtered(`${name} LIKE '${pattern}'`);
			expectApart(await like('_%'), await like(''));
			expect(await like('%')).toEqual(await like('%%'));
			expect(await like('\\%\\_')).toEqual([]);
		}
		const [ptz, dome, fixed] = all;
		expect(await filtered("type LIKE '%o_e'")).toEqual([dome]);
		expect(await filtered('height_m BETWEEN 4 AND 5')).toEqual([ptz]);
		expect(await filtered('height_m between 100.0 and 1.0')).toEqual([]);
		expect(await filtered('heading_deg in (0, 1, 2)')).toEqual([fixed]);
		expect(await filtered("first_reported_on in ('2022-04-14', '2022-04-15')")).toEqual([]);
	});

	test('/conf/case-insensitive-comparison/casei', async () => {
		expect(await filtered("CASEI(operator) = casei('MUP')")).toEqual([all[1]]);
		expect(await filtered("operator = 'MUP'")).toEqual([]);
		expect(await filtered("casei(type) in (casei('DOME'), casei('x'))")).toEqual([all[1]]);
	});

	test('/conf/basic-spatial-functions/s_intersects', async () => {
		for (const id of ids) {
			expect(await filtered('S_INTERSECTS(geometry,BBOX(-180,-90,180,90))', {}, id)).toEqual(
				(await items({ limit: '10000' }, id)).features
					.map((feature) => String(feature.id))
					.map((one) => (id === 'coverage' ? Number(one) : one))
			);
			expect(await filtered('S_INTERSECTS(geometry,POINT(7.02 49.92))', {}, id)).toEqual([]);
			expect((await refused({ filter: 'S_INTERSECTS(geometry,POINT(90 180))' }, id)).fields).toEqual([
				'filter'
			]);
		}
	});

	test('/conf/temporal-functions', async () => {
		const dates = Object.entries((await queryables('cameras')).properties).flatMap(([name, { format }]) =>
			format === 'date' ? [name] : []
		);
		expect(dates).toEqual(['first_reported_on', 'last_confirmed_on']);
		for (const op of ['AFTER', 'BEFORE', 'DISJOINT', 'EQUALS', 'INTERSECTS'])
			for (const name of dates)
				for (const other of ["DATE('2022-04-24')", "INTERVAL('2021-01-01','2021-12-31')"])
					await filtered(`T_${op}(${name},${other})`);
		for (const op of [
			'CONTAINS',
			'DURING',
			'FINISHEDBY',
			'FINISHES',
			'MEETS',
			'METBY',
			'OVERLAPPEDBY',
			'OVERLAPS',
			'STARTEDBY',
			'STARTS'
		])
			await filtered(`T_${op}(INTERVAL(${dates}),INTERVAL('2021-01-01','2021-12-31'))`);
		expect(await filtered("T_AFTER(first_reported_on,DATE('2022-04-24'))")).toHaveLength(4);
		expect(await filtered("T_BEFORE(first_reported_on,TIMESTAMP('2022-04-24T07:59:57Z'))")).toEqual([]);
	});

	test('/conf/array-functions', async () => {
		const [ptz, dome] = all;
		expect(await filtered("A_CONTAINS(capabilities,['audio','face_recognition'])")).toEqual([ptz]);
		expect(await filtered("A_OVERLAPS(capabilities,['audio'])")).toEqual([ptz, dome].sort());
		expect(await filtered("A_EQUALS(capabilities,['audio'])")).toEqual([dome]);
		expect(await filtered('capabilities IS NULL')).toHaveLength(2);
	});

	test('/conf/cql2-json/validate: the same filter in JSON', async () => {
		const filter = {
			op: 'and',
			args: [
				{ op: 'like', args: [{ property: 'type' }, '%o%'] },
				{ op: '=', args: [{ property: 'operator' }, 'mup'] }
			]
		};
		expect(await filtered(JSON.stringify(filter), { 'filter-lang': 'cql2-json' })).toEqual([all[1]]);
		expect((await refused({ filter: '{"op":', 'filter-lang': 'cql2-json' })).fields).toEqual(['filter']);
	});

	test('a refusal says where, in the language of the reader', async () => {
		const sentence = async (filter: string, language: string) =>
			(await refused({ filter }, 'cameras', { 'Accept-Language': language })).detail;
		expect(await sentence('type =', 'en')).toBe('The filter cannot be read from character 7 on.');
		expect(await sentence('type =', 'sr-Cyrl')).toBe('Филтер није разумљив од 7. знака.');
		expect(await sentence('NOT '.repeat(500) + 'true', 'en')).toContain('parentheses');
		expect((await get(`/collections/cameras/items?filter=${'('.repeat(12_000)}`)).status).toBe(400);
	});
});
