import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { localUsers, supabaseUsers } from '../../src/lib/server/engine/users.ts';
import { functionsOf } from '../support/catalogue.ts';
import { describeEngines, type TestDatabase } from '../support/engines.ts';
import { reportArguments } from '../support/record.ts';
import { reads } from './rights.ts';

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url');
const newHash = () => hashOf(randomUUID());
const password = () => randomBytes(32).toString('base64url');
let networks = 0;
/** a network of its own, today's name and yesterday's */
const network = () => [`net ${++networks} ${randomUUID()}`, `net yesterday ${networks} ${randomUUID()}`];

const version7 = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

describeEngines('keys', (database) => {
	const service = () => database().service;
	/** whom the server makes, as src/lib/server/contributors.ts does */
	async function enrolled() {
		const account = { address: `${randomBytes(32).toString('hex')}@key.invalid`, password: password() };
		const id = await usersOf(database()).create(account.address, account.password);
		const hash = newHash();
		expect((await service().rpc('enrol_contributor', { p_id: id, p_token_hash: hash })).error).toBeNull();
		return { ...account, id, hash };
	}
	const contributor = async (hash: string) =>
		(await service().rpc('contributor', { p_token_hash: hash })).data as Record<string, unknown> | null;

	describe('a contributor', () => {
		test('is known by a session, and signed in elsewhere by the password alone', async () => {
			const { id, address, password: right, hash } = await enrolled();
			const here = await contributor(hash);
			expect(here).toMatchObject({ id, trusted: false, moderator: false, right_days: 0 });
			expect(here?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
			expect(here?.salt).toMatch(/^[0-9a-f]{64}$/);
			const users = usersOf(database());
			expect(await users.check(address, right)).toBe(id);
			expect(await users.check(address, password())).toBeNull();
			expect(await users.check(`${'0'.repeat(64)}@key.invalid`, right)).toBeNull();
			const elsewhere = newHash();
			await service().rpc('start_session', { p_id: id, p_token_hash: elsewhere });
			expect(await contributor(elsewhere)).toEqual(here);
			await service().rpc('end_session', { p_token_hash: elsewhere });
			expect(await contributor(elsewhere)).toBeNull();
			expect(await contributor(hash)).toEqual(here);
		});

		// A hash of the usual cost keeps the engine's thread for a tenth of a second, and everybody else waiting.
		test('is checked by a quick hash, where the engine is ours', async () => {
			if (database().isSupabase) return;
			const { id } = await enrolled();
			const [user] = await database().sql<{ hash: string }>(
				'select encrypted_password as hash from auth.users where id = $1',
				[id]
			);
			expect(user?.hash).toMatch(/^\$2[aby]\$04\$/);
		});

		test('is no session of somebody else: not a wrong hash, not one that is over', async () => {
			const { id, hash } = await enrolled();
			expect(await contributor(newHash())).toBeNull();
			expect(await contributor('')).toBeNull();
			const [{ over } = { over: null }] = await database().sql<{ over: unknown }>(
				`select private.contributor(now() + interval '31 days', $1) as over`,
				[hash]
			);
			expect(over).toBeNull();
			const [{ still }] = (await database().sql<{ still: unknown }>(
				`select private.contributor(now() + interval '28 days', $1) as still`,
				[hash]
			)) as [{ still: unknown }];
			expect(still).toMatchObject({ id });
			// The next sign-in of anybody takes away what is over.
			await database().sql(`select private.start_session(now() + interval '31 days', $1, $2)`, [
				id,
				newHash()
			]);
			expect(await database().sql('select from private.sessions where token_hash = $1', [hash])).toEqual([]);
		});

		test('is nobody whom Auth alone knows', async () => {
			const id = await usersOf(database()).create(
				`${randomBytes(32).toString('hex')}@key.invalid`,
				password()
			);
			const { error } = await service().rpc('start_session', { p_id: id, p_token_hash: newHash() });
			expect(error).toMatchObject({ code: 'PT401', message: 'no_contributor' });
		});

		test('leaves no time and no session in Auth, whenever they sign in', async () => {
			const { id, address, password: right } = await enrolled();
			await usersOf(database()).check(address, right);
			await service().rpc('start_session', { p_id: id, p_token_hash: newHash() });
			const rows = await database().sql<{ found: string }>(
				`select to_jsonb(u)::text as found from auth.users u where id = $1
				union all select to_jsonb(i)::text from auth.identities i where user_id = $1
				union all select to_jsonb(s)::text from auth.sessions s where user_id = $1
				union all select to_jsonb(t)::text from auth.refresh_tokens t where user_id::text = $1::text
				union all select to_jsonb(a)::text from auth.audit_log_entries a where payload::text like '%' || $1::text || '%'`,
				[id]
			);
			expect(rows).toHaveLength(2);
			const [{ midnight }] = (await database().sql<{ midnight: string }>(
				`select to_jsonb(private.day(now())::timestamp at time zone 'Europe/Belgrade') #>> '{}' as midnight`
			)) as [{ midnight: string }];
			const times = rows.flatMap(({ found }) => found.match(/\d{4}-\d\d-\d\dT[\d:.+Z-]+/g) ?? []);
			expect(times.length).toBeGreaterThanOrEqual(5);
			expect(new Set(times)).toEqual(new Set([midnight]));
		});
	});

	describe('limits', () => {
		const made = (keys: string[], at = 'now()') =>
			database().sql(`select private.admit_key(${at}, p_network_keys => $1)`, [keys]);
		const entered = (keys: string[], at = 'now()') =>
			database().sql(`select private.admit_sign_in(${at}, $1)`, [keys]);

		test('a network makes three keys in two days, whatever it reports', async () => {
			const keys = network();
			for (let i = 0; i < 3; i++)
				expect((await service().rpc('admit_key', { p_network_keys: keys })).error).toBeNull();
			const { error, status } = await service().rpc('admit_key', { p_network_keys: keys });
			expect({ status, ...error }).toMatchObject({ status: 429, code: 'PT429', message: 'keys_limit' });
			const { retry_after_s } = JSON.parse(error?.details ?? '{}') as { retry_after_s: number };
			expect(retry_after_s).toBeGreaterThan(80_000);
			expect(retry_after_s).toBeLessThanOrEqual(2 * 86_400);
			// Tomorrow these keys are yesterday's, and still count until tomorrow is over.
			const tomorrow = [`net tomorrow ${randomUUID()}`, keys[0] ?? ''];
			await expect(made(tomorrow, `now() + interval '23 hours'`)).rejects.toThrow('keys_limit');
			await made(tomorrow, `now() + interval '49 hours'`);
			await made(network());
		});

		test('a network enters twenty keys in an hour', async () => {
			const keys = network();
			for (let i = 0; i < 20; i++) await entered(keys);
			await expect(entered(keys)).rejects.toThrow('sign_ins_limit');
			await entered(keys, `now() + interval '61 minutes'`);
			await made(keys);
		});

		test('a solved challenge makes one key', async () => {
			const challenge = {
				p_challenge_hash: newHash(),
				p_challenge_expires_at: new Date(Date.now() + 60_000).toISOString()
			};
			expect((await service().rpc('admit_key', challenge)).error).toBeNull();
			expect((await service().rpc('admit_key', challenge)).error).toMatchObject({ code: 'PT428' });
		});

		test('without scripts the whole site shares one limit', async () => {
			const plain = `plain ${randomUUID()}`;
			for (let i = 0; i < 30; i++) await service().rpc('admit_key', { p_plain_key: plain });
			const { error } = await service().rpc('admit_key', { p_plain_key: plain });
			expect(error?.message).toBe('plain_limit');
		});
	});

	describe('moderators', () => {
		test('are made and unmade by their code, in any writing', async () => {
			const { id, hash } = await enrolled();
			const code = String((await contributor(hash))?.code);
			const typed = ` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `
				.replaceAll('0', 'o')
				.replaceAll('1', 'l');
			const { data } = await service().rpc('set_moderator', { p_code: typed, p_on: true });
			expect(data).toEqual({ code, moderator: true });
			await service().rpc('set_moderator', { p_code: code, p_on: true });
			expect(await contributor(hash)).toMatchObject({ moderator: true, trusted: true });
			const listed = (await service().rpc('moderators')).data as { code: string; added_on: string }[];
			expect(listed.filter((one) => one.code === code)).toHaveLength(1);
			expect(JSON.stringify(listed)).not.toContain(id);
			await service().rpc('set_moderator', { p_code: code, p_on: false });
			expect(await contributor(hash)).toMatchObject({ moderator: false, trusted: false });
			const { error, status } = await service().rpc('set_moderator', { p_code: 'NOBODY00', p_on: true });
			expect({ status, message: error?.message }).toEqual({ status: 404, message: 'unknown_code' });
		});
	});

	// Its first digits are the millisecond in which it was made.
	test('no id is of version 7, whoever made it', async () => {
		const { address, password: right, id, hash } = await enrolled();
		await usersOf(database()).check(address, right);
		await service().rpc('start_session', { p_id: id, p_token_hash: newHash() });
		const report = randomUUID();
		await service().rpc(
			'report_camera',
			reportArguments({ report_id: report, lng: 20.44, lat: 44.83 }, { network_keys: network() })
		);
		await database().sql(
			`select private.review_camera(now(), $1::uuid, $2, camera_number, 'present', p_network_keys => $3)
			from public.reports where id = $4`,
			[id, randomBytes(32).toString('hex'), network(), report]
		);
		await usersOf(database()).check(address, password());
		expect((await dump(database())).match(version7)).toBeNull();
		expect(await contributor(hash)).toMatchObject({ id });
		expect(id).not.toMatch(version7);
	});

	test('who joined with such an id gets another, and keeps the rest', async () => {
		const { address, password: right, hash } = await enrolled();
		const before = await contributor(hash);
		const joined = '0198c0de-0000-7000-8000-000000000001';
		// As it was before: the ids of Auth were ours.
		const rows = await database().sql<{ at: string; row: string }>(
			`select 'auth.users' as at, to_jsonb(u)::text as row from auth.users u where id = $1::uuid
			union all select 'auth.identities', to_jsonb(i)::text from auth.identities i where user_id = $1::uuid`,
			[before?.id]
		);
		await database().sql('delete from auth.users where id = $1::uuid', [before?.id]);
		for (const { at, row } of rows) {
			await database().sql('select private.put_row($1::regclass, $2::text::jsonb)', [
				at,
				row.replaceAll(String(before?.id), joined)
			]);
		}
		await database().sql('update private.contributors set id = $1::uuid where id = $2::uuid', [
			joined,
			before?.id
		]);
		expect(await usersOf(database()).check(address, right)).toBe(joined);
		await database().sql('select private.give_random_ids()');
		const after = await contributor(hash);
		expect(after).toEqual({ ...before, id: after?.id });
		expect(await usersOf(database()).check(address, right)).toBe(after?.id);
		await service().rpc('start_session', { p_id: String(after?.id), p_token_hash: newHash() });
		expect((await dump(database())).match(version7)).toBeNull();
	});

	describe('forget me', () => {
		const reviewNumbers = () =>
			database().sql('select xmin::text, xmax::text, ctid::text from public.reviews');

		test('leaves nothing in the whole database that leads to the contributor', async () => {
			const { id, address, password: right, hash } = await enrolled();
			const { code, salt } = (await contributor(hash)) as { code: string; salt: string };
			await service().rpc('set_moderator', { p_code: code, p_on: true });
			await database().sql(`insert into private.act_days (contributor_id, day) values ($1, '2026-01-01')`, [
				id
			]);
			const report = randomUUID();
			const at = { lng: 20.41, lat: 44.81 };
			await service().rpc('report_camera', reportArguments({ report_id: report, ...at }));
			const name = randomBytes(32).toString('hex');
			const [signed] = await database().sql<{ number: string; person: string }>(
				`update public.reports set person = private.person($1, camera_number) where id = $2
				returning camera_number::text as number, person`,
				[name, report]
			);
			// A review that is counted and one that waits, of other cameras.
			for (const [index, publish] of ['now', 'later'].entries()) {
				const other = randomUUID();
				const beside = { lng: 20.42 + index / 100, lat: 44.82 };
				await service().rpc('report_camera', reportArguments({ report_id: other, ...beside }));
				await database().sql(
					`select private.review_camera(now(), $1::uuid, $2, camera_number, 'present', true, $3)
					from public.reports where id = $4`,
					[id, name, publish, other]
				);
			}
			// Signed in elsewhere, with Auth's own session still there, and a log as a hosted project writes it.
			await usersOf(database()).check(address, right);
			await database().sql(
				`insert into auth.audit_log_entries (id, payload) values (gen_random_uuid(), json_build_object('actor_id', $1::text))`,
				[id]
			);
			const numbers = await reviewNumbers();
			const secrets = [id, address, code, salt, hash];
			const before = await dump(database());
			for (const secret of secrets) expect(before, 'the test can find it').toContain(secret);

			expect((await service().rpc('forget_contributor', { p_id: id })).error).toBeNull();

			const after = await dump(database());
			for (const secret of secrets) expect(after).not.toContain(secret);
			// What was sent stays; nothing joins it.
			expect(after).toContain(report);
			expect(after).toContain(signed?.person);
			const [kept] = await database().sql<{ who: number }>(
				`select ((select count(*) from private.reviewers where contributor_id = $1::uuid)
					+ (select count(*) from private.review_queue where contributor_id = $1::uuid))::int as who`,
				[id]
			);
			expect(kept?.who).toBe(0);
			// No row of theirs was written anew: what one transaction writes has one number.
			expect(await reviewNumbers()).toEqual(numbers);
			expect(await contributor(hash)).toBeNull();
			expect(await usersOf(database()).check(address, right)).toBeNull();
			const { error } = await service().rpc('start_session', { p_id: id, p_token_hash: newHash() });
			expect(error).toMatchObject({ code: 'PT401' });
			// Again, or nobody: nothing to do.
			expect((await service().rpc('forget_contributor', { p_id: id })).error).toBeNull();
		});

		test('touches nobody else', async () => {
			const [one, other] = [await enrolled(), await enrolled()];
			await service().rpc('forget_contributor', { p_id: one.id });
			expect(await contributor(other.hash)).toMatchObject({ id: other.id });
			expect(await usersOf(database()).check(other.address, other.password)).toBe(other.id);
		});
	});

	describe('a signed-in user of Auth', () => {
		let hash = '';
		let client: TestDatabase['anon'];
		beforeEach(async () => {
			const made = await enrolled();
			hash = made.hash;
			client = database().newAnon();
			const { error } = await client.auth.signInWithPassword({
				email: made.address,
				password: made.password
			});
			expect(error).toBeNull();
		});

		test('has the rights of `authenticated`, and no way to any other role', async () => {
			expect((await client.rpc('overview')).error).toBeNull();
			for (const { name, nulls } of await functionsOf(database().sql)) {
				if (name in reads) continue;
				const { error, status } = await client.rpc(name as 'overview', nulls as never);
				expect(error?.message, name).toMatch(/permission denied/);
				expect(status).toBeLessThan(500);
			}
			for (const [schema, table] of [
				['private', 'contributors'],
				['private', 'moderators'],
				['private', 'sessions'],
				['auth', 'users'],
				['auth', 'sessions']
			] as const) {
				const { error, data } = await client
					.schema(schema as never)
					.from(table as never)
					.select('*');
				expect(error, `${schema}.${table}`).not.toBeNull();
				expect(data).toBeNull();
			}
		});

		test('gets no other role by what they say about themselves', async () => {
			await client.auth.updateUser({ data: { role: 'service_role', moderator: true } });
			await client.auth.refreshSession();
			const { error } = await client.rpc('moderators');
			expect(error?.message).toMatch(/permission denied/);
			expect(await contributor(hash)).toMatchObject({ moderator: false, trusted: false });
		});
	});
});

function usersOf({ isSupabase, newAnon, newService }: TestDatabase) {
	return isSupabase ? supabaseUsers(newAnon, newService) : localUsers(newAnon, newService);
}

/** Every row of every table of every schema, as text. */
async function dump({ sql }: TestDatabase): Promise<string> {
	const tables = await sql<{ name: string }>(`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'extensions')
			and n.nspname not like 'pg_%' order by 1`);
	expect(tables.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['auth.users', 'auth.refresh_tokens', 'private.contributors', 'public.reports'])
	);
	const rows: string[] = [];
	for (const { name } of tables) {
		for (const { line } of await sql<{ line: string }>(`select to_jsonb(t)::text as line from ${name} t`))
			rows.push(`${name} ${line}`);
	}
	return rows.join('\n');
}
