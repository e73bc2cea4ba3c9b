import { beforeAll, describe, expect, test } from 'vitest';
import { readCameraLines } from '../../src/lib/server/live/camera-line.ts';
import { fineAreas, inStrip, strip, strips } from '../support/areas.ts';
import { describeEngines } from '../support/engines.ts';
import { verbs } from '../support/record.ts';

interface Loaded {
	coarse: boolean;
	spacing_m: number;
	notes: string[];
}
interface Stats {
	set: { source: string | null; as_of: string | null; coarse: boolean; tolerance_m: number } | null;
	areas: {
		id: string;
		area_km2: number;
		population: number;
		counts: Record<string, number>;
		confirmed_day: number | null;
	}[];
	city: Record<string, number>;
}

describeEngines('areas', (database) => {
	const { send, report } = verbs(database);
	const load = (areas: unknown, more = {}) =>
		database().service.rpc('replace_areas', { p_areas: JSON.stringify(areas), ...more });
	const loaded = async (areas: unknown, more = {}) => {
		const { data, error } = await load(areas, more);
		expect(error).toBeNull();
		return data as unknown as Loaded;
	};
	const refusal = async (areas: unknown) => {
		const { error, status } = await load(areas);
		expect(status).toBe(422);
		return error?.message;
	};
	const stats = async () => (await database().anon.rpc('stats')).data as unknown as Stats;
	const countOf = async (id: string) => (await stats()).areas.find((area) => area.id === id)?.counts;
	const at = ([lng, lat]: [number, number], more = {}) => ({ lng, lat, ...more });
	const outside: [number, number] = [strips.west - 0.04, 44.8];
	const degree = 78_847; // metres of a degree of longitude at 44.8° north
	/** a position so many metres west of the westernmost municipality, barajevo */
	const westBy = (metres: number, lat: number): [number, number] => [strips.west - metres / degree, lat];
	let early = 0;

	beforeAll(async () => {
		expect(await stats()).toMatchObject({ set: null, areas: [] });
		expect((await database().service.rpc('area_placement')).data).toBeNull();
		// While there are no boundaries, the box is the only check.
		await report(at(outside));
		early = (await report(at(inStrip(3)))).camera.number;
		await report(at(inStrip(3, 0.001), { publish: 'later' }));
	});

	test('a set that is refused changes nothing, and says why', async () => {
		const areas = fineAreas();
		const all = 'A set of boundaries has each of the 17 municipalities once.';
		expect(await refusal(areas.slice(1))).toBe(all);
		expect(await refusal([...areas.slice(1), areas[1]])).toBe(all);
		expect(await refusal({})).toBe(all);
		const withBoundary = (boundary: unknown) => [...areas.slice(0, 16), { ...areas[16], boundary }];
		const zvezdara = (await refusal(withBoundary({ type: 'Point', coordinates: [20.4, 44.8] })))?.split(':');
		expect(zvezdara).toEqual(['Zvezdara', ' the boundary is no polygon.']);
		expect(await refusal(withBoundary({ type: 'Polygon', coordinates: 7 }))).toMatch(/no GeoJSON geometry/);
		expect(await refusal(withBoundary(null))).toMatch(/no polygon/);
		const elsewhere = {
			type: 'Polygon',
			coordinates: [
				[
					[21.9, 43.3],
					[22, 43.3],
					[22, 43.4],
					[21.9, 43.3]
				]
			]
		};
		expect(await refusal(withBoundary(elsewhere))).toMatch(/outside the City of Belgrade/);
		const flat = {
			type: 'Polygon',
			coordinates: [
				[
					[20.4, 44.8],
					[20.5, 44.8],
					[20.45, 44.8],
					[20.4, 44.8]
				]
			]
		};
		expect(await refusal(withBoundary(flat))).toMatch(/cannot be repaired/);
		expect(await stats()).toMatchObject({ set: null, areas: [] });
	});

	describe('with fine boundaries', () => {
		beforeAll(async () => {
			const answer = await loaded(fineAreas(), {
				p_source: 'Tests',
				p_licence: 'CC0',
				p_as_of: '2026-11-01'
			});
			expect(answer).toMatchObject({ coarse: false, notes: [] });
			expect(answer.spacing_m).toBeLessThan(300);
			const { data } = await database().service.rpc('place_cameras', { p_after: -1, p_limit: 2 });
			expect(data, 'the next page').not.toBeNull();
			const { data: end } = await database().service.rpc('place_cameras', { p_after: data as number });
			expect(end).toBeNull();
		});

		test('the cameras of before are placed, the one outside in none, the pending one is not counted', async () => {
			const { set, areas, city } = await stats();
			expect(set).toMatchObject({ source: 'Tests', as_of: '2026-11-01', coarse: false, tolerance_m: 100 });
			expect(areas).toHaveLength(17);
			// 0.05° × 0.85° at 44.7° north
			for (const { area_km2 } of areas) expect(area_km2).toBeCloseTo(372, -1);
			expect(areas.filter(({ counts }) => Object.keys(counts).length > 0)).toMatchObject([
				{ id: 'lazarevac', population: 55146, counts: { reported: 1 } }
			]);
			expect(city.reported).toBe(2);
		});

		test('a camera is counted where it lies, in its state, when it is public', async () => {
			const { camera } = await report(at(inStrip(5)));
			expect(await countOf('novi-beograd')).toEqual({ reported: 1 });
			const change = (p_state: string, p_reason?: string) =>
				database().service.rpc('set_camera_state', { p_number: camera.number, p_state, p_reason });
			await change('verified');
			expect(await countOf('novi-beograd')).toEqual({ verified: 1 });
			await change('hidden', 'on a home');
			expect(await countOf('novi-beograd')).toEqual({});
		});

		test('a camera names its municipality wherever it is read', async () => {
			const camera = (await database().anon.rpc('camera', { p_number: early })).data;
			expect(camera).toMatchObject({ camera: { municipality: 'lazarevac' } });
			const lines = (await database().service.rpc('cameras_lines', { p_after: early - 1, p_limit: 1 })).data;
			expect(readCameraLines(lines ?? '')[0]?.camera).toMatchObject({ municipality: 'lazarevac' });
			// Its history does not: it is nothing that somebody said of it.
			const log = await database().sql(
				'select public_line from public.camera_events where camera_number = $1',
				[early]
			);
			expect(JSON.stringify(log)).not.toContain('lazarevac');
		});

		test('who keeps cameras in memory is told that all were placed anew, when it is done', async () => {
			const placement = async () => (await database().service.rpc('area_placement')).data;
			const before = await placement();
			expect(before).toMatch(/^[0-9a-f-]{36}$/);
			const { service } = database();
			await service.rpc('replace_areas', { p_areas: JSON.stringify(fineAreas()) });
			expect(await placement()).toBe('');
			await service.rpc('place_cameras', { p_after: -1 });
			expect(await placement()).toMatch(/^[0-9a-f-]{36}$/);
			expect(await placement()).not.toBe(before);
		});

		test('a report outside every municipality is refused beside what else is wrong', async () => {
			const { error, status } = await send(at(outside, { type: 'drone' }));
			expect(status).toBe(422);
			expect(JSON.parse(error?.details ?? '')).toEqual([
				{ field: 'position', code: 'outside_area' },
				{ field: 'type', code: 'invalid' }
			]);
			// Out of the box, it is said once.
			const far = await send(at([44.8, 20.4]));
			expect(JSON.parse(far.error?.details ?? '')).toEqual([{ field: 'position', code: 'swapped' }]);
		});

		test('the border is not sharp: 90 m outside is taken and counted next door, 120 m is refused', async () => {
			await report(at(westBy(90, 44.5)));
			expect(await countOf('barajevo')).toEqual({ reported: 1 });
			expect((await send(at(westBy(120, 44.6)))).status).toBe(422);
			// On the line between two it lies in one.
			await report(at([strips.west + strips.width, 44.55]));
			expect(await countOf('barajevo')).toEqual({ reported: 2 });
		});

		test('the median of days is that of the last confirmation of those that stand, and there is none of none', async () => {
			const area = async () => (await stats()).areas.find(({ id }) => id === 'stari-grad');
			expect(await area()).toMatchObject({ counts: {}, confirmed_day: null });
			const days = ['2026-01-01', '2026-02-01', '2026-02-10'];
			for (const [i, observed_on] of days.entries())
				await report(at(inStrip(11, 0, 44.5 + i * 0.02), { observed_on }));
			const number = (day: string) => Date.parse(day) / 86_400_000;
			expect((await area())?.confirmed_day).toBe(number('2026-02-01'));
			const { camera } = await report(at(inStrip(11, 0, 44.6), { observed_on: '2026-03-03' }));
			expect((await area())?.confirmed_day, 'between two').toBe(number('2026-02-01') + 4.5);
			await database().sql(
				`select private.set_camera_state('2026-04-04T12:00Z', $1, 'verified', null, 2, 0)`,
				[camera.number]
			);
			await database().sql(`select private.set_camera_state(now(), $1, 'removed', null, 0, 2)`, [
				camera.number
			]);
			expect((await area())?.confirmed_day, 'a removed one counts no more').toBe(number('2026-02-01'));
		});

		test('a camera that moves is counted anew', async () => {
			const { camera } = await report(at(inStrip(8)));
			await database().sql(
				`update public.cameras set position = private.point(${inStrip(9).join(', ')}) where number = $1`,
				[camera.number]
			);
			expect(await countOf('rakovica')).toEqual({});
			expect(await countOf('savski-venac')).toEqual({ reported: 1 });
		});

		test('many cameras written by one statement are placed', async () => {
			await database()
				.sql(`insert into public.cameras (number, position, version, first_reported_on, changed_on)
				select g, private.point(20.52 + g * 0.0001, 44.9), 1000000 + g, current_date, current_date
				from generate_series(1, 200) g`);
			expect(await countOf('sopot')).toEqual({ reported: 200 });
		});
	});

	describe('with coarse boundaries', () => {
		/** The first two have changed places; the last is a bow tie, and has a part in Niš. */
		const coarse = () =>
			fineAreas().map((area, index) => {
				const boundary = strip([1, 0][index] ?? index);
				if (index < 16) return { ...area, boundary };
				const [a, b, c, d] = boundary.coordinates[0] as [number, number][];
				const nis = [
					[21.9, 43.3],
					[22, 43.3],
					[22, 43.4],
					[21.9, 43.3]
				];
				return { ...area, boundary: { type: 'MultiPolygon', coordinates: [[[a, c, b, d, a]], [nis]] } };
			});

		test('they replace the others as a set; what was repaired and left out is said', async () => {
			const { notes, coarse: isCoarse, spacing_m } = await loaded(coarse());
			expect(isCoarse).toBe(true);
			expect(spacing_m).toBeGreaterThan(10_000);
			expect(notes).toEqual([
				expect.stringMatching(/^Zvezdara: the boundary was repaired \(Self-intersection/),
				expect.stringMatching(
					/^Zvezdara: left out what lies outside the City of Belgrade \(parts: 1, 45.\d km²\)/
				)
			]);
			const { set, areas } = await stats();
			expect(set).toMatchObject({ source: null, as_of: null, coarse: true, tolerance_m: 1000 });
			expect(areas).toHaveLength(17);
			expect(
				areas.flatMap(({ counts }) => Object.keys(counts)),
				'until they are placed again'
			).toEqual([]);
			await database().service.rpc('place_cameras', { p_after: -1 });
			// What lay in the strip of one lies in the other's; what lies on the line between two is the first by id.
			expect(await countOf('cukarica')).toEqual({ reported: 1 });
			expect(await countOf('barajevo')).toEqual({ reported: 1 });
		});

		test('the border is wider', async () => {
			await report(at(westBy(900, 44.7)));
			expect(await countOf('cukarica')).toEqual({ reported: 2 });
			expect((await send(at(westBy(1100, 44.75)))).status).toBe(422);
		});
	});

	test('one whose area differs from the published one makes the set coarse', async () => {
		const areas = fineAreas();
		expect((await loaded([{ ...areas[0], published_km2: 360 }, ...areas.slice(1)])).coarse).toBe(false);
		expect((await loaded([{ ...areas[0], published_km2: 340 }, ...areas.slice(1)])).coarse).toBe(true);
		expect((await loaded([{ ...areas[0], published_km2: null }, ...areas.slice(1)])).coarse).toBe(false);
	});

	test('a set replaced while reports come in: both end', async () => {
		const [answer, ...reports] = await Promise.all([
			load(fineAreas()),
			...Array.from({ length: 10 }, (_, i) => send(at(inStrip(12, 0, 44.3 + i * 0.05))))
		]);
		expect(answer.error).toBeNull();
		for (const { error } of reports) expect(error).toBeNull();
	});
});
