import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, belgradeDay, type Day } from '../../src/lib/camera/day.ts';
import { fineAreas, strips } from '../support/areas.ts';
import { refusal, reviewing, type Contributor } from '../support/contributors.ts';
import { describeEngines, roundsOf } from '../support/engines.ts';
import { oneGoACall } from '../support/one-go.ts';
import { verbs } from '../support/record.ts';

type Position = [lng: number, lat: number];
interface Recorded {
	outcome: 'created' | 'replayed';
	survey_id: string;
	published: boolean;
	looked_m2: number;
	withdraw_seconds: number;
}

const line = (...coordinates: Position[]) => ({ type: 'LineString', coordinates });
const area = (...corners: Position[]) => ({ type: 'Polygon', coordinates: [[...corners, corners[0]]] });
const degree_m = 111_195;
/** Metres to the east and north of a place. */
const off = ([lng, lat]: Position, east_m: number, north_m: number): Position => [
	lng + east_m / degree_m / Math.cos((lat * Math.PI) / 180),
	lat + north_m / degree_m
];
const days = (from: Date, n: number) => addDays(belgradeDay(from), n);
const noon = (day: Day) => new Date(`${day}T11:00:00Z`);
let places = 0;
/** At least 3 km from every other place of this file. */
const somewhere = (): Position => [20.1 + (places % 12) * 0.05, 44.35 + Math.floor(places++ / 12) * 0.04];

describeEngines('surveys', (database) => {
	const { report, reportUnseen, count } = verbs(database);
	const { contributor } = reviewing(database);
	const sql = <T>(statement: string, parameters?: unknown[]) => database().sql<T>(statement, parameters);
	const now = new Date();
	const today = days(now, 0);

	/** As the owner says what time it is. */
	async function record(drawn: object, fields: Record<string, unknown> = {}, at = now): Promise<Recorded> {
		const named = {
			p_survey_id: randomUUID(),
			p_drawn: JSON.stringify(drawn),
			p_looked_on: days(at, -1),
			p_method: 'on_foot',
			...fields
		};
		const types: Record<string, string> = { p_survey_id: '::uuid', p_looked_on: '::date' };
		const given = Object.keys(named).map((name, n) => `${name} => $${n + 2}${types[name] ?? ''}`);
		const [row] = await sql<{ said: Recorded }>(
			`select private.record_survey($1::timestamptz, ${given.join(', ')}) as said`,
			[at.toISOString(), ...Object.values(named)]
		);
		return row!.said;
	}
	const tend = (at: Date) => sql('select private.tend_surveys($1::timestamptz)', [at.toISOString()]);
	const withdraw = (id: string, at = now) =>
		sql('select private.withdraw_survey($1::timestamptz, $2::uuid)', [at.toISOString(), id]);
	const remove = ({ id }: Contributor, survey: string, removed: boolean) =>
		sql('select private.remove_survey($1::timestamptz, $2::uuid, $3::uuid, $4::boolean)', [
			now.toISOString(),
			id,
			survey,
			removed
		]);
	async function settle(): Promise<void> {
		for (;;) {
			const { data, error } = await database().service.rpc('refresh_coverage');
			expect(error).toBeNull();
			if ((data as unknown as { left: number }).left === 0) return;
		}
	}
	/** What of the cells within about 1.5 km of a place was looked at, in m². */
	async function looked([lng, lat]: Position): Promise<number> {
		await settle();
		const [row] = await sql<{ m2: number }>(
			`select coalesce(sum(c.looked_dm2), 0)::float8 / 100 as m2 from private.coverage c,
				extensions.st_transform(private.point($1, $2)::extensions.geometry, 32634) p
			where abs(c.cell_x * 250 + 125 - extensions.st_x(p)) < 1500 and abs(c.cell_y * 250 + 125 - extensions.st_y(p)) < 1500`,
			[lng, lat]
		);
		return row!.m2;
	}
	/** The months that the cells within about 1.5 km of a place say. */
	async function monthsAt([lng, lat]: Position): Promise<number[]> {
		await settle();
		const rows = await sql<{ month: number }>(
			`select distinct c.looked_month as month from private.coverage c,
				extensions.st_transform(private.point($1, $2)::extensions.geometry, 32634) p
			where abs(c.cell_x * 250 + 125 - extensions.st_x(p)) < 1500
				and abs(c.cell_y * 250 + 125 - extensions.st_y(p)) < 1500 and c.looked_month > 0`,
			[lng, lat]
		);
		return rows.map(({ month }) => month);
	}
	const stored = () =>
		sql(`select cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2, looked_dm2, looked_month from private.coverage
			where ground_dm2 > 0 and (cameras <> '{0,0,0,0}' or watched_dm2 <> array_fill(0, array[56]) or looked_dm2 > 0)
			order by cell_x, cell_y, area_id`);
	async function expectAsRebuilt(): Promise<void> {
		await settle();
		const kept = await stored();
		const { error } = await database().service.rpc('rebuild_coverage');
		expect(error).toBeNull();
		await settle();
		expect(await stored()).toEqual(kept);
	}
	const close = (share: number, measured: number, expected: number) =>
		expect(Math.abs(measured - expected)).toBeLessThanOrEqual(share * expected);
	const strip = (length_m: number) => length_m * 50 + Math.PI * 25 ** 2;
	const circle = Math.PI * 25 ** 2;
	const camera = ([lng, lat]: Position) => reportUnseen({ lng, lat, another_camera: true });
	const state = (number: number, to: string | null) =>
		sql('select private.set_camera_state($1::timestamptz, $2::bigint, $3, $4)', [
			now.toISOString(),
			number,
			to,
			'a home'
		]);

	test('a line counts 25 m to each side, an area as it is drawn; the line itself is not kept', async () => {
		const place = somewhere();
		const walked = await record(line(place, off(place, 600, 0)));
		expect(walked).toMatchObject({ outcome: 'created', published: true, withdraw_seconds: 600 });
		close(0.01, walked.looked_m2, strip(600));
		close(0.01, await looked(place), strip(600));
		const far = somewhere();
		await record(area(far, off(far, 400, 0), off(far, 400, 300), off(far, 0, 300)), { p_method: 'imagery' });
		close(0.01, await looked(far), 400 * 300);
		const [row] = await sql<Record<string, unknown>>('select * from public.surveys where id = $1::uuid', [
			walked.survey_id
		]);
		expect(Object.keys(row!).sort()).toEqual([
			'ground',
			'id',
			'is_published',
			'looked_on',
			'method',
			'received_on',
			'removed_on',
			'shape'
		]);
	});

	test('ground that was looked at twice counts once', async () => {
		const place = somewhere();
		await record(line(off(place, -300, 0), off(place, 300, 0)));
		await record(line(off(place, -300, 0), off(place, 300, 0)), { p_method: 'vehicle' });
		close(0.01, await looked(place), strip(600));
		await record(line(off(place, 0, -300), off(place, 0, 300)));
		close(0.01, await looked(place), 2 * strip(600) - 50 * 50);
	});

	test('never where a camera stands: reported, hidden, restored, corrected, removed', async () => {
		const place = somewhere();
		await record(line(off(place, -300, 0), off(place, 300, 0)));
		const all = await looked(place);
		const { camera: one } = await camera(place);
		close(0.01, all - (await looked(place)), circle);
		await state(one.number, 'verified');
		close(0.01, all - (await looked(place)), circle);
		await state(one.number, 'hidden');
		expect(await looked(place)).toBe(all);
		await state(one.number, null);
		close(0.01, all - (await looked(place)), circle);
		// Beside the walk, it is not on its ground.
		const [lng, lat] = off(place, 0, 60);
		await sql(
			`with moved as (update public.cameras set position = private.point($2, $3) where number = $1::bigint returning number)
			select private.record_event(now(), number, 'corrected') from moved`,
			[one.number, lng, lat]
		);
		expect(await looked(place)).toBe(all);
		const { camera: two } = await camera(place);
		const { camera: beside } = await camera(off(place, 10, 0));
		expect(all - (await looked(place))).toBeLessThan(1.5 * circle);
		await state(two.number, 'removed');
		await state(beside.number, 'removed');
		expect(await looked(place)).toBe(all);
		// One that was there first.
		const far = somewhere();
		await camera(far);
		const { looked_m2 } = await record(line(off(far, -300, 0), off(far, 300, 0)));
		close(0.01, looked_m2 - (await looked(far)), circle);
		await expectAsRebuilt();
	});

	test('a camera changes no cell that the ground around it does not touch', async () => {
		const place = somewhere();
		await record(area(place, off(place, 400, 0), off(place, 400, 2400), off(place, 0, 2400)));
		// Along the edge between two columns of cells. One stands 20.5 m west of it, two too far east of it to touch the
		// western cell: the corners of the circle around the first of them do, by centimetres, and where the circle around
		// the second crosses the western one's, a corner is put on the grid and bends an edge that reaches into the cell.
		const standing = await sql<{ lng: number; lat: number; is_east: boolean }>(
			`with edge as (
				select ceil((extensions.st_x(p) + 60) / 250) * 250 as x, extensions.st_y(p) + 80 as y
				from extensions.st_transform(private.point($1, $2)::extensions.geometry, 32634) p)
			select extensions.st_x(at) as lng, extensions.st_y(at) as lat, east > 0 as is_east
			from edge, generate_series(0, 19) n, (values (-20.5, 0), (25.03, 60), (25.1, 14.2)) as c (east, north),
				lateral (select extensions.st_transform(
					extensions.st_setsrid(extensions.st_point(x + east, y + n * 110 + north), 32634), 4326) as at) placed`,
			place
		);
		const eastern: number[] = [];
		for (const { lng, lat, is_east } of standing) {
			// They look away, so that their views do not touch the cell either.
			const looking = { type: 'fixed', heading_deg: 90, another_camera: true } as const;
			const { camera } = await report({ lng, lat, ...looking });
			if (is_east) eastern.push(camera.number);
		}
		await settle();
		for (const number of eastern) await state(number, 'hidden');
		await expectAsRebuilt();
	});

	test('one that waits is not public before its time; withdrawn, nothing of it is left', async () => {
		const place = somewhere();
		const walk = line(place, off(place, 300, 0));
		const { survey_id, published } = await record(walk, { p_publish: 'later' });
		expect(published).toBe(false);
		await tend(now);
		expect(await looked(place)).toBe(0);
		await tend(new Date(now.getTime() + 25 * 3_600_000));
		close(0.01, await looked(place), strip(300));
		// The clock was put forward beyond the ten minutes.
		expect(await refusal(withdraw(survey_id))).toBe('PT410 withdraw_time_over');

		const other = await record(walk);
		expect(await refusal(withdraw(other.survey_id, new Date(now.getTime() + 10 * 60_000)))).toBe(
			'PT410 withdraw_time_over'
		);
		await withdraw(other.survey_id);
		expect(await refusal(withdraw(other.survey_id))).toBe('PT410 withdraw_time_over');
		close(0.01, await looked(place), strip(300));
		expect(await sql('select from public.surveys where id = $1::uuid', [other.survey_id])).toEqual([]);
		const far = somewhere();
		const alone = await record(line(far, off(far, 300, 0)));
		close(0.01, await looked(far), strip(300));
		await withdraw(alone.survey_id);
		expect(await looked(far)).toBe(0);
		await expectAsRebuilt();
	});

	test('a year after its day it is gone, and its ground with it', async () => {
		const place = somewhere();
		const { survey_id } = await record(line(place, off(place, 300, 0)), { p_looked_on: days(now, -100) });
		await tend(noon(days(now, 264)));
		close(0.01, await looked(place), strip(300));
		await tend(noon(days(now, 265)));
		expect(await looked(place)).toBe(0);
		expect(await sql('select from public.surveys where id = $1::uuid', [survey_id])).toEqual([]);
		await expectAsRebuilt();
	});

	test('sent twice it is written once; the key with another body is refused, and so is one withdrawn', async () => {
		const place = somewhere();
		const walk = line(place, off(place, 300, 0));
		const keys = { p_key_hash: randomUUID(), p_body_hash: 'a' };
		const before = await count('public.surveys');
		const first = await record(walk, keys);
		const again = await record(walk, keys);
		expect(again).toEqual({ ...first, outcome: 'replayed' });
		expect(await count('public.surveys')).toBe(before + 1);
		expect(await refusal(record(walk, { ...keys, p_body_hash: 'b' }))).toBe('PT422 invalid_report');
		await withdraw(first.survey_id);
		expect(await refusal(record(walk, keys))).toBe('PT410 gone');
		expect(await count('public.surveys')).toBe(before);
	});

	test('what is wrong is said by field, and nothing is written', async () => {
		const place = somewhere();
		const good = line(place, off(place, 300, 0));
		const before = await count('public.surveys');
		const problems = async (drawn: object, fields: Record<string, unknown> = {}) => {
			const error = (await record(drawn, fields).catch((thrown: unknown) => thrown)) as {
				code: string;
				detail: string;
			};
			expect(error.code).toBe('PT422');
			return Object.fromEntries(
				(JSON.parse(error.detail) as { field: string; code: string }[]).map(({ field, code }) => [
					field,
					code
				])
			);
		};
		const drawn = async (given: object) => (await problems(given)).drawn;
		const square = (side: number) =>
			area(place, off(place, side, 0), off(place, side, side), off(place, 0, side));
		expect(await drawn({ type: 'Point', coordinates: place })).toBe('invalid');
		expect(await drawn({ type: 'nonsense' })).toBe('invalid');
		expect(
			await drawn({ type: 'Polygon', coordinates: [...square(200).coordinates, ...square(20).coordinates] })
		).toBe('invalid');
		expect(await drawn(line([44.8, 20.4], [44.81, 20.41]))).toBe('swapped');
		expect(await drawn(line(place, [2.35, 48.85]))).toBe('outside_area');
		expect(await drawn(line(place, off(place, 20_100, 0)))).toBe('line_too_long');
		expect(await drawn(square(1010))).toBe('area_too_large');
		expect(await drawn(area(place, off(place, 100, 100), off(place, 100, 0), off(place, 0, 100)))).toBe(
			'crosses_itself'
		);
		const many = Array.from({ length: 2001 }, (_, n) => off(place, n / 10, 0));
		expect(await drawn(line(...many))).toBe('too_many_corners');
		expect(await problems(good, { p_looked_on: days(now, 1) })).toEqual({ looked_on: 'in_future' });
		expect(await problems(good, { p_looked_on: days(now, -366) })).toEqual({ looked_on: 'too_old' });
		expect(await problems(good, { p_method: 'asleep', p_publish: 'never' })).toEqual({
			method: 'invalid',
			publish: 'invalid'
		});
		expect(
			await problems({ type: 'Point', coordinates: place }, { p_looked_on: null, p_method: null })
		).toEqual({ drawn: 'invalid', looked_on: 'required', method: 'required' });
		expect(await count('public.surveys')).toBe(before);
	});

	test('a proof of work is good once, and a network sends only so much', async () => {
		const place = somewhere();
		const walk = line(place, off(place, 30, 0));
		const challenge = { p_challenge_hash: 'x'.repeat(43) };
		await record(walk, challenge);
		expect(await refusal(record(walk, challenge))).toBe('PT428 challenge_spent');
		const before = await count('public.surveys');
		const { error } = await database().service.rpc('record_survey', {
			p_survey_id: randomUUID(),
			p_drawn: JSON.stringify(walk),
			p_looked_on: today,
			p_method: 'on_foot',
			p_network_keys: [randomUUID()]
		});
		expect(error).toBeNull();
		const network = randomUUID();
		await sql(
			`insert into private.counters (key, used, expires_at) values ($1, 40, now() + interval '1 day')`,
			[network]
		);
		const { error: refused } = await database().service.rpc('record_survey', {
			p_survey_id: randomUUID(),
			p_drawn: JSON.stringify(walk),
			p_looked_on: today,
			p_method: 'on_foot',
			p_network_keys: [network]
		});
		expect(refused).toMatchObject({ code: 'PT429', message: 'network_limit' });
		expect(await count('public.surveys')).toBe(before + 1);
	});

	test('moderators see published ones, take them out and put them back; nobody else does', async () => {
		const [moderator, other] = [await contributor({ moderator: true }), await contributor({ trusted: true })];
		const place = somewhere();
		const { survey_id } = await record(line(place, off(place, 300, 0)));
		const waiting = await record(line(place, off(place, 300, 0)), { p_publish: 'later' });
		await camera(off(place, 100, 5));
		await settle();
		const listed = async ({ id }: Contributor) => {
			const { data, error } = await database().service.rpc('desk_surveys', { p_contributor: id });
			if (error) throw error;
			return data as unknown as ({ id: string; outline: string } & Record<string, unknown>)[];
		};
		const found = async () => (await listed(moderator)).find(({ id }) => id === survey_id);
		expect(await found()).toMatchObject({
			shape: 'line',
			method: 'on_foot',
			looked_on: days(now, -1),
			received_on: today,
			removed: false,
			cameras: 1
		});
		expect((await found())!.outline).toMatch(/^M -?\d+ -?\d+ L [-\d ]+ Z$/);
		expect((await listed(moderator)).map(({ id }) => id)).not.toContain(waiting.survey_id);
		expect(await refusal(listed(other))).toBe('PT403 no_moderator');
		expect(await refusal(remove(other, survey_id, true))).toBe('PT403 no_moderator');
		expect(await refusal(remove({ ...other, id: randomUUID() }, survey_id, true))).toBe(
			'PT401 no_contributor'
		);
		expect(await refusal(remove(moderator, randomUUID(), true))).toBe('PT404 not_found');
		expect(await refusal(remove(moderator, waiting.survey_id, true))).toBe('PT404 not_found');
		const all = await looked(place);
		await remove(moderator, survey_id, true);
		expect(await looked(place)).toBe(0);
		expect(await found()).toMatchObject({ removed: true });
		await remove(moderator, survey_id, false);
		expect(await looked(place)).toBe(all);
	});

	test('whatever happens, what is stored is what a rebuild measures, and the plain difference within 1 %', async () => {
		const origin: Position = [20.75, 44.3];
		const at = fc.tuple(
			fc.double({ min: 0, max: 900, noNaN: true }),
			fc.double({ min: 0, max: 900, noNaN: true })
		);
		const step = fc.oneof(
			fc.record({
				kind: fc.constant('walk' as const),
				corners: fc.array(at, { minLength: 2, maxLength: 12 })
			}),
			fc.record({ kind: fc.constant('area' as const), corner: at, side: fc.integer({ min: 10, max: 400 }) }),
			fc.record({ kind: fc.constant('camera' as const), at }),
			fc.record({
				kind: fc.constant('state' as const),
				which: fc.nat(),
				to: fc.constantFrom('verified', 'removed', 'hidden', null)
			}),
			fc.record({ kind: fc.constant('remove' as const), which: fc.nat(), removed: fc.boolean() }),
			fc.record({ kind: fc.constant('withdraw' as const), which: fc.nat() })
		);
		const moderator = await contributor({ moderator: true });
		await sql(`update public.settings set value = 10000 where key = 'moderator_acts_per_day'`);
		const cameras: number[] = [];
		const surveys: string[] = [];
		const placed = ([east, north]: [number, number]) => off(origin, east, north);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
				for (const one of steps) {
					if (one.kind === 'walk') surveys.push((await record(line(...one.corners.map(placed)))).survey_id);
					else if (one.kind === 'area') {
						const [east, north] = one.corner;
						const corners = [
							[0, 0],
							[1, 0],
							[1, 1],
							[0, 1]
						].map(([x = 0, y = 0]) => placed([east + x * one.side, north + y * one.side]));
						surveys.push((await record(area(...corners))).survey_id);
					} else if (one.kind === 'camera') cameras.push((await camera(placed(one.at))).camera.number);
					else if (one.kind === 'state') {
						if (cameras.length) await state(cameras[one.which % cameras.length]!, one.to);
					} else if (surveys.length) {
						const at = one.which % surveys.length;
						if (one.kind === 'remove') await remove(moderator, surveys[at]!, one.removed);
						else await withdraw(surveys.splice(at, 1)[0]!);
					}
				}
				await settle();
				const [sums] = await sql<{ measured: number; exact: number }>(
					`with ground as (
						select extensions.st_union(s.ground, 0.001) as looked from public.surveys s
						where s.id = any ($1::uuid[]) and s.removed_on is null
					), circles as (
						select extensions.st_union(extensions.st_buffer(
							extensions.st_transform(c.position::extensions.geometry, 32634), 25, 64), 0.001) as standing
						from public.cameras c where c.number = any ($2::bigint[]) and c.state not in ('hidden', 'removed')
					)
					select (select coalesce(sum(c.looked_dm2), 0) / 100.0 from private.coverage c,
							extensions.st_transform(private.point($3, $4)::extensions.geometry, 32634) p
							where c.cell_x between floor((extensions.st_x(p) - 500) / 250) and floor((extensions.st_x(p) + 2000) / 250)
								and c.cell_y between floor((extensions.st_y(p) - 500) / 250) and floor((extensions.st_y(p) + 2000) / 250))::float8 as measured,
						coalesce(extensions.st_area(case when standing is null then looked
							else extensions.st_difference(looked, standing, 0.001) end), 0) as exact
					from ground, circles`,
					[surveys, cameras, ...origin]
				);
				// Our circles have 32 corners, these 256.
				const circles_m2 = 8 * cameras.length;
				expect(Math.abs(sums!.measured - sums!.exact)).toBeLessThanOrEqual(
					0.01 * sums!.exact + circles_m2 + 1
				);
				await expectAsRebuilt();
			}),
			{ numRuns: roundsOf(database(), 5), endOnFailure: true }
		);
	});

	test('a walk of as many corners as there may be, back and forth', async () => {
		const place = somewhere();
		const tangled = Array.from({ length: 100 }, (_, n) => off(place, (n * 37) % 300, 150 * Math.sin(n * n)));
		await record(line(...tangled));
		expect(await looked(place)).toBeGreaterThan(0);
		const long = Array.from({ length: 2000 }, (_, n) => off(place, n, 40 * Math.sin(n / 20)));
		const { looked_m2 } = await record(line(...long));
		expect(looked_m2).toBeGreaterThan(90_000);
		await expectAsRebuilt();
	});

	test('what lies under many surveys is measured a cell at a time', async () => {
		await settle();
		const place = somewhere();
		await sql(
			`with looked as (
				insert into public.surveys (id, shape, ground, looked_on, method, received_on, is_published)
				select gen_random_uuid(), 'area', extensions.st_expand(extensions.st_transform(
					private.point($1, $2)::extensions.geometry, 32634), 300), $3, 'imagery', $3, true
				from generate_series(1, 256) returning ground)
			select private.note_ground(ground) from looked`,
			[...place, today]
		);
		const atOnce = await oneGoACall(database(), 'coverage_due_cells');
		const { data } = await database().service.rpc('refresh_coverage');
		await atOnce();
		expect(data).toMatchObject({ done: 1 });
		expect((data as unknown as { left: number }).left).toBeGreaterThan(3);
		close(0.001, await looked(place), 600 ** 2);
	});

	test('the last fields of a cell’s line are what was looked at, and when', async () => {
		await settle();
		const [{ version } = { version: '' }] = await sql<{ version: string }>(
			'select value::text as version from private.coverage_version'
		);
		const place = somewhere();
		await record(area(place, off(place, 20, 0), off(place, 20, 20), off(place, 0, 20)));
		const m2 = await looked(place);
		const { data } = await database().service.rpc('coverage_since', { p_version: Number(version) });
		const lines = String(data).split('\n');
		expect(lines.every((one) => one.split(',').length === 9)).toBe(true);
		const sum = lines.reduce((all, one) => all + Number(one.split(',')[7]), 0);
		expect(sum / 100).toBeCloseTo(m2, 2);
		const [month] = await monthsAt(place);
		expect(lines.map((one) => Number(one.split(',')[8]))).toContain(month);
	});

	test('a cell says the newest month, never the day, and not longer than the survey counts', async () => {
		const place = somewhere();
		const walk = line(place, off(place, 60, 0));
		const old = days(now, -150);
		await record(walk, { p_looked_on: old });
		const month = (day: string) => Number(day.slice(0, 7).replace('-', ''));
		expect(await monthsAt(place)).toEqual([month(old)]);
		const { survey_id } = await record(walk);
		expect(await monthsAt(place)).toEqual([month(days(now, -1))]);
		await withdraw(survey_id);
		expect(await monthsAt(place)).toEqual([month(old)]);
		const { survey_id: waits } = await record(walk, { p_publish: 'later' });
		expect(await monthsAt(place)).toEqual([month(old)]);
		await withdraw(waits);
		await tend(noon(days(now, 215)));
		expect(await monthsAt(place)).toEqual([]);
	});

	test('with boundaries, every corner lies in a municipality; cut cells have their part each', async () => {
		const border: Position = [strips.west + strips.width, 44.45];
		const walk = line(off(border, -300, 0), off(border, 300, 0));
		await record(walk);
		const whole = await looked(border);
		const { error } = await database().service.rpc('replace_areas', { p_areas: JSON.stringify(fineAreas()) });
		expect(error).toBeNull();
		close(1e-4, await looked(border), whole);
		await record(walk);
		const outside: Position = [19.96, 44.21];
		expect(await refusal(record(line(outside, off(outside, 100, 0))))).toBe('PT422 invalid_report');
		await expectAsRebuilt();
	});
});
