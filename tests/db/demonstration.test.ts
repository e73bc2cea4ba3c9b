import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { inventedSource } from '../../src/lib/camera/invented.ts';
import { noHead, verifyLog } from '../../src/lib/camera/log.ts';
import { countPlaces } from '../../src/lib/camera/places.ts';
import type { Position } from '../../src/lib/camera/position.ts';
import { states } from '../../src/lib/camera/vocabulary.ts';
import { describeEngines } from '../support/engines.ts';

interface Entry {
	number: number;
	state: string;
	source: string;
	lng: number;
	lat: number;
}
interface Event {
	camera_number: number;
	kind: string;
	day: string;
	version: number;
	line: { event: string; reason?: string; record?: Record<string, unknown> };
}

/** Middles of the municipalities, roughly. */
const centres: Record<string, Position> = {
	Barajevo: [20.415, 44.576],
	Voždovac: [20.4755, 44.7805],
	Vračar: [20.474, 44.8],
	Grocka: [20.715, 44.671],
	Zvezdara: [20.505, 44.794],
	Zemun: [20.4105, 44.843],
	Lazarevac: [20.2557, 44.3853],
	Mladenovac: [20.693, 44.44],
	'Novi Beograd': [20.415, 44.815],
	Obrenovac: [20.2, 44.6545],
	Palilula: [20.49, 44.815],
	Rakovica: [20.447, 44.745],
	'Savski venac': [20.45, 44.79],
	Sopot: [20.573, 44.52],
	'Stari grad': [20.46, 44.819],
	Surčin: [20.2785, 44.793],
	Čukarica: [20.4175, 44.78]
};

describeEngines('the demonstration', (database) => {
	const sql = <T>(statement: string, parameters: unknown[] = []) => database().sql<T>(statement, parameters);
	let entries: Entry[];
	let events: Event[];

	beforeAll(async () => {
		await database().exec(readFileSync('supabase/seed.sql', 'utf8'));
		entries =
			await sql<Entry>(`select number::float8, state, source, extensions.st_x(position::extensions.geometry) as lng,
			extensions.st_y(position::extensions.geometry) as lat from public.cameras`);
		events =
			await sql<Event>(`select camera_number::float8, kind, day::text, version::float8, public_line::jsonb as line
			from public.camera_events order by version`);
	});

	test('has as many cameras and points as were announced, in every municipality', () => {
		expect(entries.length).toBeGreaterThanOrEqual(950);
		expect(entries.length).toBeLessThanOrEqual(1100);
		const counting = countPlaces(
			entries.map(({ lng, lat }): Position => [lng, lat]),
			25
		);
		let counted = counting.next();
		while (!counted.done) counted = counting.next();
		expect(counted.value).toBeGreaterThanOrEqual(750);
		expect(counted.value).toBeLessThanOrEqual(850);
		const near = ([lng, lat]: Position) =>
			entries.filter((one) => Math.hypot((one.lng - lng) * 79, (one.lat - lat) * 111) < 1.5).length;
		for (const [name, at] of Object.entries(centres)) expect(near(at), name).toBeGreaterThanOrEqual(3);
		const poles = new Set(entries.map(({ lng, lat }) => `${lng} ${lat}`));
		expect(poles.size).toBeLessThan(entries.length - 100);
	});

	test('has every state, stale entries too, and three years that began slowly', async () => {
		for (const state of [...states, 'hidden'])
			expect(entries.filter((one) => one.state === state).length, state).toBeGreaterThan(3);
		const [age] = await sql<Record<string, number>>(`
			select count(*) filter (where days > 365)::int as stale, count(*) filter (where days < 275)::int as fresh from (
				select private.day(now()) - coalesce(last_confirmed_on, observed_on) as days from public.cameras) c`);
		expect(age?.stale).toBeGreaterThan(100);
		expect(age?.fresh).toBeGreaterThan(300);
		const reported = await sql<{ year: number; cameras: number }>(`
			select (private.day(now()) - first_reported_on) / 366 as year, count(*)::int as cameras
			from public.cameras group by 1 order by 1`);
		expect(reported.map(({ year }) => year)).toEqual([0, 1, 2]);
		const [last = 0, second = 0, first = 0] = reported.map(({ cameras }) => cameras);
		expect(last).toBeGreaterThan(second);
		expect(second).toBeGreaterThan(2 * first);
		expect(events.at(-1)?.day.localeCompare(belgradeDay())).toBe(-1);
	});

	test('says of each row that it is invented, and nobody can take one back', async () => {
		const counts = async (text: string) => Object.values((await sql(text))[0] ?? {}).map(Number);
		expect(
			await counts(`select (select count(*) from public.cameras where source <> 'demonstration') as a,
				(select count(*) from public.reports where source <> 'demonstration') as b,
				(select count(*) from private.withdrawals) as c, (select count(*) from private.survey_withdrawals) as d,
				(select count(*) from public.settings where key = 'demonstration' and value = 0) as e`)
		).toEqual([0, 0, 0, 0, 0]);
		expect(await sql(`select source from private.buildings`)).toEqual([{ source: inventedSource }]);
		for (const { line } of events) if (line.record) expect(line.record.source).toBe('demonstration');
	});

	test('has surveys, reviews and corrections', async () => {
		for (const rows of [
			'public.surveys where is_published',
			'public.reviews',
			'public.corrections where accepted',
			'public.corrections where closed_on is null',
			'private.coverage_due_cells'
		])
			expect((await sql(`select from ${rows}`)).length, rows).toBeGreaterThan(5);
	});

	test('is counted, and all of it waits to be measured', async () => {
		expect(
			await sql(`select state from private.state_counts s where cameras <> (select count(*) from public.cameras c
				where c.state = s.state and private.is_visible(c))`)
		).toEqual([]);
		expect(await sql('select from private.coverage_due_cameras')).toHaveLength(entries.length);
		const [version] = await sql<{ value: number }>('select value::float8 from private.version');
		expect(version?.value).toBe(events.length);
		expect(events.map((event) => event.version)).toEqual(events.map((_, i) => i + 1));
		expect(events.map(({ day }) => day)).toEqual(events.map(({ day }) => day).sort());
	});

	test('the state of every camera is what its events say, and its last line is the entry', async () => {
		expect(
			await sql(`select c.number from public.cameras c
				join public.camera_events e on e.version = c.version and e.camera_number = c.number
				where c.state <> 'hidden' and e.public_line::jsonb -> 'record' <> private.public_record(c)
					or (c.state = 'hidden') <> (e.kind = 'hidden')`)
		).toEqual([]);
		expect(
			await sql(`select c.number from public.cameras c left join (
					select s.camera_number, string_agg(to_char(private.days_since_1970(s.day), 'FM00000')
						|| private.state_letter(s.state::public.camera_state), '' order by s.version) as changes
					from (select e.*, e.public_line::jsonb -> 'record' ->> 'state' as state,
							lag(e.public_line::jsonb -> 'record' ->> 'state') over (partition by e.camera_number order by e.version) as was
						from public.camera_events e where e.kind <> 'hidden') s
					where s.state is distinct from s.was group by s.camera_number) h on h.camera_number = c.number
				where h.changes is distinct from c.state_changes`)
		).toEqual([]);
	});

	test('its log verifies', async () => {
		await sql('select private.close_days(now())');
		const lines: string[] = [];
		let [day, place] = ['0001-01-01', ''];
		for (;;) {
			const [page] = await sql<{ text: string }>('select public.log_lines($1::date, $2, 10000) as text', [
				day,
				place
			]);
			if (!page?.text) break;
			lines.push(...page.text.split('\n'));
			const last = JSON.parse(lines.at(-1) ?? '') as { day: string; leaf?: string };
			[day, place] = [last.day, last.leaf ?? 'head'];
		}
		const verdict = await verifyLog(new Blob([lines.map((line) => `${line}\n`).join('')]).stream(), []);
		expect(verdict).toMatchObject({ finding: null, events: events.length });
		expect(verdict.heads.size).toBeGreaterThan(1000);
		expect([...verdict.heads.values()]).not.toContain(noHead);
	});

	test('each history, played with the functions of the record, gives the same rows', async () => {
		const histories = Map.groupBy(events, (event) => event.camera_number);
		const kinds = new Map([...histories].map(([number, of]) => [of.map(({ kind }) => kind).join(), number]));
		expect(kinds.size).toBeGreaterThan(8);
		const [contributor] = await sql<{ id: string }>(
			`insert into private.contributors (id, joined_on) values (gen_random_uuid(), private.day(now())) returning id`
		);
		for (const [history, number] of kinds) {
			const copy = await play(histories.get(number) ?? [], contributor!.id);
			const [written, played] = await Promise.all([number, copy].map(rowsOf));
			expect(played, history).toEqual(written);
		}
	});

	/** Does to a new camera what the events tell, on their days; answers its number. */
	async function play(history: Event[], contributor: string): Promise<number> {
		let number = 0;
		let before: Record<string, unknown> = {};
		for (const { camera_number: original, kind, day, line } of history) {
			const at = `${day}T12:00Z`;
			const record = line.record ?? before;
			const more = (field: string) => Number(record[field] ?? 0) - Number(before[field] ?? 0);
			if (kind === 'reported' || kind === 'sighted') {
				const report = { ...record, report_id: crypto.randomUUID(), observed_on: day, another_camera: true };
				const [sent] = await sql<{ number: number }>(
					`select (private.take_report($1::timestamptz, $2::text::jsonb, null, 'demonstration') -> 'camera' ->> 'number')::float8
						as number`,
					[at, JSON.stringify(number ? { ...report, same_as: number } : report)]
				);
				number = sent?.number ?? 0;
			} else if (kind === 'reviewed') {
				await sql(
					`select private.count_review($1::timestamptz, c, person, $3::uuid, verdict, on_site)
					from public.reviews r, public.cameras c where r.camera_number = $4::bigint and c.number = $2::bigint`,
					[at, number, contributor, original]
				);
			} else if (kind === 'corrected') {
				await sql(
					`update public.cameras set maker = $2::text::public.camera_maker where number = $1::bigint`,
					[number, record.maker]
				);
				await sql(`select private.record_event($1::timestamptz, $2::bigint, 'corrected')`, [at, number]);
			} else {
				const state = kind === 'hidden' ? kind : record.state;
				await sql(
					`select private.set_camera_state($1::timestamptz, $2::bigint, $3::text, $4::text, $5::int, $6::int)`,
					[at, number, state, line.reason ?? null, more('confirmations'), more('disputes')]
				);
			}
			before = record;
		}
		return number;
	}

	/** What the tables hold of a camera, without what differs between two of the same history. */
	async function rowsOf(number: number): Promise<unknown> {
		const [row] = await sql<{ rows: unknown }>(
			`select jsonb_build_object(
				'camera', (select to_jsonb(c) - 'number' - 'version' from public.cameras c where c.number = $1::bigint),
				'reports', (select jsonb_agg(to_jsonb(r) - 'id' - 'camera_number' order by r.received_on)
					from public.reports r where r.camera_number = $1::bigint),
				'events', (select jsonb_agg(jsonb_build_array(e.kind, e.day, e.public_line::jsonb - 'camera') order by e.version)
					from public.camera_events e where e.camera_number = $1::bigint),
				'reviews', (select jsonb_agg(to_jsonb(r) - 'camera_number') from public.reviews r where r.camera_number = $1::bigint),
				'standing', (select to_jsonb(s) - 'camera_number' from private.standings s where s.camera_number = $1::bigint)) as rows`,
			[number]
		);
		return row?.rows;
	}
});
