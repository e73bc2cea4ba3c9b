import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

describeEngines('what happens to a record', (database) => {
	const { report, read, count } = verbs(database);

	describe('publication', () => {
		test('later: neither cameras in memory nor duplicates know of it until its time', async () => {
			const place = somewhere();
			const { camera, published } = await report({ ...place, publish: 'later' });
			expect(published).toBe(false);
			const { anon } = database();
			expect(await read(camera.number)).toBeNull();
			expect((await anon.rpc('cameras_near', { p_lng: place.lng, p_lat: place.lat })).data).toEqual([]);
			const lines = await database().service.rpc('cameras_lines', { p_after: -1, p_limit: 10000 });
			expect(lines.data).not.toContain(String(camera.number));
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
			const { camera } = await report({ ...place, observed_on: '2026-01-01' });
			await report({ ...place, same_as: camera.number, observed_on: '2026-03-01', publish: 'later' });
			expect((await read(camera.number))?.camera.observed_on).toBe('2026-01-01');
			await database().sql(`select private.tick(now() + interval '25 hours')`);
			expect((await read(camera.number))?.camera.observed_on).toBe('2026-03-01');
		});

		test('what is due is published once, however many processes ask', async () => {
			const { camera } = await report({ ...somewhere(), publish: 'later' });
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
			const { camera, report_id } = await report({ ...place, note: 'gone with it' });
			expect((await withdraw(report_id)).data).toMatchObject({ camera_gone: true });
			expect(await read(camera.number)).toEqual({ gone: 'withdrawn', reason: null });
			expect(
				(await database().anon.rpc('cameras_near', { p_lng: place.lng, p_lat: place.lat })).data
			).toEqual([]);
			const [notes] = await database().sql<{ n: number }>(
				'select count(*)::int as n from public.report_notes where report_id = $1',
				[report_id]
			);
			expect(notes?.n).toBe(0);
			expect((await withdraw(report_id)).error?.code).toBe('PT410');
		});

		test('one that others reported too stays', async () => {
			const place = somewhere();
			const first = await report({ ...place, observed_on: '2026-03-01' });
			await report({ ...place, same_as: first.camera.number, observed_on: '2026-01-01' });
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
			const { camera } = await report({ ...somewhere(), type: 'dome' });
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
			const { camera } = await report(
				{ ...somewhere(), note: 'a note', key_hash: randomUUID(), body_hash: 'x' },
				{ challenge_hash: randomUUID(), network_keys: [randomUUID()] }
			);
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
				expect(await count(table), table).toBe(0);
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
				'held_reports.show_at',
				'publication_queue.due_at',
				'review_queue.due_at',
				'spent_challenges.expires_at',
				'survey_queue.due_at',
				'survey_withdrawals.expires_at',
				'turns.hour',
				'withdrawals.expires_at'
			]);
		});
	});
});
