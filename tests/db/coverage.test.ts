import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editions, levels, usualLevel } from '../../src/lib/camera/levels.ts';
import { bounds, readings, turns, viewArea, viewOf } from '../../src/lib/camera/optics.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { types, type CameraType } from '../../src/lib/camera/vocabulary.ts';
import { fineAreas, strips } from '../support/areas.ts';
import { at } from '../support/contributors.ts';
import { describeEngines, roundsOf } from '../support/engines.ts';
import { oneGoACall } from '../support/one-go.ts';
import { somewhere, verbs } from '../support/record.ts';

/** The 56 areas in m², in the order of the database. */
type Watched = number[];
const places = levels.flatMap((level) =>
	readings.flatMap((reading) => bounds.map((bound) => ({ level, reading, bound })))
);
/** the place of the usual level at a glance, at least, among them; the next is at most */
const usual = places.findIndex(({ level }) => level === usualLevel);

describeEngines('coverage', (database) => {
	const { report, reportUnseen, read } = verbs(database);
	const sql = <T>(statement: string, parameters?: unknown[]) => database().sql<T>(statement, parameters);
	const act = (number: number, state: string | null) =>
		sql('select private.set_camera_state($1::timestamptz, $2::bigint, $3, $4)', [
			at(0),
			number,
			state,
			'a home'
		]);

	/** Measures until nothing is due. */
	async function settle(): Promise<void> {
		for (;;) {
			const { data, error } = await database().service.rpc('refresh_coverage');
			expect(error).toBeNull();
			if ((data as unknown as { left: number }).left === 0) return;
		}
	}
	async function rebuild(): Promise<void> {
		const { error } = await database().service.rpc('rebuild_coverage');
		expect(error).toBeNull();
		await settle();
	}
	/** What is stored, but for empty cells. */
	const stored = () =>
		sql<{
			watched_dm2: number[];
		}>(`select cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2 from private.coverage
			where ground_dm2 > 0 and (cameras <> '{0,0,0,0}' or watched_dm2 <> array_fill(0, array[56]))
			order by cell_x, cell_y, area_id`);
	/** What the stored cells say of the square kilometre around a position. */
	async function around({ lng, lat }: { lng: number; lat: number }): Promise<Watched> {
		await settle();
		const [row] = await sql<{ watched: string[] }>(
			`select private.watched_m2(extensions.st_expand(
				extensions.st_transform(private.point($1, $2)::extensions.geometry, 32634), 500))::text[] as watched`,
			[lng, lat]
		);
		return row!.watched.map(Number);
	}
	const sector = (reach_m: number, angle_deg: number) => viewArea({ reach_m, heading_deg: 0, angle_deg });
	const within = (share: number, measured: number, expected: number) =>
		expect(Math.abs(measured - expected)).toBeLessThanOrEqual(share * expected);

	test('the views of every kind of camera are those of the domain, within 0.1 %', async () => {
		const rows = await sql<{
			type: CameraType;
			heading: number | null;
			place: number;
			reach: number;
			m2: number;
		}>(`
			select t.type, h.heading, p.place, v.reach_m as reach, extensions.st_area(v.ground) as m2
			from unnest(enum_range(null::public.camera_type)) as t (type)
			cross join (values (null::smallint), (0), (90), (217), (359)) as h (heading)
			cross join lateral private.views_of(array[jsonb_populate_record(null::public.cameras, jsonb_build_object(
				'type', t.type, 'heading_deg', h.heading, 'position', private.point(20.4573, 44.8178)))]) v
			join generate_series(0, 27) as p (place) on v.views & (1 << p.place) <> 0`);
		let none = 0;
		for (const type of types)
			for (const heading_deg of [null, 0, 90, 217, 359])
				places.forEach(({ level, reading, bound }, place) => {
					const expected = viewOf({ type, heading_deg }, level, reading, bound, settings);
					const found = rows.filter((r) => r.type === type && r.heading === heading_deg && r.place === place);
					expect(found).toHaveLength(expected ? 1 : 0);
					none += Number(!expected);
					if (!expected) return;
					within(0.001, found[0]!.reach, expected.reach_m);
					within(0.001, found[0]!.m2, viewArea(expected));
				});
		// Fourteen views at least of each kind that does not turn, or that may not.
		expect(none).toBe(14 * types.filter((type) => type === 'unknown' || !turns[type]).length);
	});

	test('the levels of each edition are those of the domain', async () => {
		for (const [edition, named] of Object.entries(editions))
			expect(
				await sql(`select level, density_px_m from private.view_levels(${edition}) order by place`)
			).toEqual(Object.entries(named).map(([level, density_px_m]) => ({ level, density_px_m })));
	});

	test('a sector lies where the camera looks, by the compass and not by the grid', async () => {
		const [row] = await sql<{ off: number }>(`
			select degrees(extensions.st_azimuth(c.position, extensions.st_transform(
				extensions.st_centroid(v.ground), 4326)::extensions.geography)) as off
			from jsonb_populate_record(null::public.cameras, jsonb_build_object('type', 'fixed', 'heading_deg', 45,
				'position', private.point(20, 44.3))) c, private.views_of(array[c]) v order by v.reach_m desc limit 1`);
		expect(Math.abs(row!.off - 45)).toBeLessThan(0.05);
	});

	test('published, seen, hidden, restored, removed and back', async () => {
		const place = somewhere();
		const { camera } = await report({ ...place, type: 'fixed', heading_deg: 90 });
		const watched = await around(place);
		within(0.001, watched[usual]!, sector(41.5692, 60));
		// Of verified cameras there is none.
		expect(watched.slice(28)).toEqual(Array(28).fill(0));
		await report({ ...place, same_as: camera.number });
		expect(await around(place)).toEqual(watched);
		await act(camera.number, 'verified');
		expect((await around(place)).slice(28)).toEqual(watched.slice(0, 28));
		await act(camera.number, 'hidden');
		expect(await around(place)).toEqual(Array(56).fill(0));
		await act(camera.number, null);
		expect((await around(place)).slice(28)).toEqual(watched.slice(0, 28));
		await act(camera.number, 'disputed');
		expect(await around(place)).toEqual(watched);
		await act(camera.number, 'removed');
		expect(await around(place)).toEqual(Array(56).fill(0));
		await act(camera.number, 'reported');
		expect(await around(place)).toEqual(watched);
	});

	test('a report that waits is not measured before its time; withdrawn, it is gone', async () => {
		const place = somewhere();
		const { report_id } = await report({ ...place, type: 'dome', publish: 'later' });
		expect(await around(place)).toEqual(Array(56).fill(0));
		await sql(`update private.publication_queue set due_at = now() where report_id = $1`, [report_id]);
		await database().service.rpc('tick');
		within(0.001, (await around(place))[usual]!, sector(41.5692, 360));
		await database().service.rpc('withdraw_report', { p_report_id: report_id });
		expect(await around(place)).toEqual(Array(56).fill(0));
	});

	test('a corrected heading and position move the ground; an unknown heading has two bounds', async () => {
		const place = somewhere();
		const { camera } = await report({ ...place, type: 'fixed' });
		const both = async () => (await around(place)).slice(usual, usual + 2);
		const [least, most] = await both();
		expect(least).toBe(0);
		within(0.001, most!, sector(41.5692, 360));
		// As correct_camera writes: the fact, then the event.
		const correct = (facts: string) =>
			sql(
				`with corrected as (update public.cameras set ${facts} where number = $1 returning number)
				select private.record_event($2::timestamptz, number, 'corrected') from corrected`,
				[camera.number, at(1)]
			);
		await correct('heading_deg = 180');
		const [south, bound] = await both();
		within(0.001, south!, sector(41.5692, 60));
		expect(bound).toBe(south);
		await correct(`position = private.point(${place.lng}, ${place.lat + 0.0001})`);
		within(0.001, (await around(place))[usual]!, sector(41.5692, 60));
		expect((await read(camera.number))?.camera.lat).toBeCloseTo(place.lat + 0.0001, 6);
	});

	test('two cameras on one pole count their common ground once', async () => {
		const place = somewhere();
		await report({ ...place, type: 'fixed', heading_deg: 0 });
		await report({ ...place, type: 'fixed', heading_deg: 30, another_camera: true });
		within(0.001, (await around(place))[usual]!, sector(41.5692, 90));
	});

	test('the example of docs/method.md', async () => {
		const table = readFileSync('docs/method.md', 'utf8').split('### An example').at(-1)!;
		const figures = (row: string) =>
			[...(table.match(new RegExp(`^\\| ${row} .*$`, 'm'))?.[0] ?? '').matchAll(/\d[\d,]*/g)].map(
				([figure]) => Number(figure.replace(',', ''))
			);
		const place = somewhere();
		const north = (step: number) => ({ lng: place.lng, lat: place.lat + step * 0.002 });
		const sums = async () => (await around(place)).slice(usual, usual + 2).map(Math.round);
		await report({ ...north(-1), type: 'fixed', heading_deg: 90 });
		expect(await sums()).toEqual(figures('fixed, looks east'));
		await report({ ...north(0), type: 'dome' });
		await report({ ...north(1), type: 'fixed' });
		const together = figures('together');
		expect(together).toHaveLength(2);
		(await sums()).forEach((sum, i) => expect(Math.abs(sum - together[i]!)).toBeLessThanOrEqual(1));
		expect(together.map((m2) => (m2 / 1e4).toFixed(1))).toEqual(['0.6', '1.2']);
	});

	test('whatever happens, what is stored is what a rebuild measures, and st_union within 2 %', async () => {
		const box = { lng: 20.31, lat: 44.31, width: 0.03, height: 0.02 };
		const camera = fc.record({
			x: fc.double({ min: 0, max: 1, noNaN: true }),
			y: fc.double({ min: 0, max: 1, noNaN: true }),
			type: fc.constantFrom(...types),
			heading: fc.option(fc.integer({ min: 0, max: 359 }))
		});
		const change = fc.record({
			which: fc.nat(),
			state: fc.constantFrom('reported', 'verified', 'disputed', 'removed', 'hidden', null)
		});
		const known: number[] = [];
		await fc.assert(
			fc.asyncProperty(
				fc.array(camera, { minLength: 1, maxLength: 6 }),
				fc.array(change, { maxLength: 6 }),
				fc.record({
					x: fc.double({ min: 0, max: 0.5, noNaN: true }),
					y: fc.double({ min: 0, max: 0.4, noNaN: true })
				}),
				async (cameras, changes, corner) => {
					for (const { x, y, type, heading } of cameras) {
						const { camera } = await reportUnseen({
							lng: box.lng + x * box.width,
							lat: box.lat + y * box.height,
							type,
							heading_deg: heading,
							another_camera: true
						});
						known.push(camera.number);
					}
					for (const { which, state } of changes) await act(known[which % known.length]!, state);
					await settle();
					const kept = await stored();
					for (const { watched_dm2 } of kept)
						watched_dm2.forEach((dm2, slot) => {
							if (slot % 2 === 1) expect(dm2).toBeGreaterThanOrEqual(watched_dm2[slot - 1]!);
						});
					// A rectangle of at least a square kilometre, askew to the cells.
					const area = `extensions.st_transform(extensions.st_makeenvelope(${box.lng + corner.x * box.width},
						${box.lat + corner.y * box.height}, ${box.lng + (corner.x + 0.5) * box.width},
						${box.lat + (corner.y + 0.6) * box.height}, 4326), 32634)`;
					const [exact] = await sql<{ km2: number; measured: string[]; exact: number[] }>(`
						select extensions.st_area(${area}) / 1e6 as km2, private.watched_m2(${area})::text[] as measured, array(
							select coalesce(extensions.st_area(extensions.st_intersection(${area},
								extensions.st_union(v.ground, 0.001), 0.001)), 0)
							from generate_series(0, 55) s left join private.camera_views v
								on v.views & (1 << s % 28) <> 0 and (s < 28 or v.is_verified)
							group by s order by s) as exact`);
					expect(exact!.km2).toBeGreaterThan(1);
					// Each cell is rounded to a square decimetre.
					exact!.exact.forEach((m2, slot) =>
						expect(Math.abs(Number(exact!.measured[slot]) - m2)).toBeLessThanOrEqual(0.02 * m2 + 0.1)
					);
					await rebuild();
					expect(await stored()).toEqual(kept);
				}
			),
			{ numRuns: roundsOf(database(), 8), endOnFailure: true }
		);
	});

	test('a cell on a border is cut, and its pieces are the whole', async () => {
		const ungrouped = `select sum(r.watched_dm2[1]) as watched, sum(r.ground_dm2) as ground, sum(r.cameras[1]) as cameras
			from private.coverage r where r.ground_dm2 > 0`;
		// On the border of two of them.
		await report({ lng: strips.west + strips.width, lat: 44.45, type: 'dome' });
		await settle();
		const [before] = await sql<Record<string, string>>(ungrouped);
		const { error } = await database().service.rpc('replace_areas', { p_areas: JSON.stringify(fineAreas()) });
		expect(error).toBeNull();
		await settle();
		const [after] = await sql<Record<string, string>>(ungrouped);
		// A square decimetre of rounding for each piece.
		within(1e-4, Number(after!.watched), Number(before!.watched));
		within(1e-4, Number(after!.ground), Number(before!.ground));
		expect(after!.cameras).toBe(before!.cameras);
		const [cut] = await sql<{ cells: number }>(
			`select count(*)::int as cells from (select from private.coverage where ground_dm2 > 0
				group by cell_x, cell_y having count(*) > 1) c`
		);
		expect(cut!.cells).toBeGreaterThan(0);
		const kept = await stored();
		await rebuild();
		expect(await stored()).toEqual(kept);
	});

	test('cells have their turn while more cameras come in than are measured in one go', async () => {
		// More than two goes take.
		for (let cameras = 0; cameras < 40; cameras++) await report({ ...somewhere(), type: 'fixed' });
		await settle();
		const due = async () => {
			const [row] = await sql<{ n: number }>(`select count(*)::integer as n from private.coverage_due_cells
				where (cell_x, cell_y) in ((1820, 19850), (1830, 19850))`);
			return row!.n;
		};
		await sql('insert into private.coverage_due_cells (cell_x, cell_y) values (1820, 19850), (1830, 19850)');
		const atOnce = await oneGoACall(database(), 'coverage_due_cameras');
		for (let go = 0; (await due()) > 0; go++) {
			expect(go, 'goes for two cells').toBeLessThan(60);
			// As reports do that come in all the time.
			await sql(`insert into private.coverage_due_cameras (camera_number)
				select number from public.cameras order by number limit 40 on conflict do nothing`);
			const { error } = await database().service.rpc('refresh_coverage');
			expect(error).toBeNull();
			const [left] = await sql<{ n: number }>(
				'select count(*)::integer as n from private.coverage_due_cameras'
			);
			expect(left!.n).toBeGreaterThan(0);
		}
		await atOnce();
		await settle();
	});

	test('two processes that measure at once do each cell once', async () => {
		const place = somewhere();
		for (let i = 0; i < 12; i++) await report({ ...place, type: 'ptz', another_camera: true });
		await Promise.all([settle(), settle(), settle()]);
		const kept = await stored();
		await rebuild();
		expect(await stored()).toEqual(kept);
	});

	test('a process that keeps the cells in memory is told of each change, in order', async () => {
		await settle();
		const since = async (version: number) =>
			String((await database().service.rpc('coverage_since', { p_version: version })).data)
				.split('\n')
				.filter(Boolean);
		const versions = (await since(0)).map((line) => Number(line.split(',')[0]));
		expect(versions).toEqual([...versions].sort((a, b) => a - b));
		const newest = versions.at(-1)!;
		expect(await since(newest)).toEqual([]);
		const place = somewhere();
		await report({ ...place, type: 'fixed', heading_deg: 10 });
		await around(place);
		const [line] = await since(newest);
		const fields = line!.split(',');
		expect(fields).toHaveLength(9);
		expect(fields[5]!.split(' ')).toHaveLength(4);
		expect(fields[6]!.split(' ')).toHaveLength(56);
		// Nobody looked there.
		expect(fields.slice(7)).toEqual(['0', '0']);
	});
});
