import { expect, test } from 'vitest';
import type { Footprint } from '../../src/lib/camera/footprint.ts';
import { levels, usualLevel } from '../../src/lib/camera/levels.ts';
import { bounds, readings, viewArea, viewOf } from '../../src/lib/camera/optics.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { ringArea, viewWithin } from '../../src/lib/camera/sight.ts';
import { DatabaseError, unwrap } from '../../src/lib/server/engine/index.ts';
import { sightAmong } from '../../src/lib/server/coverage/sights.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { at } from '../support/contributors.ts';
import { describeEngines } from '../support/engines.ts';
import { reportArguments, somewhere, verbs } from '../support/record.ts';
import { mulberry32 } from '../support/random.ts';
import { house, origin, settleAmong, town, use } from '../support/sights.ts';

/* Views at least are cut by buildings, and kept current; views at most are whole. */

const places = levels.flatMap((level) =>
	readings.flatMap((reading) => bounds.map((bound) => ({ level, reading, bound })))
);
const usual = places.findIndex(({ level }) => level === usualLevel);
/** a fixed camera at the level of outline: whole, and before a wall 20 m away */
const [whole_m2, triangle_m2] = [904.8, 20 ** 2 * Math.tan(Math.PI / 6)];

describeEngines('buildings', (database) => {
	const { report } = verbs(database);
	const sql = <T>(statement: string, parameters?: unknown[]) => database().sql<T>(statement, parameters);
	/** The 56 areas around a place in m². */
	async function around({ lng, lat }: { lng: number; lat: number }): Promise<number[]> {
		const [row] = await sql<{ watched: string[] }>(
			`select private.watched_m2(extensions.st_expand(
				extensions.st_transform(private.point($1, $2)::extensions.geometry, 32634), 300))::text[] as watched`,
			[lng, lat]
		);
		return row!.watched.map(Number);
	}
	const sightsOf = (number: number) => unwrap(database().anon.rpc('camera_sights', { p_numbers: [number] }));
	const both = async (place: { lng: number; lat: number }) =>
		(await around(place)).slice(usual, usual + 2) as [number, number];
	const stored = () =>
		sql(`select cell_x, cell_y, area_id, ground_dm2, cameras, watched_dm2, looked_dm2 from private.coverage
			where ground_dm2 > 0 and (cameras <> '{0,0,0,0}' or watched_dm2 <> array_fill(0, array[56]))
			order by cell_x, cell_y, area_id`);
	/** As correct_camera writes: the fact, then the event. */
	const correct = (number: number, facts: string) =>
		sql(
			`with corrected as (update public.cameras set ${facts} where number = $1 returning number)
			select private.record_event($2::timestamptz, number, 'corrected') from corrected`,
			[number, at(1)]
		);
	/** Grid north is so many degrees away from north there; the walls stand along the grid. */
	const wall = (place: { lng: number; lat: number }, north: number): Footprint =>
		house(toUtm34([place.lng, place.lat]), -200, north, 200, north + 10);

	test('a wall before a camera, kept current by corrections and by other buildings; gone, all is as before', async () => {
		const place = somewhere();
		const { camera } = await report({ ...place, type: 'fixed', heading_deg: 0 });
		await settleAmong(database(), null);
		const before = await stored();
		const [least, most] = await both(place);
		expect(least).toBeCloseTo(whole_m2, -0.5);
		expect(most).toBe(least);

		const near = town('0123abcd', [wall(place, 20)]);
		await use(database(), near);
		// Until its sight is made, the camera waits, and what is on the map stays there.
		const waits = (await unwrap(database().service.rpc('refresh_coverage'))) as {
			left: number;
			sights_wanted: string;
		};
		expect(waits).toMatchObject({ sights_wanted: near.version });
		expect(waits.left).toBeGreaterThan(0);
		expect(await both(place)).toEqual([least, most]);
		await settleAmong(database(), near);
		const [cut, whole] = await both(place);
		// The heading and the grid differ by half a degree.
		expect(Math.abs(cut - triangle_m2)).toBeLessThan(1);
		expect(whole).toBe(most);

		await correct(camera.number, 'heading_deg = 180');
		await settleAmong(database(), near);
		expect(await both(place)).toEqual([expect.closeTo(whole_m2, -0.5), expect.closeTo(whole_m2, -0.5)]);
		await correct(camera.number, 'heading_deg = 0');
		await settleAmong(database(), near);
		expect((await both(place))[0]).toBe(cut);
		// Ten metres nearer to the wall.
		await correct(camera.number, `position = private.point(${place.lng}, ${place.lat + 10 / 111_139})`);
		await settleAmong(database(), near);
		expect(Math.abs((await both(place))[0] - triangle_m2 / 4)).toBeLessThan(1);
		await correct(camera.number, `position = private.point(${place.lng}, ${place.lat})`);
		await settleAmong(database(), near);
		expect((await both(place))[0]).toBe(cut);

		const farther = town('0123abce', [{ ...wall(place, 30), height_m: 6 }]);
		await use(database(), farther);
		await settleAmong(database(), farther);
		const [later] = await both(place);
		expect(Math.abs(later - 2.25 * triangle_m2)).toBeLessThan(1);
		// A lens that is known to be higher looks over it.
		await correct(camera.number, 'height_m = 8');
		await settleAmong(database(), farther);
		expect(await both(place)).toEqual([least, most]);
		await correct(camera.number, 'height_m = null');
		await settleAmong(database(), farther);
		expect((await both(place))[0]).toBe(later);

		await use(database(), null);
		await settleAmong(database(), null);
		expect(await stored()).toEqual(before);
		expect(await sql('select from private.sights')).toEqual([]);
		expect(await unwrap(database().service.rpc('rebuild_coverage'))).toBeGreaterThan(0);
		await settleAmong(database(), null);
		expect(await stored()).toEqual(before);
	});

	test('every view at least of every type is what the domain cuts, and every view at most is whole', async () => {
		const random = mulberry32(7);
		const place = somewhere();
		const middle = toUtm34([place.lng, place.lat]);
		const houses = Array.from({ length: 60 }, () => {
			const [x, y] = [10 + 240 * random(), 2 * Math.PI * random()];
			const [east, north] = [x * Math.cos(y), x * Math.sin(y)];
			return house(middle, east, north, east + 3 + 15 * random(), north + 3 + 15 * random());
		});
		const among = town('feedbeef', houses);
		await use(database(), among);
		const kinds = [
			{ type: 'fixed', heading_deg: 217 },
			{ type: 'fixed', heading_deg: null },
			{ type: 'plate_reader', heading_deg: 30 },
			{ type: 'dome', heading_deg: null },
			{ type: 'unknown', heading_deg: 90 }
		] as const;
		const sight = sightAmong(among, [place.lng, place.lat], null, settings.view_range_max_m)!;
		for (const optics of kinds) {
			const { camera } = await report({ ...place, ...optics, another_camera: true });
			await settleAmong(database(), among);
			const rows = await sql<{ place: number; m2: number }>(
				`select p.place, extensions.st_area(v.ground) as m2 from private.camera_views v
				join generate_series(0, 27) as p (place) on v.views & (1 << p.place) <> 0 where v.camera_number = $1`,
				[camera.number]
			);
			places.forEach(({ level, reading, bound }, n) => {
				const view = viewOf(optics, level, reading, bound, settings);
				const found = rows.filter((row) => row.place === n);
				expect(found).toHaveLength(view ? 1 : 0);
				if (!view) return;
				const azimuth_deg =
					view.heading_deg === null
						? null
						: view.heading_deg - (place.lng - 21) * Math.sin((place.lat * Math.PI) / 180);
				const expected =
					bound === 'most' ? viewArea(view) : ringArea(viewWithin({ ...view, azimuth_deg }, sight));
				expect(Math.abs(found[0]!.m2 - expected), `${optics.type} ${level}`).toBeLessThan(
					0.001 * expected + 0.05
				);
			});
			expect(await sightsOf(camera.number)).toEqual([
				{ number: camera.number, at: sight.at, rings: [expect.any(Array)] }
			]);
		}
		// What is stored is what a rebuild measures.
		const kept = await stored();
		await unwrap(database().service.rpc('rebuild_coverage'));
		await settleAmong(database(), among);
		expect(await stored()).toEqual(kept);
		await use(database(), null);
	});

	test('in a building, a camera looks from outside, and what it watches at least lies in what it does at most', async () => {
		const place = somewhere();
		const among = town('feedbee4', [house(toUtm34([place.lng, place.lat]), -50, -20, 50, 4)]);
		await use(database(), among);
		const { camera } = await report({ ...place, type: 'dome' });
		await settleAmong(database(), among);
		const [row] = await sql<{ pairs: string; most_out_m2: number; north_m: number }>(
			`select count(*) as pairs, max(extensions.st_area(extensions.st_difference(a.ground, b.ground))) as most_out_m2,
				max(extensions.st_y(s.at)) as north_m
			from generate_series(0, 26, 2) as p (place)
			join private.camera_views a on a.views & (1 << p.place) <> 0
			join private.camera_views b on b.camera_number = a.camera_number and b.views & (2 << p.place) <> 0
			join private.sights s on s.camera_number = a.camera_number
			where a.camera_number = $1`,
			[camera.number]
		);
		expect(row!.north_m - toUtm34([place.lng, place.lat])[1]).toBeGreaterThan(4);
		expect(Number(row!.pairs)).toBeGreaterThan(0);
		expect(row!.most_out_m2).toBeLessThan(0.5);
		await use(database(), null);
	});

	test('a removed or hidden camera has no sight to wait for, and shows none', async () => {
		const place = somewhere();
		const { camera } = await report({ ...place, type: 'dome' });
		const among = town('feedbee5', [wall(place, 20)]);
		await use(database(), among);
		await settleAmong(database(), among);
		const act = (state: string | null) =>
			sql('select private.set_camera_state($1::timestamptz, $2::bigint, $3, $4)', [
				at(0),
				camera.number,
				state,
				'a home'
			]);
		const seen = () => sightsOf(camera.number);
		expect(await seen()).toHaveLength(1);
		const [cut] = await both(place);
		expect(cut).toBeGreaterThan(100);
		await act('hidden');
		expect(await seen()).toEqual([]);
		await settleAmong(database(), null);
		expect(await both(place)).toEqual([0, 0]);
		await act(null);
		await settleAmong(database(), among);
		expect((await both(place))[0]).toBe(cut);
		await act('removed');
		await unwrap(database().service.rpc('rebuild_coverage'));
		await settleAmong(database(), among);
		expect(await sql(`select from private.sights where camera_number = ${camera.number}`)).toEqual([]);
		await use(database(), null);
	});

	test('what is no sight, and sights among other buildings, are refused', async () => {
		const place = somewhere();
		const lens = toUtm34([place.lng, place.lat]);
		await unwrap(database().service.rpc('report_camera', reportArguments({ ...place, type: 'dome' })));
		const among = town('feedbee6', [wall(place, 20)]);
		await use(database(), among);
		const all = await unwrap(database().service.rpc('sights_due', { p_limit: 1000 }));
		const due = (all as { number: number; basis: string; lng: number; lat: number }[]).find(
			({ lng, lat }) => Math.hypot(lng - place.lng, lat - place.lat) < 1e-5
		);
		const store = async (more: object, version = among.version) => {
			const square = [
				[0, 0],
				[9, 0],
				[9, 9],
				[0, 9],
				[0, 0]
			].map(([x, y]) => [lens[0] + x!, lens[1] + y!]);
			const sight = { number: due!.number, basis: due!.basis, at: lens, ring: square, ...more };
			return unwrap(
				database().service.rpc('store_sights', { p_version: version, p_sights: JSON.stringify([sight]) })
			).catch((error: DatabaseError) => error);
		};
		expect(await store({}, '0123abcd')).toMatchObject({ status: 409, message: 'other_buildings' });
		for (const wrong of [
			{ at: [lens[0] + 20, lens[1]] },
			{ at: null },
			{ basis: null },
			{ ring: [lens, [lens[0] + 900, lens[1]], [lens[0], lens[1] + 9], lens] },
			{ ring: [lens, lens, lens, lens] }
		])
			expect(await store(wrong), JSON.stringify(wrong)).toMatchObject({ status: 422, message: 'bad_sight' });
		expect(await store({ number: 1 })).toBe(0);
		expect(await store({})).toBe(1);
		expect(await store({ at: null, ring: null })).toBe(1);
		for (const args of [
			{ p_version: 'X' },
			{ p_version: '0123abcd' },
			{ p_version: '0123abcd', p_origin: JSON.stringify({ ...origin, day: 'today' }) }
		])
			await expect(unwrap(database().service.rpc('use_buildings', args))).rejects.toMatchObject({
				status: 422,
				message: 'bad_buildings'
			});
		expect(await unwrap(database().anon.rpc('buildings'))).toEqual({
			version: among.version,
			...origin,
			sights_version: expect.any(Number)
		});
		await use(database(), null);
		expect((await database().anon.rpc('buildings')).data).toBe(null);
	});
});
