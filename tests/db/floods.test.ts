import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { at, refusal, reviewing, type Contributor } from '../support/contributors.ts';
import { describeEngines } from '../support/engines.ts';
import { verbs, type SentReport } from '../support/record.ts';

interface Flood {
	count: number;
	spared: Record<string, number>;
	shown: string;
	rows: { number: number }[];
	after: string | number | null;
}
type Position = [lng: number, lat: number];

/** The first day of `at`, and others. */
const day = (n: number) => at(n).slice(0, 10);
let places = 0;
/** Cameras of one test lie within 2 km; those of another at least 11 km away. */
const somewhere = (): Position => [20 + (places % 5) * 0.2, 44.25 + (Math.floor(places++ / 5) % 9) * 0.1];
const circle = ([lng, lat]: Position) => JSON.stringify({ circle: [lng, lat, 5000] });

describeEngines('a flood', (database) => {
	const { contributor, review } = reviewing(database);
	const sql = <T>(statement: string, parameters?: unknown[]) => database().sql<T>(statement, parameters);
	const json = async <T>(expression: string, parameters: unknown[]): Promise<T> =>
		(await sql<{ said: T }>(`select ${expression} as said`, parameters))[0]!.said;
	const { reportAt } = verbs(database);
	const report = ([lng, lat]: Position, on: number, more: SentReport = {}) =>
		reportAt(at(on), { lng, lat, another_camera: true, ...more });
	/** Reports of a day, 20 m from each other. */
	async function reports(n: number, [lng, lat]: Position, on: number): Promise<number[]> {
		const numbers = [];
		for (let i = 0; i < n; i++) numbers.push((await report([lng + i * 0.00026, lat], on)).camera.number);
		return numbers;
	}
	const shown = (kind: string, from: number, to: number, area: string, more = ''): Promise<Flood> =>
		json(`private.flood($1, $2::date, $3::date, $4${more})`, [kind, day(from), day(to), area]);
	const takeBack = (
		kind: string,
		[from, to]: [number, number],
		area: string,
		token: string,
		more = ''
	): Promise<{ id: string; entries: number }> =>
		json(`private.take_back($1::timestamptz, $2, $3::date, $4::date, $5, $6, 'A flood'${more})`, [
			at(to),
			kind,
			day(from),
			day(to),
			area,
			token
		]);
	const undo = (id: string, on: number): Promise<{ restored: number }> =>
		json('private.undo_take_back($1::timestamptz, $2::uuid)', [at(on), id]);
	const states = async (numbers: number[]) =>
		(
			await sql<{ state: string }>(
				'select state::text from public.cameras where number = any ($1::bigint[]) order by array_position($1::bigint[], number)',
				[numbers]
			)
		).map(({ state }) => state);
	const setState = (number: number, state: string | null, on: number, reason: string | null = null) =>
		json('private.set_camera_state($1::timestamptz, $2::bigint, $3, $4)', [at(on), number, state, reason]);
	/** What has to be true of the record, whatever was done. */
	async function expectWhole() {
		const [row] = await sql<{ counts: boolean; versions: boolean; leaves: boolean; due: boolean }>(`select
			(select bool_and(s.cameras = (select count(*) from public.cameras c where c.state = s.state
				and private.is_visible(c))) from private.state_counts s where s.state <> 'hidden') as counts,
			(select max(e.version) = (select value from private.version) and count(*) = count(distinct e.version)
				from public.camera_events e) as versions,
			(select bool_and(e.leaf = private.leaf(e.salt, e.public_line)) from public.camera_events e
				where e.salt is not null) as leaves,
			(select count(*) = 0 from public.cameras c where c.version is not null and not exists (
				select from private.coverage_due_cameras d where d.camera_number = c.number)) as due`);
		expect(row).toEqual({ counts: true, versions: true, leaves: true, due: true });
	}

	test('is shown before it is taken back, as one act, and undone as one; what others confirmed is spared', async () => {
		const [place, elsewhere] = [somewhere(), somewhere()];
		const [before] = await reports(1, [place[0], place[1] + 0.01], 1);
		const [away] = await reports(1, elsewhere, 3);
		const flood = await reports(8, place, 3);
		const [confirmed, seen, verified, faint] = await reports(4, [place[0], place[1] + 0.005], 4);
		await review(confirmed!, await contributor({ trusted: true }), 'present', 4);
		await review(faint!, await contributor(), 'present', 4);
		await report([place[0] + 0.00026, place[1] + 0.005], 5, { same_as: seen });
		await setState(verified!, 'verified', 4);
		await setState(flood[1]!, 'disputed', 4);

		const first = await shown('reports', 3, 4, circle(place));
		expect(first).toMatchObject({ count: 8, spared: { confirmed: 3, seen: 1 } });
		expect(first.rows.map(({ number }) => number).sort()).toEqual(flood.toSorted());
		// What changes after it was shown is left alone.
		await setState(flood[7]!, 'verified', 4);
		await setState(flood[7]!, 'reported', 4);
		const done = await takeBack('reports', [3, 4], circle(place), first.shown);
		expect(done.entries).toBe(7);
		expect(await states(flood)).toEqual([...Array<string>(7).fill('hidden'), 'reported']);
		expect(await states([before!, away!, confirmed!, seen!, verified!, faint!])).toEqual([
			'reported',
			'reported',
			'reported',
			'reported',
			'verified',
			'reported'
		]);
		await expectWhole();
		// An event each, as hiding one writes it.
		const single = (await reports(1, somewhere(), 4))[0]!;
		await setState(single, 'hidden', 4, 'A flood');
		const lines = await sql<{ number: number; line: Record<string, unknown> }>(
			`select camera_number::float8 as number, public_line::jsonb - 'camera' as line from public.camera_events
			where kind = 'hidden' and camera_number = any ($1::bigint[])`,
			[[...flood, single]]
		);
		expect(lines).toHaveLength(8);
		expect(new Set(lines.map(({ line }) => JSON.stringify(line))).size).toBe(1);

		// Exactly those come back: not what was hidden for another reason, or erased, since.
		await setState(flood[2]!, null, 5);
		await setState(flood[2]!, 'hidden', 5, 'on a home');
		await sql(`select private.erase_camera($1::timestamptz, $2::bigint, 'a court said so')`, [
			at(5),
			flood[3]
		]);
		expect(await undo(done.id, 6)).toMatchObject({ restored: 5 });
		expect(await states(flood)).toEqual([
			'reported',
			'disputed',
			'hidden',
			'hidden',
			...Array<string>(4).fill('reported')
		]);
		await sql('update public.camera_events set leaf = leaf where salt is null');
		const [restored] = await sql<{ line: unknown; record: unknown }>(
			`select e.public_line::jsonb -> 'record' as line, private.public_record(c) as record
			from public.camera_events e join public.cameras c on c.number = e.camera_number
			where e.kind = 'restored' and c.number = $1::bigint`,
			[flood[1]]
		);
		expect(restored?.line).toEqual(restored?.record);
		expect(await refusal(undo(done.id, 6))).toBe('PT409 flood_undone');
		expect(await refusal(undo(randomUUID(), 6))).toBe('PT404 not_found');
	});

	test('that confirms itself is taken back by a strict act; an entry that is named is kept', async () => {
		const place = somewhere();
		const [plain, faint, seen, trusted, later] = await reports(5, place, 10);
		for (let n = 0; n < 4; n++) await review(faint!, await contributor(), 'present', 10);
		expect(await states([faint!])).toEqual(['verified']);
		await review(trusted!, await contributor({ trusted: true }), 'present', 10);
		await report([place[0] + 2 * 0.00026, place[1]], 10, { same_as: seen });
		await report([place[0] + 4 * 0.00026, place[1]], 11, { same_as: later });
		expect(await shown('reports', 10, 10, circle(place))).toMatchObject({
			count: 1,
			spared: { confirmed: 2, seen: 2 }
		});
		const strict = `, p_is_strict => true, p_kept => array[${plain}]::bigint[]`;
		const flood = await shown('reports', 10, 10, circle(place), strict);
		expect(flood).toMatchObject({ count: 2, spared: { confirmed: 1, seen: 1, kept: 1 } });
		const done = await takeBack('reports', [10, 10], circle(place), flood.shown, strict);
		expect(await states([plain!, faint!, seen!, trusted!, later!])).toEqual([
			'reported',
			'hidden',
			'hidden',
			'reported',
			'reported'
		]);
		await undo(done.id, 10);
		expect(await states([faint!, seen!])).toEqual(['verified', 'reported']);
		await expectWhole();
	});

	test('is a moderator’s, a few times a day, never with what they reported; anybody else is refused', async () => {
		const moderator = await contributor({ moderator: true });
		const place = somewhere();
		const [own] = await reports(1, place, 20);
		await sql(
			`update public.reports set person = private.person($1, camera_number) where camera_number = $2::bigint`,
			[moderator.salt, own]
		);
		const ask = ({ id, salt }: Contributor, verb: string, more: string) =>
			json<Flood>(`public.${verb}($1::uuid, $2, 'reports', $3::date, $3::date, $4${more})`, [
				id,
				salt,
				day(20),
				circle(place)
			]);
		const other = await contributor({ trusted: true });
		expect(await refusal(ask(other, 'desk_flood', ''))).toBe('PT403 no_moderator');
		expect(await refusal(ask(other, 'desk_take_back', `, '1', 'x'`))).toBe('PT403 no_moderator');
		expect(await refusal(json('public.desk_undo_take_back($1::uuid, $1::uuid)', [other.id]))).toBe(
			'PT403 no_moderator'
		);
		expect(await ask(moderator, 'desk_flood', '')).toMatchObject({ count: 0, spared: { own: 1 } });
		const token = (await ask({ ...moderator, salt: other.salt }, 'desk_flood', '')).shown;
		expect(await refusal(ask(moderator, 'desk_take_back', `, '${token}', 'x'`))).toBe('PT409 flood_changed');
		expect(await refusal(ask(moderator, 'desk_take_back', `, '${token}', ' '`))).toBe('PT422 invalid_report');
		await sql(
			`insert into private.counters (key, used, expires_at) values ('take_back ' || $1 || ' ' || private.day(now()), 5, now() + interval '1 hour')`,
			[moderator.id]
		);
		expect(await refusal(ask(moderator, 'desk_take_back', `, '${token}', 'x'`))).toBe('PT429 desk_limit');
	});

	test.each([
		['a kind', `'cameras', '2026-01-01', '2026-01-01', '{"circle":[20,44,10]}'`],
		['days in their order', `'reports', '2026-01-02', '2026-01-01', '{"circle":[20,44,10]}'`],
		['days', `'reports', null, null, '{"circle":[20,44,10]}'`],
		['an area', `'reports', '2026-01-01', '2026-01-01', null`],
		['a known municipality', `'reports', '2026-01-01', '2026-01-01', '{"municipality":"nowhere"}'`],
		['a circle', `'reports', '2026-01-01', '2026-01-01', '{"circle":[20,44]}'`],
		['numbers', `'reports', '2026-01-01', '2026-01-01', '{"box":["a","b","c","d"]}'`],
		['a box that is one', `'reports', '2026-01-01', '2026-01-01', '{"box":[21,44,20,45]}'`],
		['a radius', `'reports', '2026-01-01', '2026-01-01', '{"circle":[20,44,1e9]}'`],
		['an object', `'reports', '2026-01-01', '2026-01-01', '[]'`],
		['JSON', `'reports', '2026-01-01', '2026-01-01', '{nonsense}'`],
		['a place in the list', `'reports', '2026-01-01', '2026-01-01', '{"circle":[20,44,10]}', p_at => 'x'`]
	])('needs %s', async (_, given) => {
		expect(await refusal(json(`private.flood(${given})`, []))).toBe('PT422 invalid_report');
	});

	test('of surveys is taken back and undone too; one that was put back by itself stays', async () => {
		const [lng, lat] = somewhere();
		const send = async (on: number) =>
			(
				await json<{ survey_id: string }>(
					`private.record_survey($1::timestamptz, gen_random_uuid(), $2, $3::date, 'on_foot')`,
					[
						at(on),
						JSON.stringify({
							type: 'LineString',
							coordinates: [
								[lng, lat],
								[lng + 0.001, lat]
							]
						}),
						day(on)
					]
				)
			).survey_id;
		const moderator = await contributor({ moderator: true });
		const earlier = await send(29);
		const surveys = [await send(30), await send(30), await send(31)];
		const removed = async () =>
			(
				await sql<{ id: string }>('select id from public.surveys where removed_on is not null order by id')
			).map(({ id }) => id);
		const flood = await shown('surveys', 30, 31, circle([lng, lat]));
		expect(flood.count).toBe(3);
		const late = await send(31);
		expect(await refusal(takeBack('surveys', [30, 31], circle([lng, lat]), flood.shown))).toBe(
			'PT409 flood_changed'
		);
		const again = await shown('surveys', 30, 31, circle([lng, lat]));
		const done = await takeBack('surveys', [30, 31], circle([lng, lat]), again.shown);
		expect(await removed()).toEqual([...surveys, late].toSorted());
		expect(await removed()).not.toContain(earlier);
		for (const isRemoved of [false, true]) {
			await sql('select private.remove_survey($1::timestamptz, $2::uuid, $3::uuid, $4)', [
				at(31),
				moderator.id,
				late,
				isRemoved
			]);
		}
		expect(await undo(done.id, 31)).toMatchObject({ restored: 3 });
		expect(await removed()).toEqual([late]);
	});
});

describeEngines('a report beside a hidden entry', (database) => {
	const { contributor } = reviewing(database);
	const sql = <T>(statement: string, parameters?: unknown[]) => database().sql<T>(statement, parameters);
	const json = async <T>(expression: string, parameters: unknown[]): Promise<T> =>
		(await sql<{ said: T }>(`select ${expression} as said`, parameters))[0]!.said;
	const { reportAt } = verbs(database);
	const report = ([lng, lat]: Position, on: number, more: SentReport = {}) =>
		reportAt(at(on), { lng, lat, ...more });
	const hide = (number: number) =>
		json(`private.set_camera_state($1::timestamptz, $2::bigint, 'hidden', 'on a home')`, [at(1), number]);
	const waiting = async ({ id }: Contributor, on: number) =>
		(
			await json<{
				waiting: { id: string; note: string | null; hidden: { camera: { number: number } }[] }[];
			}>('private.desk($1::timestamptz, $2::uuid)', [at(on), id])
		).waiting;
	const decide = ({ id, salt }: Contributor, reportId: string, act: string, on = 2) =>
		json('private.decide_report($1::timestamptz, $2::uuid, $3, $4::uuid, $5)', [
			at(on),
			id,
			salt,
			reportId,
			act
		]);
	const isPublic = async (number: number) =>
		(await sql(`select from private.camera_lines where number = $1::bigint`, [number])).length === 1;
	/** A position 10 m from an entry that was hidden, and its number. */
	async function hidden(): Promise<{ beside: Position; number: number }> {
		const [lng, lat] = somewhere();
		const { camera } = await report([lng, lat], 1);
		await hide(camera.number);
		return { beside: [lng, lat + 0.00009], number: camera.number };
	}

	test('is taken and waits; a moderator publishes it, nobody else', async () => {
		const { beside, number } = await hidden();
		const moderator = await contributor({ moderator: true });
		const said = { note: 'a real one', key_hash: 'k'.repeat(20), body_hash: 'b' };
		const sent = await report(beside, 2, said);
		expect(sent).toMatchObject({ published: false, waits_for_moderator: true });
		expect(await isPublic(sent.camera.number)).toBe(false);
		// Sent again, it says the same; the next one there is no duplicate of it.
		expect(await report(beside, 2, said)).toMatchObject({
			report_id: sent.report_id,
			waits_for_moderator: true
		});
		const answer = JSON.stringify(sent);
		expect(answer).not.toContain(String(number));
		expect(answer).not.toContain('home');
		expect(await waiting(moderator, 2)).toMatchObject([
			{ id: sent.report_id, note: 'a real one', hidden: [{ camera: { number } }] }
		]);
		expect(await refusal(decide(await contributor(), sent.report_id, 'publish'))).toBe('PT403 no_moderator');
		expect(await refusal(decide(moderator, sent.report_id, 'burn'))).toBe('PT422 invalid_report');
		expect(await refusal(decide(moderator, randomUUID(), 'publish'))).toBe('PT404 not_found');
		await decide(moderator, sent.report_id, 'publish');
		expect(await isPublic(sent.camera.number)).toBe(true);
		expect(await waiting(moderator, 2)).toEqual([]);
	});

	test('does not wait beside one that was merged or withdrawn, far from it, or as a sighting of another', async () => {
		const { beside } = await hidden();
		expect(await report([beside[0], beside[1] + 0.0002], 2)).toMatchObject({ waits_for_moderator: false });
		const { beside: second, number } = await hidden();
		const into = (await report(somewhere(), 2)).camera.number;
		await sql(`update public.cameras set merged_into = $1::bigint where number = $2::bigint`, [into, number]);
		const known = await report(second, 2);
		expect(known).toMatchObject({ published: true, waits_for_moderator: false });
		await sql(`update public.cameras set merged_into = null where number = $1::bigint`, [number]);
		expect(await report(second, 3, { same_as: known.camera.number })).toMatchObject({
			published: true,
			waits_for_moderator: false
		});
	});

	test('that asked for a random time is shown to moderators from a random time on', async () => {
		const { beside } = await hidden();
		const moderator = await contributor({ moderator: true });
		const sent = await report(beside, 40, { publish: 'later' });
		await sql(
			`update private.held_reports set show_at = $1::timestamptz + interval '5 hours' where report_id = $2::uuid`,
			[at(40), sent.report_id]
		);
		expect((await waiting(moderator, 40)).map(({ id }) => id)).not.toContain(sent.report_id);
		expect(await refusal(decide(moderator, sent.report_id, 'publish', 40))).toBe('PT404 not_found');
		expect((await waiting(moderator, 41)).map(({ id }) => id)).toContain(sent.report_id);
	});

	test('is refused, and waits again when that is undone; when nobody decides nothing of it stays', async () => {
		const { beside } = await hidden();
		const moderator = await contributor({ moderator: true });
		const sent = await report(beside, 50, { note: 'x' });
		await decide(moderator, sent.report_id, 'refuse', 50);
		expect((await waiting(moderator, 50)).map(({ id }) => id)).not.toContain(sent.report_id);
		expect(await refusal(decide(moderator, sent.report_id, 'refuse', 50))).toBe('PT404 not_found');
		await decide(moderator, sent.report_id, 'wait', 50);
		expect((await waiting(moderator, 50)).map(({ id }) => id)).toContain(sent.report_id);
		const tend = (on: number) => sql('select private.tend_floods($1::timestamptz)', [at(on)]);
		const left = async () =>
			(
				await sql<{ n: number }>(
					`select (select count(*) from public.reports where id = $1::uuid)::int
						+ (select count(*) from public.cameras where number = $2::bigint)::int
						+ (select count(*) from public.report_notes where report_id = $1::uuid)::int as n`,
					[sent.report_id, sent.camera.number]
				)
			)[0]?.n;
		await tend(63);
		expect(await left()).toBe(3);
		await tend(64);
		expect(await left()).toBe(0);
	});

	test('that was sent by the moderator is decided by another, and can be withdrawn', async () => {
		const { beside } = await hidden();
		const moderator = await contributor({ moderator: true });
		const sent = await report(beside, 60);
		await sql(`update public.reports set person = private.person($1, camera_number) where id = $2::uuid`, [
			moderator.salt,
			sent.report_id
		]);
		expect(await refusal(decide(moderator, sent.report_id, 'publish', 60))).toBe('PT409 own_camera');
		await sql('select private.withdraw_report($1::timestamptz, $2::uuid)', [at(60), sent.report_id]);
		expect((await waiting(moderator, 61)).map(({ id }) => id)).not.toContain(sent.report_id);
	});
});
