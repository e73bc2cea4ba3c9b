import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { states } from '../../src/lib/camera/vocabulary.ts';
import * as vocabulary from '../../src/lib/camera/vocabulary.ts';
import { settingKeys } from '../../src/lib/camera/settings.ts';
import { describeEngines, type TestDatabase } from '../support/engines.ts';

interface Outcome {
	outcome: 'created' | 'replayed';
	report_id: string;
	published: boolean;
	camera: { number: number; lng: number; lat: number; state: string; observed_on: string | null };
	withdraw_seconds: number;
}

let row = 0;
/** A position that no other test of this file uses: 200 m north of the last. */
const somewhere = () => ({
	p_lng: 20.3 + (row % 50) * 0.01,
	p_lat: 44.5 + Math.floor(row++ / 50) * 0.01 + 0.002
});

describeEngines('the record', (database) => {
	const send = (args: Record<string, unknown>) =>
		database().service.rpc('report_camera', { p_report_id: randomUUID(), ...args } as never);
	const report = async (args: Record<string, unknown>): Promise<Outcome> => {
		const { data, error } = await send(args);
		expect(error).toBeNull();
		return data as unknown as Outcome;
	};
	const read = async (number: number) =>
		(await database().anon.rpc('camera', { p_number: number })).data as never as {
			camera: Outcome['camera'];
			history: { kind: string; day: string }[];
			gone?: string;
			reason?: string;
		} | null;
	const count = (db: TestDatabase, table: string) =>
		db.sql<{ n: number }>(`select count(*)::int as n from ${table}`).then(([first]) => first?.n);

	test('says the same words as the program', async () => {
		const enums = await database().sql<{ name: string; labels: string[] }>(`
			select t.typname as name, array_agg(e.enumlabel::text order by e.enumsortorder) as labels
			from pg_type t join pg_enum e on e.enumtypid = t.oid group by t.typname`);
		const said = Object.fromEntries(enums.map(({ name, labels }) => [name, labels]));
		expect(said).toMatchObject({
			camera_state: [...states, 'hidden'],
			camera_type: [...vocabulary.types],
			camera_mount: [...vocabulary.mounts],
			camera_operator: [...vocabulary.operators],
			camera_maker: [...vocabulary.makers],
			camera_capability: [...vocabulary.capabilities],
			sign_presence: [...vocabulary.signPresences],
			position_method: [...vocabulary.methods],
			event_kind: [...vocabulary.eventKinds],
			complaint_kind: [...vocabulary.complaintKinds]
		});
		const keys = await database().sql<{ key: string; unit: string; meaning: string }>(
			'select * from public.settings'
		);
		expect(keys.map(({ key }) => key).sort()).toEqual([...settingKeys].sort());
		expect(keys.every(({ unit, meaning }) => unit && meaning)).toBe(true);
	});

	test('writes an id as the program does', async () => {
		for (const number of [0, 1, 31, 32, 2 ** 49 + 12345, 2 ** 50 - 1]) {
			const [said] = await database().sql<{ id: string; number: number }>(
				'select private.camera_id($1::bigint) as id, private.camera_number($2)::float8 as number',
				[number, encodeCameraId(number)]
			);
			expect(said).toEqual({ id: encodeCameraId(number), number });
		}
	});

	test('takes the day in Belgrade', async () => {
		const [said] = await database().sql(
			`select private.day('2026-11-01T22:59:59Z')::text as before, private.day('2026-11-01T23:00:00Z')::text as after`
		);
		expect(said).toEqual({ before: '2026-11-01', after: '2026-11-02' });
	});

	test('a report becomes a camera, at once public, with its history', async () => {
		const place = somewhere();
		const { camera, outcome, published, withdraw_seconds } = await report({
			...place,
			p_type: 'ptz',
			p_heading_deg: 90,
			p_capabilities: ['face_recognition'],
			p_height_m: 6.04,
			p_observed_on: '2026-11-01',
			p_note: 'only for moderators'
		});
		expect({ outcome, published, withdraw_seconds }).toEqual({
			outcome: 'created',
			published: true,
			withdraw_seconds: 600
		});
		expect(camera).toMatchObject({
			lng: expect.closeTo(place.p_lng, 6),
			type: 'ptz',
			height_m: 6,
			state: 'reported'
		});
		const found = await read(camera.number);
		expect(found?.camera).toEqual(camera);
		expect(found?.history).toEqual([{ kind: 'reported', day: expect.any(String), state: 'reported' }]);
		expect(JSON.stringify(found)).not.toContain('moderators');
	});

	test('every field that is wrong is named, once, and nothing is written', async () => {
		const before = await count(database(), 'public.cameras');
		const { error } = await send({
			p_lng: 44.8,
			p_lat: 20.4,
			p_type: 'drone',
			p_heading_deg: 360,
			p_height_m: 31,
			p_capabilities: ['x-ray'],
			p_observed_on: '2009-12-31',
			p_note: 'x'.repeat(501),
			p_publish: 'yesterday'
		});
		expect(error?.code).toBe('PT422');
		const fields = (JSON.parse(error?.details ?? '') as { field: string; code: string }[]).map(
			({ field, code }) => `${field}: ${code}`
		);
		expect(fields.sort()).toEqual([
			'capabilities: invalid',
			'heading_deg: out_of_range',
			'height_m: out_of_range',
			'note: too_long',
			'observed_on: too_early',
			'position: swapped',
			'publish: invalid',
			'type: invalid'
		]);
		expect(await count(database(), 'public.cameras')).toBe(before);
	});

	describe('duplicates', () => {
		test('are shown with distance and heading before anything is written', async () => {
			const place = somewhere();
			const first = await report({ ...place, p_heading_deg: 90, p_type: 'fixed' });
			const near = { p_lng: place.p_lng, p_lat: place.p_lat + 0.00008 }; // 8.9 m
			const { error } = await send({ ...near, p_heading_deg: 105 });
			expect(error?.code).toBe('PT409');
			expect(JSON.parse(error?.details ?? '')).toEqual([
				expect.objectContaining({
					number: first.camera.number,
					distance_m: expect.closeTo(8.9, 0),
					heading_difference_deg: 15,
					probable: true,
					type: 'fixed'
				})
			]);
		});

		test.each([
			['8.9 m, 21° apart', 0.00008, 111, false],
			['8.9 m, heading unknown', 0.00008, null, true],
			['12.2 m, same heading', 0.00011, 90, false]
		])('%s', async (_name, north, heading, probable) => {
			const place = somewhere();
			await report({ ...place, p_heading_deg: 90 });
			const { error } = await send({ ...place, p_lat: place.p_lat + north, p_heading_deg: heading });
			expect(JSON.parse(error?.details ?? '')[0].probable).toBe(probable);
		});

		test('farther than 15 m nothing is asked', async () => {
			const place = somewhere();
			await report(place);
			await report({ ...place, p_lat: place.p_lat + 0.00015 }); // 16.7 m
		});

		test('the same: a sighting of that camera, which confirms nothing', async () => {
			const place = somewhere();
			const { camera } = await report({ ...place, p_observed_on: '2026-01-01' });
			const again = await report({ ...place, p_same_as: camera.number, p_observed_on: '2026-02-01' });
			expect(again.camera).toMatchObject({
				number: camera.number,
				confirmations: 0,
				last_confirmed_on: null,
				observed_on: '2026-02-01'
			});
			expect((await read(camera.number))?.history.map(({ kind }) => kind)).toEqual(['reported', 'sighted']);
		});

		test('the same, but far away or unknown, is refused', async () => {
			const { camera } = await report(somewhere());
			for (const [same, code] of [
				[camera.number, 'too_far'],
				[123, 'unknown_camera']
			] as const) {
				const { error } = await send({ ...somewhere(), p_same_as: same });
				expect(JSON.parse(error?.details ?? '')).toEqual([{ field: 'same_as', code }]);
			}
		});

		test('another camera on the same pole is another camera', async () => {
			const place = somewhere();
			const first = await report(place);
			const second = await report({ ...place, p_another_camera: true });
			expect(second.camera.number).not.toBe(first.camera.number);
		});

		test('two parallel reports of one camera: one is taken, one is asked', async () => {
			const place = somewhere();
			const answers = await Promise.all([send(place), send({ ...place, p_lng: place.p_lng + 0.00005 })]);
			expect(answers.map(({ error }) => error?.code ?? 'taken').sort()).toEqual(['PT409', 'taken']);
		});
	});

	describe('idempotency', () => {
		test('20 parallel sends of one report: one row, one answer', async () => {
			const before = await count(database(), 'public.reports');
			const args = { ...somewhere(), p_key_hash: randomUUID(), p_body_hash: 'body' };
			const answers = await Promise.all(Array.from({ length: 20 }, () => send(args)));
			const outcomes = answers.map(({ data }) => data as unknown as Outcome);
			expect(new Set(outcomes.map(({ report_id }) => report_id)).size).toBe(1);
			expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
			expect(await count(database(), 'public.reports')).toBe((before ?? 0) + 1);
		});

		test('the same key with another body is refused', async () => {
			const key = { p_key_hash: randomUUID() };
			await report({ ...somewhere(), ...key, p_body_hash: 'one' });
			const { error } = await send({ ...somewhere(), ...key, p_body_hash: 'two' });
			expect(error?.code).toBe('PT422');
		});

		test('only what was taken is remembered', async () => {
			const args = { ...somewhere(), p_key_hash: randomUUID(), p_body_hash: 'body' };
			expect((await send({ ...args, p_type: 'drone' })).error?.code).toBe('PT422');
			expect((await report(args)).outcome).toBe('created');
		});
	});

	describe('publication', () => {
		test('later: neither map, list, download nor duplicates know of it until its time', async () => {
			const place = somewhere();
			const { camera, published } = await report({ ...place, p_publish: 'later' });
			expect(published).toBe(false);
			const { anon } = database();
			expect(await read(camera.number)).toBeNull();
			const id = encodeCameraId(camera.number);
			expect((await anon.rpc('cameras_list', { p_query: id })).data).toMatchObject({ total: 0 });
			expect((await anon.rpc('cameras_near', place)).data).toEqual([]);
			const page = JSON.stringify((await anon.rpc('cameras_page', { p_version: 1e9, p_limit: 10000 })).data);
			expect(page).not.toContain(String(camera.number));
			const [due] = await database().sql<{ hours: number }>(
				`select extract(epoch from due_at - now()) / 3600 as hours from private.publication_queue q
				join public.reports r on r.id = q.report_id where r.camera_number = $1`,
				[camera.number]
			);
			expect(Number(due?.hours)).toBeGreaterThan(-0.1);
			expect(Number(due?.hours)).toBeLessThanOrEqual(24);
			await database().sql(`select private.tick(now() + interval '25 hours')`);
			expect((await read(camera.number))?.history).toHaveLength(1);
		});

		test('a later sighting does not tell its day before its time', async () => {
			const place = somewhere();
			const { camera } = await report({ ...place, p_observed_on: '2026-01-01' });
			await report({ ...place, p_same_as: camera.number, p_observed_on: '2026-03-01', p_publish: 'later' });
			expect((await read(camera.number))?.camera.observed_on).toBe('2026-01-01');
			await database().sql(`select private.tick(now() + interval '25 hours')`);
			expect((await read(camera.number))?.camera.observed_on).toBe('2026-03-01');
		});

		test('what is due is published once, however many processes ask', async () => {
			const { camera } = await report({ ...somewhere(), p_publish: 'later' });
			await database().sql(`update private.publication_queue set due_at = now() - interval '1 second'`);
			await Promise.all(Array.from({ length: 5 }, () => database().service.rpc('tick')));
			expect((await read(camera.number))?.history).toHaveLength(1);
		});
	});

	describe('undo and complaint', () => {
		const withdraw = (reportId: string) =>
			database().service.rpc('withdraw_report', { p_report_id: reportId });

		test('a withdrawn camera leaves every read, and says so', async () => {
			const place = somewhere();
			const { camera, report_id } = await report({ ...place, p_note: 'gone with it' });
			expect((await withdraw(report_id)).data).toMatchObject({ camera_gone: true });
			expect(await read(camera.number)).toEqual({ gone: 'withdrawn', reason: null });
			expect((await database().anon.rpc('cameras_near', place)).data).toEqual([]);
			const [notes] = await database().sql<{ n: number }>(
				'select count(*)::int as n from public.report_notes where report_id = $1',
				[report_id]
			);
			expect(notes?.n).toBe(0);
			expect((await withdraw(report_id)).error?.code).toBe('PT410');
		});

		test('one that others reported too stays', async () => {
			const place = somewhere();
			const first = await report({ ...place, p_observed_on: '2026-03-01' });
			await report({ ...place, p_same_as: first.camera.number, p_observed_on: '2026-01-01' });
			expect((await withdraw(first.report_id)).data).toMatchObject({ camera_gone: false });
			expect((await read(first.camera.number))?.camera.observed_on).toBe('2026-01-01');
		});

		test('after ten minutes it is too late', async () => {
			const { report_id } = await report(somewhere());
			const late = database().sql(`select private.withdraw_report(now() + interval '11 minutes', $1::uuid)`, [
				report_id
			]);
			await expect(late).rejects.toThrow('withdraw_time_over');
		});

		test('a complaint reaches the moderators, and nobody else', async () => {
			const { camera } = await report(somewhere());
			const { error } = await database().service.rpc('complain', {
				p_number: camera.number,
				p_kind: 'home',
				p_message: 'It is my house'
			});
			expect(error).toBeNull();
			const open = (await database().service.rpc('complaints_open')).data;
			expect(JSON.stringify(open)).toContain('It is my house');
			expect(JSON.stringify(await read(camera.number))).not.toContain('house');
		});

		test('a hidden camera is gone with its public reason, and comes back as it was', async () => {
			const { camera } = await report(somewhere());
			const set = (p_state: string | null, p_reason?: string) =>
				database().service.rpc('set_camera_state', {
					p_number: camera.number,
					p_state: p_state as string,
					p_reason
				});
			expect((await set('hidden')).error?.code).toBe('PT422');
			expect((await set('hidden', 'It stands on a home')).error).toBeNull();
			expect(await read(camera.number)).toEqual({ gone: 'hidden', reason: 'It stands on a home' });
			expect((await set(null)).error).toBeNull();
			expect((await read(camera.number))?.history.map(({ kind }) => kind)).toEqual([
				'reported',
				'hidden',
				'restored'
			]);
		});
	});

	describe('the guard in the database', () => {
		test('a solved challenge is good once, also in parallel', async () => {
			const challenge = { p_challenge_hash: randomUUID(), p_challenge_expires_at: '2099-01-01T00:00:00Z' };
			const answers = await Promise.all(
				Array.from({ length: 8 }, () => send({ ...somewhere(), ...challenge }))
			);
			expect(answers.filter(({ error }) => !error)).toHaveLength(1);
			expect(new Set(answers.map(({ error }) => error?.code ?? 'taken'))).toEqual(
				new Set(['taken', 'PT428'])
			);
		});

		test('a refused report spends neither challenge nor count', async () => {
			const challenge = { p_challenge_hash: randomUUID(), p_network_keys: [`net ${randomUUID()}`] };
			await send({ ...somewhere(), ...challenge, p_type: 'drone' });
			await report({ ...somewhere(), ...challenge });
			const { data } = await database().service.rpc('network_acts', {
				p_network_keys: challenge.p_network_keys
			});
			expect(data).toBe(1);
		});

		test("yesterday's and today's counters are one limit", async () => {
			const [today, yesterday] = [randomUUID(), randomUUID()];
			await database().sql(
				`insert into private.counters (key, used, expires_at) values ($1, 20, now() + interval '1 hour'), ($2, 20, now() + interval '1 hour')`,
				[today, yesterday]
			);
			const { error } = await send({ ...somewhere(), p_network_keys: [today, yesterday] });
			expect(error?.code).toBe('PT429');
			expect(JSON.parse(error?.details ?? '')).toHaveProperty('retry_after_s');
		});

		test('30 plain forms in an hour, for the whole site', async () => {
			const plain = { p_plain_key: randomUUID() };
			for (let sent = 0; sent < 30; sent++) await report({ ...somewhere(), ...plain });
			expect((await send({ ...somewhere(), ...plain })).error?.message).toBe('plain_limit');
		});
	});

	describe('what is kept', () => {
		test('events cannot be changed, removed or emptied by any role but the owner', async () => {
			for (const role of ['anon', 'authenticated', 'service_role']) {
				for (const act of [
					`update public.camera_events set day = day`,
					'delete from public.camera_events',
					'truncate public.camera_events'
				]) {
					const attempt = database().sql(`do $$ begin set local role ${role}; ${act}; end $$`);
					await expect(attempt, `${role}: ${act}`).rejects.toThrow(/permission denied/);
				}
			}
		});

		test('every event is a salted line with the record as it was', async () => {
			const { camera } = await report({ ...somewhere(), p_type: 'dome' });
			const [event] = await database().sql<{ salt: string; public_line: string }>(
				'select salt, public_line from public.camera_events where camera_number = $1',
				[camera.number]
			);
			expect(event?.salt).toMatch(/^[0-9a-f]{32}$/);
			expect(JSON.parse(event?.public_line ?? '')).toMatchObject({
				camera: encodeCameraId(camera.number),
				event: 'reported',
				record: { type: 'dome', state: 'reported' }
			});
		});

		test('what has served is deleted', async () => {
			const { camera } = await report({
				...somewhere(),
				p_note: 'a note',
				p_key_hash: randomUUID(),
				p_body_hash: 'x',
				p_challenge_hash: randomUUID(),
				p_network_keys: [randomUUID()]
			});
			await database().service.rpc('complain', {
				p_number: camera.number,
				p_kind: 'wrong',
				p_message: 'a message'
			});
			await database().sql(`select private.tick(now() + interval '91 days')`);
			for (const table of [
				'public.report_notes',
				'private.withdrawals',
				'private.idempotency_keys',
				'private.spent_challenges',
				'private.counters',
				'private.publication_queue'
			]) {
				const left = await count(database(), table);
				// The challenge of another test is good until 2099.
				expect(left, table).toBe(table === 'private.spent_challenges' ? 1 : 0);
			}
			const [messages] = await database().sql<{ n: number }>(
				'select count(message)::int as n from public.complaints'
			);
			expect(messages?.n).toBe(0);
		});

		test('no table has a column for an address, and reports hold days, never times', async () => {
			const columns = await database().sql<{ name: string; type: string }>(`
				select table_name || '.' || column_name as name, data_type as type from information_schema.columns
				where table_schema in ('public', 'private')`);
			expect(columns.filter(({ type }) => type === 'inet' || type === 'cidr')).toEqual([]);
			const times = columns.filter(({ type }) => type.startsWith('timestamp')).map(({ name }) => name);
			expect(times.sort()).toEqual([
				'counters.expires_at',
				'publication_queue.due_at',
				'spent_challenges.expires_at',
				'withdrawals.expires_at'
			]);
		});
	});

	describe('a download', () => {
		const everything = async (version: number, args: Record<string, unknown> = {}) => {
			const found: { number: number; state: string }[] = [];
			for (let after: number | null = -1; after !== null;) {
				const { data } = await database().anon.rpc('cameras_page', {
					p_version: version,
					p_after: after,
					p_limit: 7,
					...args
				} as never);
				const page = data as unknown as { cameras: typeof found; next: number | null };
				found.push(...page.cameras);
				after = page.next;
			}
			return found;
		};
		const version = async () =>
			((await database().anon.rpc('overview')).data as unknown as { version: number }).version;

		test('shows one version, although cameras change and appear while it runs', async () => {
			const { camera } = await report(somewhere());
			const then = await version();
			await database().service.rpc('set_camera_state', { p_number: camera.number, p_state: 'verified' });
			const { camera: newer } = await report(somewhere());
			const old = await everything(then);
			expect(old.find(({ number }) => number === camera.number)?.state).toBe('reported');
			expect(old.some(({ number }) => number === newer.number)).toBe(false);
			const current = await everything(await version());
			expect(current.find(({ number }) => number === camera.number)?.state).toBe('verified');
			expect(current).toEqual([...current].sort((a, b) => a.number - b.number));
		});

		test('leaves out at once what was hidden since', async () => {
			const { camera } = await report(somewhere());
			const then = await version();
			await database().service.rpc('set_camera_state', {
				p_number: camera.number,
				p_state: 'hidden',
				p_reason: 'x'
			});
			expect((await everything(then)).some(({ number }) => number === camera.number)).toBe(false);
		});

		test('filters by box, state, type, operator and day', async () => {
			const place = somewhere();
			const { camera } = await report({ ...place, p_type: 'plate_reader', p_operator: 'transport' });
			const box = [place.p_lng - 0.0001, place.p_lat - 0.0001, place.p_lng + 0.0001, place.p_lat + 0.0001];
			const now = await version();
			const numbers = async (args: Record<string, unknown>) =>
				(await everything(now, args)).map(({ number }) => number);
			expect(await numbers({ p_bbox: box })).toEqual([camera.number]);
			expect(await numbers({ p_bbox: box, p_types: ['dome'] })).toEqual([]);
			expect(await numbers({ p_types: ['plate_reader'], p_operators: ['transport'] })).toEqual([
				camera.number
			]);
			expect(await numbers({ p_states: ['removed'] })).toEqual([]);
			expect(await numbers({ p_since: '2999-01-01' })).toEqual([]);
		});

		test('and the list finds by the beginning of an id, and by nothing that is none', async () => {
			const { camera } = await report(somewhere());
			const id = encodeCameraId(camera.number);
			const found = async (p_query: string) =>
				(await database().anon.rpc('cameras_list', { p_query, p_limit: 1000 })).data as unknown as {
					total: number;
					cameras: { number: number }[];
				};
			for (const length of [1, 4, 9, 10]) {
				const { total, cameras } = await found(id.slice(0, length));
				expect(cameras.map(({ number }) => number)).toContain(camera.number);
				expect(cameras).toHaveLength(total);
				for (const { number } of cameras)
					expect(encodeCameraId(number).startsWith(id.slice(0, length))).toBe(true);
			}
			for (const none of ['U', `${id}0`, '%', '_', "'"]) expect((await found(none)).total, none).toBe(0);
		});

		test('and the counts by state are what it holds', async () => {
			const { data } = await database().anon.rpc('overview');
			const { counts, total } = data as unknown as { counts: Record<string, number>; total: number };
			const held = await everything(await version());
			expect(total).toBe(held.length);
			for (const state of states)
				expect(counts[state], state).toBe(held.filter((one) => one.state === state).length);
		});
	});
});
