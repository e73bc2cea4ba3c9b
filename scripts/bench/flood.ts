import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import { metresPerDegree } from '../../src/lib/camera/measures.ts';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import type { Cluster } from '../../tests/support/cluster.ts';
import { round, type Aim, type Table } from './results.ts';

/** Runs one statement of the owner, with its parameters as $1, $2 … */
type Query = <T>(statement: string, parameters?: unknown[]) => Promise<T[]>;

/** What one act took back, and how long it took. */
interface TakenBack {
	bogus: number;
	honest: number;
	/** honest reports of those days and that ground which nobody has confirmed yet */
	unconfirmed: number;
	shownMs: number;
	takenMs: number;
	undoneMs: number;
	/** cameras that stood otherwise after the act was undone than before it was made */
	wrongAfterUndo: number;
}

const bogus = 10_000;
const networks = 200;
const honest = 200;
const unconfirmed = 20;

const at = (day: number) => new Date(Date.UTC(2027, 5, 1 + day, 12)).toISOString();
const date = (day: number) => at(day).slice(0, 10);
const middle: [lng: number, lat: number] = [20.46, 44.81];
const radiusM = 5000;
const area = JSON.stringify({ circle: [...middle, radiusM] });

/** The flood, and one act against it, on both local engines. */
export async function measureFloods(cluster: Cluster): Promise<{ table: Table; aims: Aim[] }> {
	const rows: Table['rows'] = [];
	const aims: Aim[] = [];
	for (const [engine, done] of await floods(cluster)) {
		rows.push({
			engine,
			[`of ${bogus} bogus`]: done.bogus,
			[`of ${honest} honest`]: done.honest,
			[`of ${unconfirmed} nobody confirmed`]: done.unconfirmed,
			'shown, s': round(done.shownMs / 1000),
			'taken back, s': round(done.takenMs / 1000),
			'undone, s': round(done.undoneMs / 1000)
		});
		aims.push(
			{ what: `flood, ${engine}: bogus taken back`, measured: done.bogus / bogus, aim: 0.99, unit: '' },
			{ what: `flood, ${engine}: honest lost`, measured: done.honest, aim: 0, atMost: true, unit: '' },
			{
				what: `flood, ${engine}: in one act`,
				measured: done.takenMs / 1000,
				aim: 2,
				atMost: true,
				unit: 's'
			},
			{
				what: `flood, ${engine}: wrong after undoing`,
				measured: done.wrongAfterUndo,
				aim: 0,
				atMost: true,
				unit: ''
			}
		);
	}
	const title = `A flood from ${networks} networks, and one act against it: entries hidden`;
	return { table: { title, rows }, aims };
}

/** The flood on PostgreSQL, in a database of its own, and on the embedded engine. */
async function floods(cluster: Cluster): Promise<[engine: string, TakenBack][]> {
	const settings = { OKO_SECRET: randomBytes(32).toString('hex'), OKO_SEED: 'none' };
	const fresh = await cluster.createDatabase();
	await (await openEngine({ DATABASE_URL: fresh, ...settings })).close();
	const owner = postgres(fresh, { max: 1, onnotice: () => {}, connection: { jit: 'off' } });
	const onPostgres = await flood(
		async <T>(statement: string, parameters: unknown[] = []) =>
			[...(await owner.unsafe(statement, parameters as never[]))] as T[]
	);
	await owner.end();
	const folder = mkdtempSync(join(tmpdir(), 'oko-flood-'));
	await (await openEngine({ OKO_DATA_DIR: folder, OKO_SEED: 'none' }, { operatorSocket: false })).close();
	const opened = await openPglite(join(folder, 'db'));
	const driver = (opened.connection as unknown as { driver: PGlite }).driver;
	const onPglite = await flood(
		async <T>(statement: string, parameters: unknown[] = []) =>
			(await driver.query(statement, parameters)).rows as T[]
	);
	await opened.close();
	rmSync(folder, { recursive: true, force: true });
	return [
		['PostgreSQL', onPostgres],
		['embedded', onPglite]
	];
}

/**
 * A flood within three days and 5 km: what `networks` networks may send with the limits on, among honest reports of which
 * 80 came before, 60 of elsewhere, and 60 of the same days and ground were confirmed by somebody.
 */
async function flood(query: Query): Promise<TakenBack> {
	const numbers = { bogus: [] as string[], honest: [] as string[], unconfirmed: [] as string[] };
	const report = async (day: number, network: string, isThere: boolean) => {
		const [row] = await query<{ number: string }>(
			`select private.take_report($1::timestamptz, jsonb_build_object('report_id', gen_random_uuid(), 'lng', $2::float8,
				'lat', $3::float8, 'another_camera', true), jsonb_build_object('network_keys', $4::text[]))
				-> 'camera' ->> 'number' as number`,
			[at(day), ...position(isThere), [`${network} ${day}`, `${network} ${day - 1}`]]
		);
		return String(row?.number);
	};
	for (let n = 0; n < 80; n++) numbers.honest.push(await report(n % 20, `before ${n}`, true));
	for (let n = 0; n < 60; n++) numbers.honest.push(await report(30 + (n % 3), `away ${n}`, false));
	for (let n = 0; n < bogus; n++) {
		const turn = Math.floor(n / networks);
		numbers.bogus.push(await report(30 + Math.floor(turn / 20), `flood ${n % networks}`, true));
		if (n % 125 === 0 && numbers.honest.length < honest) {
			const day = 30 + Math.floor(turn / 20);
			const number = await report(day, `there ${n}`, true);
			numbers.honest.push(number);
			await confirm(query, number, day, numbers.honest.length % 3);
		}
		if (n % 500 === 0) numbers.unconfirmed.push(await report(30 + Math.floor(turn / 20), `alone ${n}`, true));
	}

	const before = await states(query);
	const asked = ['reports', date(30), date(32), area];
	const [shown, shownMs] = await timed(() =>
		query<{ said: { count: number; shown: string } }>(
			'select private.flood($1, $2::date, $3::date, $4) as said',
			asked
		)
	);
	const [done, takenMs] = await timed(() =>
		query<{ said: { id: string } }>(
			`select private.take_back($5::timestamptz, $1, $2::date, $3::date, $4, $6, 'Invented in one go') as said`,
			[...asked, at(33), shown[0]?.said.shown]
		)
	);
	const during = await states(query);
	const hidden = (of: string[]) => of.filter((number) => during.get(number) === 'hidden').length;
	const [, undoneMs] = await timed(() =>
		query('select private.undo_take_back($1::timestamptz, $2::uuid)', [at(33), done[0]?.said.id])
	);
	const after = await states(query);
	return {
		bogus: hidden(numbers.bogus),
		honest: hidden(numbers.honest),
		unconfirmed: hidden(numbers.unconfirmed),
		shownMs,
		takenMs,
		undoneMs,
		wrongAfterUndo: [...before].filter(([number, state]) => after.get(number) !== state).length
	};
}

/** By a trusted person, by a new one, or by a second report. */
async function confirm(query: Query, number: string, day: number, how: number): Promise<void> {
	if (how === 2) {
		await query(
			`select private.take_report($1::timestamptz, jsonb_build_object('report_id', gen_random_uuid(),
				'lng', extensions.st_x(c.position::extensions.geometry),
				'lat', extensions.st_y(c.position::extensions.geometry), 'same_as', c.number))
			from public.cameras c where c.number = $2::bigint`,
			[at(day), number]
		);
		return;
	}
	const id = randomUUID();
	await query(`insert into private.contributors (id, joined_on) values ($1::uuid, $2::date)`, [
		id,
		date(day)
	]);
	if (how === 1) {
		await query(
			`insert into private.act_days (contributor_id, day)
			select $1::uuid, '2026-01-01'::date + n from generate_series(1, private.setting('trust_acts')::int) n`,
			[id]
		);
	}
	await query(`select private.review_camera($1::timestamptz, $2::uuid, $3, $4::bigint, 'present')`, [
		at(day),
		id,
		randomBytes(32).toString('hex'),
		number
	]);
}

/** Somewhere on the ground of the flood, or at least 10 km from its middle. */
function position(isThere: boolean): [lng: number, lat: number] {
	const angle = Math.random() * 2 * Math.PI;
	const metres = isThere ? radiusM * 0.95 * Math.sqrt(Math.random()) : 10_000 + Math.random() * 5000;
	return [
		middle[0] + (metres * Math.cos(angle)) / (metresPerDegree * Math.cos((middle[1] * Math.PI) / 180)),
		middle[1] + (metres * Math.sin(angle)) / metresPerDegree
	];
}

async function states(query: Query): Promise<Map<string, string>> {
	const rows = await query<{ number: string; state: string }>(
		'select number::text, state::text from public.cameras where version is not null'
	);
	return new Map(rows.map(({ number, state }) => [number, state]));
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
	const begin = performance.now();
	return [await work(), performance.now() - begin];
}
