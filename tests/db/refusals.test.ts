import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { startCluster, type Cluster } from '../support/cluster.ts';
import { describeEngines, onPostgres, type TestDatabase } from '../support/engines.ts';
import { verbs } from '../support/record.ts';

/** The settings that docs/deploy.md asks for. */
const settings = Object.fromEntries(
	[...readFileSync('docs/deploy.md', 'utf8').matchAll(/^(log_\w+) = (\S+)$/gm)].map(([, name, value]) => [
		name,
		value
	])
) as Record<string, string>;

describe('the log of PostgreSQL', () => {
	let cluster: Cluster;
	let database: TestDatabase;
	beforeAll(async () => {
		cluster = await startCluster({ settings });
		database = await onPostgres(await cluster.createDatabase());
	});
	afterAll(async () => {
		await database?.close();
		cluster.stop();
	});

	test('says nothing of what is refused', async () => {
		expect(Object.keys(settings).length).toBeGreaterThan(5);
		const before = cluster.log();
		const { service, sql } = database;
		const place = { lng: 20.456789, lat: 44.812345 };
		const salt = randomBytes(32).toString('hex');
		const hash = randomBytes(32).toString('base64url').slice(0, 43);
		const { send } = verbs(() => database);
		const nobody = { p_contributor: randomUUID(), p_salt: salt, p_number: 1 };
		await sql(
			`insert into private.counters (key, used, expires_at) values ('net full', 40, now() + interval '1 day')`
		);
		const challenge = { challenge_hash: 'c'.repeat(32) };
		expect((await send(place, challenge)).error).toBeNull();
		const refused = [
			send(place),
			send({ lng: 44.812345, lat: 20.456789 }),
			send({ ...place, another_camera: true }, challenge),
			send({ ...place, another_camera: true }, { network_keys: ['net full'] }),
			service.rpc('withdraw_report', { p_report_id: randomUUID() }),
			service.rpc('complain', { p_number: 1, p_kind: 'wrong', p_message: 'I live at 44.812345' }),
			service.rpc('set_camera_state', { p_number: 1, p_state: 'removed' }),
			service.rpc('erase_camera', { p_number: 1, p_reason: 'x' }),
			service.rpc('review_camera', { ...nobody, p_verdict: 'present' }),
			service.rpc('correct_camera', { ...nobody, p_field: 'type', p_value: '"dome"' }),
			service.rpc('moderate', { ...nobody, p_act: 'hide', p_reason: 'x' }),
			service.rpc('close_complaint', { p_contributor: randomUUID(), p_complaint: randomUUID() }),
			service.rpc('desk', { p_contributor: randomUUID() }),
			service.rpc('desk_surveys', { p_contributor: randomUUID() }),
			service.rpc('remove_survey', {
				p_contributor: randomUUID(),
				p_survey_id: randomUUID(),
				p_removed: true
			}),
			service.rpc('record_survey', {
				p_survey_id: randomUUID(),
				p_drawn: '{}',
				p_looked_on: '2026-01-01',
				p_method: 'x'
			}),
			service.rpc('withdraw_survey', { p_survey_id: randomUUID() }),
			service.rpc('admit_key', { p_challenge_hash: 'c'.repeat(32) }),
			service.rpc('start_session', { p_id: randomUUID(), p_token_hash: hash }),
			service.rpc('set_moderator', { p_code: 'NOBODY00', p_on: true }),
			service.rpc('replace_areas', { p_areas: '[]' })
		];
		const answers = await Promise.all(refused);
		expect(answers.map(({ status, error }) => `PT${status}` === error?.code)).toEqual(
			answers.map(() => true)
		);
		expect(new Set(answers.map(({ status }) => status))).toEqual(
			new Set([401, 404, 409, 410, 422, 428, 429])
		);
		const [near] = answers;
		expect(near?.error).toMatchObject({
			message: 'known_cameras_near',
			details: expect.stringContaining('distance_m')
		});
		// What was refused was not written.
		expect(await sql(`select count(*)::int as n from public.cameras`)).toEqual([{ n: 1 }]);
		expect(await sql(`select used from private.counters where key = 'net full'`)).toEqual([{ used: 40 }]);
		expect(cluster.log().slice(before.length)).toBe('');
		// The log is where we look: an error is in it, with its details.
		await expect(sql(`select private.refuse('a field', 'a code')`)).rejects.toThrow('invalid_report');
		expect(cluster.log().slice(before.length)).toMatch(/invalid_report[^]*a code/);
	});

	test('is looked after at the start, a sentence for each setting', async () => {
		const said: string[] = [];
		const url = new URL(await cluster.createDatabase());
		const name = url.pathname.slice(1);
		const owner = postgres(url.href, { max: 1, onnotice: () => {} });
		await owner.unsafe(
			`alter database ${name} set log_statement = 'mod'; alter database ${name} set log_min_messages = 'panic'`
		);
		await owner.end();
		const start = async () => {
			const env = { DATABASE_URL: url.href, OKO_SECRET: '5e'.repeat(32) };
			await (await openEngine(env, { say: (step) => said.push(step) })).close();
			return said.splice(0).filter((step) => step.includes('write down'));
		};
		expect(await start()).toEqual([
			'PostgreSQL may write down what people send, or when: log_statement is mod, and should be none (docs/deploy.md).'
		]);
	});
});

describeEngines('refusals', (database) => {
	test('every function that anybody may call, and that can refuse, answers instead of raising', async () => {
		const functions = await database().sql<{ name: string; src: string }>(`
			select n.nspname || '.' || p.proname as name, p.prosrc as src
			from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('public', 'private')`);
		const raises = new Set(functions.filter(({ src }) => /errcode = '?PT/.test(src)).map(({ name }) => name));
		// What catches lets nothing through: all of it, or what it names.
		const catches = (src: string) => /private\.refused\(sqlstate|exception when sqlstate 'PT/.test(src);
		for (let found = -1; found !== raises.size;) {
			found = raises.size;
			for (const { name, src } of functions) {
				const calls = [...src.matchAll(/\b(?:private|public)\.\w+(?=\s*\()/g)].map(([call]) => call);
				if (calls.some((call) => raises.has(call)) && !(name.startsWith('private.') && catches(src)))
					raises.add(name);
			}
		}
		const open = functions.filter(({ name }) => name.startsWith('public.') && raises.has(name));
		expect(open.length).toBeGreaterThan(15);
		expect(open.filter(({ src }) => !catches(src)).map(({ name }) => name)).toEqual([]);
	});
});
