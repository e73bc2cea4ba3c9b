import { randomUUID } from 'node:crypto';
import type { TestDatabase } from './engines.ts';
import { mulberry32 } from './random.ts';
import { reportArguments } from './record.ts';

/** What waits for a random time, and was sent at `sentH`, in hours from the beginning. */
interface Sent {
	id: string;
	sentH: number;
	publishedH: number;
}
/** A row as somebody with the database sees it: what it belongs to, and the number of the transaction that wrote it. */
interface Row {
	id: string;
	place: string;
	xmin: string;
	xmax: string;
	ctid: string;
}

const beginning = Date.UTC(2026, 1, 2, 6);
/** in Belgrade */
const midnightH = 17;
const at = (hours: number) => new Date(beginning + hours * 3_600_000).toISOString();
/** Mean error when one even knows by how much the whole is off. */
const spread = (errors: number[]) => {
	const middle = errors.toSorted((a, b) => a - b)[errors.length >> 1] ?? 0;
	return average(errors.map((error) => Math.abs(error - middle)));
};
const average = (numbers: number[]) => numbers.reduce((sum, n) => sum + n, 0) / numbers.length;

/**
 * Two days in which people send reports "now", whose times are public, and some send "later", while the clock ticks; and
 * somebody with every row's transaction numbers and places who dates what was sent later by what was sent now.
 * @returns of each attack its mean error, as a multiple of the error of guessing by what everybody knows: the day, and when
 * each became public
 */
export async function dateWhatWaits({ sql }: TestDatabase, seed: number): Promise<Record<string, number>> {
	const random = mulberry32(seed);
	let place = 0;
	const send = async (hours: number, publish: 'now' | 'later', id: string) => {
		const { p_report, p_guard } = reportArguments(
			{
				report_id: id,
				lng: 20.2 + (place % 20) * 0.02,
				lat: 44.6 + Math.floor(place++ / 20) * 0.01,
				note: 'a note',
				publish,
				another_camera: true,
				key_hash: `key of ${id}`,
				body_hash: 'x'
			},
			{ network_keys: [`net ${id}`] }
		);
		await sql(
			`select setseed($1::float8), private.take_report($2::timestamptz, $3::text::jsonb, $4::text::jsonb)`,
			[random(), at(hours), JSON.stringify(p_report), JSON.stringify(p_guard)]
		);
		// Measuring takes long, and says nothing here.
		await sql('delete from private.coverage_due_cameras where true');
	};
	const survey = (hours: number, id: string) =>
		sql(
			`select setseed($1::float8), private.record_survey($2::timestamptz, $3::uuid,
				'{"type": "LineString", "coordinates": [[20.4, 44.8], [20.401, 44.8]]}', $2::timestamptz::date, 'on_foot', 'later',
				p_key_hash => $4, p_body_hash => 'x', p_network_keys => array[$5])`,
			[random(), at(hours), id, `key of ${id}`, `net ${id}`]
		);

	const acts: { hours: number; do: () => Promise<unknown> }[] = [];
	const now: { id: string; hours: number }[] = [];
	for (let hours = 0; hours < 50; hours += 0.4 + 0.4 * random()) {
		const id = randomUUID();
		now.push({ id, hours });
		acts.push({ hours, do: () => send(hours, 'now', id) });
	}
	const later: Sent[] = [];
	for (let n = 0; n < 20; n++) {
		const one: Sent = { id: randomUUID(), sentH: 24 * random(), publishedH: 0 };
		later.push(one);
		acts.push({
			hours: one.sentH,
			do: () => (n % 5 ? send(one.sentH, 'later', one.id) : survey(one.sentH, one.id))
		});
	}
	const waiting = async () =>
		new Set(
			(
				await sql<{ id: string }>(
					`select report_id::text as id from private.publication_queue union all select survey_id::text from private.survey_queue`
				)
			).map(({ id }) => id)
		);
	const seen: Row[] = [];
	// Every quarter of an hour what a server does when nothing happens; who dates looks once while much waits, and at the end.
	for (let hours = 0; hours <= 49; hours += 0.25) {
		acts.push({
			hours,
			do: async () => {
				await sql(`select private.tend_surveys($1::timestamptz), private.tick($1::timestamptz)`, [at(hours)]);
				await sql('delete from private.coverage_due_cameras where true');
				await sql('delete from private.coverage_due_cells where true');
				for (let i = 0; i < 3; i++) await sql('select public.refresh_coverage()');
				if (hours === 24.5 || hours === 49) seen.push(...(await rows(sql, hours)));
				const still = await waiting();
				for (const one of later)
					if (!one.publishedH && one.sentH < hours && !still.has(one.id)) one.publishedH = hours;
			}
		});
	}
	acts.sort((a, b) => a.hours - b.hours);
	for (const act of acts) await act.do();

	const hoursOf = new Map(now.map(({ id, hours }) => [id, hours]));
	const attacks: Record<string, number> = {};
	for (const name of new Set(seen.map((row) => row.place))) {
		const here = seen.filter((row) => row.place === name);
		for (const [by, value] of Object.entries(readings)) {
			// What is known: when each of those was written. The events of what was sent now keep their number for good.
			const clock = (
				by === 'place' ? here : seen.filter((row) => row.place === `camera_events ${name.split(' ')[1]}`)
			)
				.filter((row) => hoursOf.has(row.id))
				.map((row) => ({ x: value(row), hours: hoursOf.get(row.id) ?? 0 }))
				.sort((a, b) => a.x - b.x);
			const dated = later.flatMap((one) => {
				const row = here.find(({ id }) => id === one.id);
				return row && value(row) && clock.length > 1 ? [{ ...one, atH: interpolate(clock, value(row)) }] : [];
			});
			if (dated.length < 8) continue;
			const guess = spread(dated.map((one) => guessed(one) - one.sentH));
			attacks[`${name}h by ${by}`] = spread(dated.map(({ atH, sentH }) => atH - sentH)) / guess;
		}
	}
	return attacks;
}

/** The middle of the time in which it must have been sent. */
function guessed({ sentH, publishedH }: Sent): number {
	const [from, to] = sentH < midnightH ? [0, midnightH] : [midnightH, 24];
	return (Math.max(from, publishedH - 24) + Math.min(to, publishedH)) / 2;
}

/** What can be read of a row, as a number that grows; 0 when nothing can. */
const readings = {
	xmin: ({ xmin }: Row) => Number(xmin),
	xmax: ({ xmax }: Row) => Number(xmax),
	place({ ctid }: Row) {
		const [page = 0, line = 0] = ctid.slice(1, -1).split(',').map(Number);
		return page * 1000 + line;
	}
};

/** Every row that leads to something sent, also by the name of its sender's network, which nobody else could join. */
async function rows(sql: TestDatabase['sql'], hours: number): Promise<Row[]> {
	const sources = [
		[`public.reports t`, 't.id'],
		[`public.cameras t join public.reports r on r.camera_number = t.number`, 'r.id'],
		[`public.camera_events t join public.reports r on r.camera_number = t.camera_number`, 'r.id'],
		[`public.report_notes t`, 't.report_id'],
		[`private.idempotency_keys t`, 't.report_id'],
		[`private.publication_queue t`, 't.report_id'],
		[`private.counters t`, 'substr(t.key, 5)'],
		[`private.burst_ids t`, 'substr(t.network_key, 5)'],
		[`public.surveys t`, 't.id'],
		[`private.survey_keys t`, 't.survey_id'],
		[`private.survey_queue t`, 't.survey_id']
	] as const;
	const found: Row[] = [];
	for (const [source, id] of sources) {
		const name = source.split(' ')[0]?.split('.')[1];
		for (const row of await sql<Omit<Row, 'place'>>(
			`select ${id}::text as id, t.xmin::text, t.xmax::text, t.ctid::text from ${source}`
		)) found.push({ ...row, place: `${name} ${hours}` }); // prettier-ignore
	}
	return found;
}

function interpolate(clock: { x: number; hours: number }[], x: number): number {
	const after = clock.find((known) => known.x >= x) ?? clock.at(-1)!;
	const before = clock.findLast((known) => known.x <= x) ?? clock[0]!;
	if (after.x === before.x) return after.hours;
	return before.hours + ((x - before.x) / (after.x - before.x)) * (after.hours - before.hours);
}
