import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addresses } from '../../src/lib/answer/api/addresses.ts';
import { pathOf } from '../../src/lib/answer/api/openapi.ts';
import { formatNames } from '../../src/lib/camera/formats.ts';
import { isOptional, isRepeatable, type Parameter } from '../../src/lib/answer/api/query.ts';
import * as shapes from '../../src/lib/answer/api/shapes.ts';
import { openApiFaults } from '../support/openapi.ts';
import { guardOff } from '../support/on-engines.ts';
import { requests, somewhere } from '../support/requests.ts';
import { serverRoutes } from '../support/routes.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { makeContributor, type TestContributor } from '../support/signed-in.ts';
import { firstEdition } from '../support/snapshots.ts';
import { makeSmallData } from '../support/small-demonstration.ts';

/** What only our own pages ask for, and what has a description of its own. */
const elsewhere = ['/basemap/style.json', '/ogc'];
/** What any text is understood as. */
const free = ['q', 'url'];
/** A value that each required parameter takes. */
const samples: Record<string, string> = {
	lng: '20.4573',
	lat: '44.8178',
	q: 'Vračar',
	from: '2024-01-01',
	to: '2025-01-01'
};

const reads = Object.entries(addresses).flatMap(([route, { GET }]) =>
	GET ? [{ route, operation: GET }] : []
);

describe('the description of the API', () => {
	const folder = mkdtempSync(join(tmpdir(), 'oko-openapi-'));
	let server: RunningServer;
	let someone: TestContributor;
	let camera = '';
	let snapshot = '';
	const { at, post, reported } = requests(() => server);
	beforeAll(async () => {
		await makeSmallData(folder);
		server = await startServer({ OKO_DATA_DIR: folder, OKO_SNAPSHOTS: '', ...guardOff });
		snapshot = await firstEdition(server.origin);
		someone = await makeContributor(() => server);
		camera = (await reported({ type: 'ptz', heading_deg: 90 })).camera.id;
	});
	afterAll(async () => {
		await server?.end();
		rmSync(folder, { recursive: true, force: true });
	});

	/** An address with its parts filled in, and what it requires. */
	const filledIn = (route: string, query: Record<string, Parameter> = {}) => {
		const path = route
			.replace('[id]', camera)
			.replace('[name]', 'growth')
			.replace('[edition]/[file]', `${snapshot}/manifest.json`)
			.replace('[card]', 'map')
			.replace('[tileset]', 'cameras')
			.replace('[z]/[x]/[y]', '5/17/11');
		const required = Object.entries(query).filter(([, parameter]) => !isOptional(parameter));
		const sample = (name: string) => (name === 'url' ? server.origin : (samples[name] ?? ''));
		return { path, params: new URLSearchParams(required.map(([name]) => [name, sample(name)])) };
	};

	test.each(['GET', 'POST'] as const)('has every address that takes %s, and no other', (verb) => {
		const described = Object.keys(addresses).filter((route) => addresses[route]?.[verb]);
		expect(described.toSorted()).toEqual(serverRoutes(verb).filter((route) => !elsewhere.includes(route)));
	});

	test('is an OpenAPI 3.1 document in which a linter finds nothing', async () => {
		const text = await (await at('/openapi.json')).text();
		expect(await openApiFaults(text)).toEqual([]);
		expect(JSON.parse(text)).toMatchObject({ openapi: '3.1.0', servers: [{ url: server.origin }] });
	});

	test.each(reads)('GET $route refuses what it does not take, by name', async ({ route, operation }) => {
		const { query = {} } = operation;
		const { path, params } = filledIn(route, query);
		const refused = async (changed: URLSearchParams, field: string, code: string) => {
			const response = await at(`${path}?${changed}`);
			expect([response.status, response.headers.get('content-type')], `${path}?${changed}`).toEqual([
				400,
				'application/problem+json'
			]);
			const body = v.parse(shapes.problem, await response.json());
			expect(body.errors?.map((one) => [one.field, one.code])).toContainEqual([field, code]);
		};
		await refused(new URLSearchParams([...params, ['nonsense', '1']]), 'nonsense', 'invalid');
		for (const [name, parameter] of Object.entries(query)) {
			const others = [...params].filter(([other]) => other !== name);
			if (!isOptional(parameter)) await refused(new URLSearchParams(others), name, 'required');
			if (!free.includes(name)) await refused(new URLSearchParams([...others, [name, ';']]), name, 'invalid');
			if (isRepeatable(parameter)) continue;
			const twice = [name, samples[name] ?? '1'];
			await refused(new URLSearchParams([...others, twice, twice]), name, 'invalid');
		}
	});

	test.each(reads)('GET $route answers as described', async ({ route, operation }) => {
		const { path, params } = filledIn(route, operation.query);
		const response = await at(`${path}?${params}`, { headers: { Cookie: someone.cookie } });
		expect(response.status, await response.clone().text()).toBe(200);
		const [type = '', schema = null] = Object.entries(operation.answers)[0] ?? [];
		expect(response.headers.get('content-type')?.startsWith(type)).toBe(true);
		expect(response.headers.has('etag')).toBe(Boolean(operation.isTagged));
		if (schema) v.parse(schema, await response.json());
	});

	test('bodies are answered as described', async () => {
		const report = await reported({ type: 'dome' });
		v.parse(shapes.acceptedReport, report);
		const [lng, lat] = somewhere();
		const survey = await post(
			{
				drawn: {
					type: 'LineString',
					coordinates: [
						[lng, lat],
						[lng + 0.001, lat]
					]
				},
				looked_on: '2026-11-20',
				method: 'on_foot'
			},
			{},
			'/api/surveys'
		);
		const accepted = v.parse(shapes.acceptedSurvey, await survey.json());
		const review = await someone.post(`/api/cameras/${camera}/reviews`, { verdict: 'present' });
		v.parse(shapes.acceptedReview, await review.json());
		const correction = await someone.post(`/api/cameras/${camera}/corrections`, {
			field: 'heading_deg',
			value: 120
		});
		v.parse(shapes.acceptedCorrection, await correction.json());
		const back = async (path: string, withdraw_token: string) =>
			(await post({ withdraw_token }, {}, path)).json();
		v.parse(shapes.withdrawn, await back(`/api/reports/${report.report_id}/withdraw`, report.withdraw_token));
		v.parse(
			shapes.withdrawnSurvey,
			await back(`/api/surveys/${accepted.survey_id}/withdraw`, accepted.withdraw_token)
		);
	});

	test('docs/api.md names the same addresses and parameters', () => {
		const guide = readFileSync('docs/api.md', 'utf8');
		const bare = (path: string) => path.replace(/\{\w+\}/g, '{}').replace(/\?.*$/, '');
		const named = [...guide.matchAll(/`(GET|POST) (\/[^`\s…]*)`/g)].map(
			([, verb, path = '']) => `${verb} ${bare(path)}`
		);
		const described = Object.entries(addresses).flatMap(([route, verbs]) =>
			Object.keys(verbs).map((verb) => `${verb} ${bare(pathOf(route))}`)
		);
		// A row for each of them stands under one heading.
		const formatOf = (one: string) => one.replace(/(?<=\/data\/cameras\.)\w+$/, '{}');
		const known = new Set(described.map((one) => formatOf(one.replace('/tiles/{}/', '/tiles/cameras/'))));
		for (const name of formatNames) expect(guide).toContain(`| \`${name}\``);
		expect([...known].filter((one) => !named.includes(one))).toEqual([]);
		expect(
			named.filter(
				(one) => !one.startsWith('GET /ogc') && !known.has(one.replace('/tiles/coverage/', '/tiles/cameras/'))
			)
		).toEqual([]);
		const parameters = new Set(reads.flatMap(({ operation }) => Object.keys(operation.query ?? {})));
		expect([...parameters].filter((name) => !new RegExp(`[\`?&]${name}[\`=]`).test(guide))).toEqual([]);
	});

	test('types made from it let a program compile, and it runs', async () => {
		const program = join(folder, 'client.ts');
		copyFileSync('tests/fixtures/api-client.txt', program);
		symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
		const document = await (await at('/openapi.json')).text();
		writeFileSync(join(folder, 'oko.d.ts'), astToString(await openapiTS(document)));
		const faults = ts
			.getPreEmitDiagnostics(
				ts.createProgram([program], {
					skipLibCheck: true,
					strict: true,
					noEmit: true,
					target: ts.ScriptTarget.ESNext,
					module: ts.ModuleKind.ESNext,
					moduleResolution: ts.ModuleResolutionKind.Bundler,
					allowImportingTsExtensions: true,
					types: []
				})
			)
			.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
		expect(faults).toEqual([]);
		const said = execFileSync(process.execPath, [program, server.origin], { encoding: 'utf8' });
		expect(said).toMatch(/^[1-9]\d* verified 2\nbad_filter lng\nptz\n$/);
	});
});
