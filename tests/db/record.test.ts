import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { states } from '../../src/lib/camera/vocabulary.ts';
import * as vocabulary from '../../src/lib/camera/vocabulary.ts';
import { settingKeys } from '../../src/lib/camera/settings.ts';
import { describeEngines } from '../support/engines.ts';
import { guardNames, reportNames, somewhere, verbs, type Outcome } from '../support/record.ts';

describeEngines('the record', (database) => {
	const { send, report, read, count } = verbs(database);

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

	test.each([
		['private.sent_report', reportNames],
		['private.shown_guard', guardNames]
	])('%s has the names that the program sends', async (type, names) => {
		const attributes = await database().sql<{ name: string }>(
			`select a.attname::text as name from pg_type t join pg_attribute a on a.attrelid = t.typrelid
			where t.oid = $1::regtype and a.attnum > 0 and not a.attisdropped`,
			[type]
		);
		expect(attributes.map(({ name }) => name).sort()).toEqual([...names].sort());
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
			type: 'ptz',
			heading_deg: 90,
			capabilities: ['face_recognition'],
			height_m: 6.04,
			start_date: '2019-03',
			observed_on: '2026-11-01',
			note: 'only for moderators'
		});
		expect({ outcome, published, withdraw_seconds }).toEqual({
			outcome: 'created',
			published: true,
			withdraw_seconds: 600
		});
		expect(camera).toMatchObject({
			lng: expect.closeTo(place.lng, 6),
			type: 'ptz',
			height_m: 6,
			start_date: '2019-03',
			state: 'reported'
		});
		const found = await read(camera.number);
		expect(found?.camera).toEqual(camera);
		expect(found?.history).toEqual([{ kind: 'reported', day: expect.any(String), state: 'reported' }]);
		expect(JSON.stringify(found)).not.toContain('moderators');
	});

	test('every field that is wrong is named, once, and nothing is written', async () => {
		const before = await count('public.cameras');
		const { error } = await send({
			lng: 44.8,
			lat: 20.4,
			type: 'drone',
			heading_deg: 360,
			height_m: 31,
			start_date: '2019-02-30',
			capabilities: ['x-ray'],
			observed_on: '2009-12-31',
			note: 'x'.repeat(501),
			publish: 'yesterday'
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
			'start_date: invalid',
			'type: invalid'
		]);
		expect(await count('public.cameras')).toBe(before);
	});

	test.each([
		['2019-13', 'invalid'],
		['in 2019', 'invalid'],
		['0000', 'invalid'],
		['1959-12', 'too_early'],
		['2999', 'in_future'],
		['2019', null],
		['2020-02-29', null]
	])('a camera that stands since %s is refused as: %s', async (start_date, code) => {
		const { error } = await send({ ...somewhere(), start_date });
		expect(error && (JSON.parse(error.details ?? '') as unknown)).toEqual(
			code && [{ field: 'start_date', code }]
		);
	});

	describe('duplicates', () => {
		test('are shown with distance and heading before anything is written', async () => {
			const place = somewhere();
			const first = await report({ ...place, heading_deg: 90, type: 'fixed' });
			const near = { lng: place.lng, lat: place.lat + 0.00008 }; // 8.9 m
			const { error } = await send({ ...near, heading_deg: 105 });
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
			await report({ ...place, heading_deg: 90 });
			const { error } = await send({ ...place, lat: place.lat + north, heading_deg: heading });
			expect(JSON.parse(error?.details ?? '')[0].probable).toBe(probable);
		});

		test('farther than 15 m nothing is asked', async () => {
			const place = somewhere();
			await report(place);
			await report({ ...place, lat: place.lat + 0.00015 }); // 16.7 m
		});

		test('the same: a sighting of that camera, which confirms nothing', async () => {
			const place = somewhere();
			const { camera } = await report({ ...place, observed_on: '2026-01-01' });
			const again = await report({ ...place, same_as: camera.number, observed_on: '2026-02-01' });
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
				const { error } = await send({ ...somewhere(), same_as: same });
				expect(JSON.parse(error?.details ?? '')).toEqual([{ field: 'same_as', code }]);
			}
		});

		test('another camera on the same pole is another camera', async () => {
			const place = somewhere();
			const first = await report(place);
			const second = await report({ ...place, another_camera: true });
			expect(second.camera.number).not.toBe(first.camera.number);
		});

		test('two parallel reports of one camera: one is taken, one is asked', async () => {
			const place = somewhere();
			const answers = await Promise.all([send(place), send({ ...place, lng: place.lng + 0.00005 })]);
			expect(answers.map(({ error }) => error?.code ?? 'taken').sort()).toEqual(['PT409', 'taken']);
		});
	});

	describe('idempotency', () => {
		test('20 parallel sends of one report: one row, one answer', async () => {
			const before = await count('public.reports');
			const args = { ...somewhere(), key_hash: randomUUID(), body_hash: 'body' };
			const answers = await Promise.all(Array.from({ length: 20 }, () => send(args)));
			const outcomes = answers.map(({ data }) => data as unknown as Outcome);
			expect(new Set(outcomes.map(({ report_id }) => report_id)).size).toBe(1);
			expect(outcomes.filter(({ outcome }) => outcome === 'created')).toHaveLength(1);
			expect(await count('public.reports')).toBe((before ?? 0) + 1);
		});

		test('the same key with another body is refused', async () => {
			const key = { key_hash: randomUUID() };
			await report({ ...somewhere(), ...key, body_hash: 'one' });
			const { error } = await send({ ...somewhere(), ...key, body_hash: 'two' });
			expect(error?.code).toBe('PT422');
		});

		test('only what was taken is remembered', async () => {
			const args = { ...somewhere(), key_hash: randomUUID(), body_hash: 'body' };
			expect((await send({ ...args, type: 'drone' })).error?.code).toBe('PT422');
			expect((await report(args)).outcome).toBe('created');
		});
	});

	describe('the guard in the database', () => {
		test('a solved challenge is good once, also in parallel', async () => {
			const challenge = { challenge_hash: randomUUID(), challenge_expires_at: '2099-01-01T00:00:00Z' };
			const answers = await Promise.all(Array.from({ length: 8 }, () => send(somewhere(), challenge)));
			expect(answers.filter(({ error }) => !error)).toHaveLength(1);
			expect(new Set(answers.map(({ error }) => error?.code ?? 'taken'))).toEqual(
				new Set(['taken', 'PT428'])
			);
		});

		test('a refused report spends neither challenge nor count', async () => {
			const challenge = { challenge_hash: randomUUID(), network_keys: [`net ${randomUUID()}`] };
			await send({ ...somewhere(), type: 'drone' }, challenge);
			await report(somewhere(), challenge);
			const { data } = await database().service.rpc('network_acts', {
				p_network_keys: challenge.network_keys
			});
			expect(data).toBe(1);
		});

		test("yesterday's and today's counters are one limit", async () => {
			const [today, yesterday] = [randomUUID(), randomUUID()];
			await database().sql(
				`insert into private.counters (key, used, expires_at) values ($1, 20, now() + interval '1 hour'), ($2, 20, now() + interval '1 hour')`,
				[today, yesterday]
			);
			const { error } = await send(somewhere(), { network_keys: [today, yesterday] });
			expect(error?.code).toBe('PT429');
			expect(JSON.parse(error?.details ?? '')).toHaveProperty('retry_after_s');
		});

		test('30 plain forms in an hour, for the whole site', async () => {
			const plain = { plain_key: randomUUID() };
			for (let sent = 0; sent < 30; sent++) await report(somewhere(), plain);
			expect((await send(somewhere(), plain)).error?.message).toBe('plain_limit');
		});
	});
});
