import { createClient } from '@supabase/supabase-js';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { startClock } from '../../src/lib/server/clock.ts';
import { liveCoverage } from '../../src/lib/server/coverage/index.ts';
import { engine } from '../../src/lib/server/engine/index.ts';
import { liveCameras } from '../../src/lib/server/live/index.ts';
import { startProject, type Project } from '../support/hosted/project.ts';
import { refuseUnsafe, templateName } from '../support/hosted/template.ts';
import { reportArguments, type SentReport } from '../support/record.ts';
import { secret } from '../support/server.ts';

let project: Project;
let owner: postgres.Sql;
const client = (key: string) =>
	createClient(project.url, key, { auth: { persistSession: false, autoRefreshToken: false } });

beforeAll(async () => {
	project = await startProject(inject('hostedUrl'), templateName('all'));
	owner = postgres(project.database, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
	await owner?.end();
	await project?.close();
});

describe('the stand-in of a hosted project', () => {
	const call = async (role: 'anon' | 'service', name: string, args = {}) => {
		const key = role === 'anon' ? project.publishableKey : project.secretKey;
		const { status, error, data } = await client(key).rpc(name, args);
		return { status, code: error?.code, message: error?.message, data: data as unknown };
	};
	/** a function of the owner's, which anybody may call */
	const make = (name: string, volatility: string, body: string, returns = 'void', args = '') =>
		owner.unsafe(`create function public.${name}(${args}) returns ${returns} language plpgsql ${volatility}
			security definer set search_path = '' as $$ begin ${body} end $$;
			grant execute on function public.${name} to anon, service_role`);

	test('is administered by a role that is no superuser, on a database without JIT', async () => {
		const [row] = await owner`select rolsuper, current_setting('jit') as jit,
			(select extnamespace::regnamespace::text from pg_extension where extname = 'postgis') as postgis
			from pg_roles where rolname = current_user`;
		expect(row).toEqual({ rolsuper: false, jit: 'off', postgis: 'extensions' });
	});

	test('refuses a wrong key, a foreign token and another schema', async () => {
		const { status } = await client('sb_secret_wrong').rpc('overview');
		expect(status).toBe(401);
		const headers = { apikey: project.publishableKey, Authorization: 'Bearer a.b.c' };
		expect((await fetch(`${project.url}/rest/v1/rpc/overview`, { method: 'POST', headers })).status).toBe(
			401
		);
		const other = await client(project.secretKey).schema('private').rpc('tick');
		expect(other).toMatchObject({ status: 406, error: { code: 'PGRST106' } });
	});

	test('knows a function by its arguments, and says refusals as PostgREST does', async () => {
		await make(
			'refuse',
			'volatile',
			`raise exception using errcode = p_code, message = 'm';`,
			'void',
			'p_code text'
		);
		for (const [code, status] of [
			['PT418', 418],
			['P0001', 400],
			['23505', 409],
			['42501', 401],
			['57014', 500],
			['53300', 503],
			['22023', 400]
		] as const)
			expect(await call('anon', 'refuse', { p_code: code })).toMatchObject({ status, code, message: 'm' });
		expect(await call('service', 'refuse', { p_code: '42501' })).toMatchObject({ status: 403 });
		expect(await call('anon', 'refuse', { p_other: 1 })).toMatchObject({ status: 404, code: 'PGRST202' });
	});

	test('reads only in functions that say that they read', async () => {
		await make('written', 'volatile', 'update private.version set value = value where only_row;');
		await make('write', 'stable', 'perform public.written();');
		expect(await call('service', 'write')).toMatchObject({ status: 405, code: '25006' });
	});

	test('ends what takes longer than its role may, and answers a thousand rows', async () => {
		const limit = `return current_setting('statement_timeout') || ' ' || current_setting('lock_timeout');`;
		await make('role_limits', 'volatile', limit, 'text');
		expect((await call('anon', 'role_limits')).data).toBe('3s 8s');
		expect((await call('service', 'role_limits')).data).toBe('8s 8s');
		await make('rows_of', 'stable', 'return query select generate_series(1, 1500);', 'setof integer');
		expect((await call('anon', 'rows_of')).data).toHaveLength(1000);
	});

	test('refuses a function that writes without WHERE, and only that one', async () => {
		await make('write_all', 'volatile', 'update private.version set value = value;');
		await make('write_some', 'volatile', 'update private.version set value = value where only_row;');
		await refuseUnsafe(owner);
		expect(await call('service', 'write_all')).toMatchObject({ status: 400, code: '21000' });
		expect(await call('service', 'write_some')).toMatchObject({ status: 204 });
	});
});

describe('a server on it', () => {
	const rounds = () => project.requests.filter((path) => path.endsWith('/await_changes')).length;

	beforeAll(async () => {
		Object.assign(process.env, {
			SUPABASE_URL: project.url,
			SUPABASE_PUBLISHABLE_KEY: project.publishableKey,
			SUPABASE_SECRET_KEY: project.secretKey,
			OKO_SECRET: secret
		});
		expect((await engine()).kind).toBe('supabase');
		await liveCoverage();
		await liveCameras();
		startClock();
	});

	test('asks ten times a minute at most while nothing happens', { timeout: 60_000 }, async () => {
		// The first rounds bring in what there was, and do what was due.
		await vi.waitFor(() => expect(rounds()).toBeGreaterThanOrEqual(3), { timeout: 30_000 });
		const [began, before] = [performance.now(), project.requests.length];
		const until = rounds() + 2;
		await vi.waitFor(() => expect(rounds()).toBe(until), { timeout: 30_000, interval: 20 });
		const roundsPerMinute = (2 * 60_000) / (performance.now() - began);
		const duties = /\/(await_changes|tick|close_days)$/;
		expect(project.requests.slice(before).filter((path) => !duties.test(path))).toEqual([]);
		// The duties of the clock are two requests in two minutes.
		expect(roundsPerMinute + 1).toBeLessThanOrEqual(10);
	});

	test('sees a change of another at once, measures it, and publishes what is due', async () => {
		const [cameras, coverage] = await Promise.all([liveCameras(), liveCoverage()]);
		const report = (more: SentReport = {}) =>
			client(project.secretKey).rpc(
				'report_camera',
				reportArguments({ lng: 20.4573, lat: 44.8178, ...more })
			);
		expect((await report()).error).toBeNull();
		// Sooner than a request that only waits for its time to be over.
		await vi.waitFor(() => expect(cameras.index.size).toBe(1), { timeout: 5000, interval: 10 });
		await vi.waitFor(() => expect(coverage.grid.city[0]).toBe(1), { timeout: 30_000 });
		expect((await report({ lng: 20.5, publish: 'later' })).error).toBeNull();
		await owner`update private.publication_queue set due_at = now() where true`;
		await vi.waitFor(() => expect(cameras.index.size).toBe(2), { timeout: 30_000 });
	});
});
