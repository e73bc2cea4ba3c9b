import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { at, refusal, reviewing, type Contributor } from '../support/contributors.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

/** What a title is made from. */
interface Titled {
	number: number;
	type: string;
	lng: number;
	lat: number;
	municipality: string | null;
}
interface Desk {
	reported: { number: number }[];
	disputed: { number: number; confirmations: number; disputes: number }[];
	hidden: { camera: Titled; reason: string; merged_into: Titled | null }[];
	complaints: { id: string; camera: Titled; message: string | null }[];
	notes: { camera: Titled; note: string }[];
	bursts: { people: { camera: Titled; verdict: string; people: number }[]; networks: { acts: number }[] };
}

describeEngines('the desk', (database) => {
	const { report, read } = verbs(database);
	const { contributor, review } = reviewing(database);
	const camera = async () => (await report(somewhere())).camera.number;
	const act = async (
		{ id, salt }: Contributor,
		number: number,
		verb: string,
		more: (string | number)[] = []
	) =>
		database().sql(
			`select private.moderate($1::timestamptz, $2::uuid, $3, $4::bigint, $5, p_reason => $6, p_into => $7::bigint)`,
			[at(1), id, salt, number, verb, verb === 'hide' ? more[0] : null, verb === 'merge' ? more[0] : null]
		);
	const desk = async ({ id }: Contributor): Promise<Desk> => {
		const [row] = await database().sql<{ desk: Desk }>(
			'select private.desk($1::timestamptz, $2::uuid) as desk',
			[at(1), id]
		);
		return row!.desk;
	};

	test('hides with a public reason and restores; both are events, and a contributor may do neither', async () => {
		const [moderator, other] = [await contributor({ moderator: true }), await contributor({ trusted: true })];
		const number = await camera();
		expect(await refusal(act(other, number, 'hide', ['on a home']))).toBe('PT403 no_moderator');
		expect(await refusal(act({ ...other, id: randomUUID() }, number, 'hide', ['x']))).toBe(
			'PT401 no_contributor'
		);
		expect(await refusal(act(moderator, number, 'hide', [' ']))).toBe('PT422 invalid_report');
		expect(await refusal(act(moderator, number, 'hide', ['x'.repeat(201)]))).toBe('PT422 invalid_report');
		expect(await refusal(act(moderator, number, 'burn'))).toBe('PT422 invalid_report');
		expect(await refusal(act(moderator, number, 'restore'))).toBe('PT409 not_hidden');
		expect(await refusal(act(moderator, 1, 'hide', ['x']))).toBe('PT404 unknown_camera');
		await act(moderator, number, 'hide', ['on a home']);
		expect(await read(number)).toEqual({ gone: 'hidden', reason: 'on a home' });
		expect((await desk(moderator)).hidden).toMatchObject([
			{
				camera: {
					number,
					type: 'unknown',
					lng: expect.any(Number),
					lat: expect.any(Number),
					municipality: null
				},
				reason: 'on a home',
				merged_into: null
			}
		]);
		await act(moderator, number, 'restore');
		expect((await read(number))?.history.map(({ kind }) => kind)).toEqual(['reported', 'hidden', 'restored']);
		expect(await refusal(desk(other))).toBe('PT403 no_moderator');
	});

	test('merges: the merged leads to the other, and who reported either reviews neither', async () => {
		const moderator = await contributor({ moderator: true });
		const reporter = await contributor();
		const [from, into, third] = [await camera(), await camera(), await camera()];
		await database().sql(
			'update public.reports set person = private.person($1, $2::bigint) where camera_number = $2::bigint',
			[reporter.salt, from]
		);
		expect(await refusal(act(moderator, from, 'merge', [from]))).toBe('PT422 invalid_report');
		expect(await refusal(act(moderator, from, 'merge', [5]))).toBe('PT422 invalid_report');
		await act(moderator, from, 'merge', [into]);
		expect(await read(from)).toEqual({ gone: 'merged', into });
		expect((await desk(moderator)).hidden).toMatchObject([
			{ camera: { number: from }, merged_into: { number: into, type: 'unknown' } }
		]);
		expect(await refusal(review(into, reporter, 'present'))).toBe('PT409 own_camera');
		await act(moderator, into, 'merge', [third]);
		expect(await read(from)).toEqual({ gone: 'merged', into: third });
		expect(await refusal(review(third, reporter, 'present'))).toBe('PT409 own_camera');
		await act(moderator, from, 'restore');
		expect((await read(from))?.history.map(({ kind }) => kind)).toEqual([
			...['reported', 'merged', 'merged', 'restored']
		]);
		const lines = await database().sql<{ line: { reason: string } }>(
			`select public_line::jsonb as line from public.camera_events where camera_number = $1::bigint and kind = 'merged'
			order by version`,
			[from]
		);
		expect(lines.map(({ line }) => line.reason)).toEqual([into, third].map(encodeCameraId));
	});

	test('leaves a moderator no act on a camera that they reported, nor more acts than a day has', async () => {
		const moderator = await contributor({ moderator: true });
		const number = await camera();
		await database().sql(
			'update public.reports set person = private.person($1, $2::bigint) where camera_number = $2::bigint',
			[moderator.salt, number]
		);
		expect(await refusal(act(moderator, number, 'hide', ['x']))).toBe('PT409 own_camera');
		expect(await refusal(act(moderator, await camera(), 'merge', [number]))).toBe('PT409 own_camera');
		await database().sql(
			`insert into private.counters (key, used, expires_at) values ('desk ' || $1 || ' 2026-01-02', 100, '2027-01-01')`,
			[moderator.id]
		);
		expect(await refusal(act(moderator, await camera(), 'hide', ['x']))).toBe('PT429 desk_limit');
	});

	test('shows what waits, closes complaints and opens them again', async () => {
		const moderator = await contributor({ moderator: true });
		const { camera: made } = await report({ ...somewhere(), note: 'behind the kiosk' });
		await database().sql(`select private.complain($1::timestamptz, $2::bigint, 'wrong', 'not there')`, [
			at(1),
			made.number
		]);
		const before = await desk(moderator);
		expect(before.reported.map(({ number }) => number)).toContain(made.number);
		expect(before.notes).toContainEqual({
			id: expect.any(String),
			camera: expect.objectContaining({ number: made.number, lng: made.lng, lat: made.lat }),
			note: 'behind the kiosk',
			delete_on: expect.any(String)
		});
		// Of what waits nothing is shown: it would say that somebody stands there now.
		const pending = await report({ ...somewhere(), note: 'I stand here', publish: 'later' });
		const seen = await report({ ...somewhere(), note: 'seen' });
		await report({
			lng: seen.camera.lng,
			lat: seen.camera.lat,
			same_as: seen.camera.number,
			note: 'I stand here too',
			publish: 'later'
		});
		const { notes } = await desk(moderator);
		expect(notes.map(({ camera: { number } }) => number)).not.toContain(pending.camera.number);
		expect(notes.filter(({ camera: { number } }) => number === seen.camera.number)).toMatchObject([
			{ note: 'seen' }
		]);
		const complaint = before.complaints.find(({ camera: { number } }) => number === made.number)!;
		expect(complaint.message).toBe('not there');
		const close = (closed: boolean) =>
			database().sql('select private.close_complaint($1::timestamptz, $2::uuid, $3::uuid, $4)', [
				at(1),
				moderator.id,
				complaint.id,
				closed
			]);
		await close(true);
		expect((await desk(moderator)).complaints).toEqual([]);
		await close(false);
		expect((await desk(moderator)).complaints).toHaveLength(1);
	});

	test('shows bursts: new people who agree on a camera, and a busy network', async () => {
		const moderator = await contributor({ moderator: true });
		const number = await camera();
		for (let n = 0; n < 3; n++) await review(number, await contributor(), 'present', 1);
		const busy = await contributor();
		for (let n = 0; n < 5; n++) {
			await review(await camera(), busy, 'present', 1, ", false, 'now', array['net busy']");
		}
		const { bursts } = await desk(moderator);
		expect(bursts.people).toContainEqual({
			camera: expect.objectContaining({ number, type: 'unknown' }),
			verdict: 'present',
			people: 3,
			new_people: 3
		});
		expect(bursts.networks).toMatchObject([{ acts: 5, cameras: Array(5).fill({ type: 'unknown' }) }]);
		expect(JSON.stringify(bursts)).not.toContain('net busy');
	});

	test('pages through all that is not dealt with, forward and back, while rows leave', async () => {
		const moderator = await contributor({ moderator: true });
		await database().sql(
			`insert into public.surveys (id, shape, ground, looked_on, method, received_on, is_published)
			select gen_random_uuid(), 'area', extensions.st_makeenvelope(457000 + n, 4962000, 457050 + n, 4962050, 32634),
				'2026-01-01', 'on_foot', '2026-01-01'::date + n / 40, true
			from generate_series(1, 130) n`
		);
		interface Page {
			count: number;
			rows: { id: string }[];
			before: string | null;
			after: string | null;
		}
		const page = async (list: string, place: string | null, isBack = false): Promise<Page> => {
			const [row] = await database().sql<{ page: Page }>(
				'select private.desk_list($1::timestamptz, $2::uuid, $3, $4, $5) as page',
				[at(9), moderator.id, list, place, isBack]
			);
			return row!.page;
		};
		const first = await page('surveys', null);
		expect(first).toMatchObject({ count: 130, before: null });
		expect(first.rows).toHaveLength(50);
		// What has been read leaves the list; nothing is passed over.
		await database().sql('update public.surveys set is_published = false where id = any ($1::uuid[])', [
			first.rows.slice(0, 30).map(({ id }) => id)
		]);
		const second = await page('surveys', first.after);
		const third = await page('surveys', second.after);
		expect(third.after).toBeNull();
		const ids = [...first.rows, ...second.rows, ...third.rows].map(({ id }) => id);
		expect(new Set(ids).size).toBe(130);
		const back = await page('surveys', third.before, true);
		expect(back.rows).toEqual(second.rows);
		expect((await page('surveys', back.before, true)).rows).toEqual(first.rows.slice(30));
		for (const list of ['reported', 'disputed', 'hidden', 'complaints', 'notes', 'waiting', 'taken_back']) {
			const { count, rows } = await page(list, null);
			expect(rows.length, list).toBe(Math.min(count, 50));
		}
		for (const place of [
			'x',
			'1~x',
			'2026-13-01~00000000-0000-0000-0000-000000000000',
			'9'.repeat(20) + '~1'
		]) {
			expect(await refusal(page('surveys', place)), place).toBe('PT422 invalid_report');
		}
		expect(await refusal(page('accounts', null))).toBe('PT422 invalid_report');
	});
});
