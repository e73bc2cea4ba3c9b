import { expect, test } from 'vitest';
import { figures } from '../../src/lib/camera/coverage.ts';
import { cellId } from '../../src/lib/server/coverage/grid.ts';
import { LiveCoverage } from '../../src/lib/server/coverage/live-coverage.ts';
import type { TileId } from '../../src/lib/server/live/index.ts';
import { fineAreas, inStrip } from '../support/areas.ts';
import { describeEngines } from '../support/engines.ts';
import { verbs } from '../support/record.ts';

describeEngines('watched ground in the memory of a process', (database) => {
	const { report } = verbs(database);
	async function process() {
		const { anon, service } = database();
		(globalThis as Record<string, unknown>).okoEngine = Promise.resolve({ anon, service });
		const coverage = new LiveCoverage(250);
		await coverage.read();
		return coverage;
	}
	const measured = async (coverage: LiveCoverage) => {
		do await coverage.measure();
		while (coverage.due > 0);
	};
	const summed = async (where = 'true') => {
		const [row] = await database().sql<{ sums: string }>(`
			select string_agg(s.sum::text, ' ' order by s.place) as sums from (
				select w.place, sum(w.dm2) from private.coverage c, unnest(c.cameras || c.watched_dm2 || c.looked_dm2) with ordinality w (dm2, place)
				where ${where} group by w.place) s`);
		return row?.sums.split(' ').map(Number);
	};

	test('is what the database has measured, also after changes, and every process comes to the same', async () => {
		const coverage = await process();
		const tiles: TileId[] = [];
		coverage.onchange = (changed) => tiles.push(...changed);
		for (const [i, type] of ['fixed', 'dome', 'unknown', 'plate_reader'].entries()) {
			await report({ lng: 20.46 + i * 0.004, lat: 44.81, type, heading_deg: i ? null : 45 });
		}
		await measured(coverage);
		expect(tiles.length).toBeGreaterThan(20);
		expect([...coverage.grid.city]).toEqual(await summed());
		expect(coverage.grid.city.length).toBe(4 + figures.length + 1);
		const { camera } = await report({ lng: 20.5, lat: 44.8, type: 'ptz' });
		await measured(coverage);
		const args = { p_number: camera.number, p_state: 'hidden', p_reason: 'x' };
		expect((await database().service.rpc('set_camera_state', args as never)).error).toBeNull();
		await measured(coverage);
		expect([...coverage.grid.city]).toEqual(await summed());
		expect([...(await process()).grid.city]).toEqual(await summed());
		expect(await coverage.measure()).toBe(false);
	});

	test('each cell lies where the database has it', async () => {
		const { grid } = await process();
		const cells = [...grid.cells(0)];
		expect(cells.length).toBeGreaterThan(3);
		const rows = await database().sql<{ x: number; y: number; lng: number; lat: number }>(`
			select x, y, extensions.st_x(g) as lng, extensions.st_y(g) as lat from (
				select cell_x as x, cell_y as y, extensions.st_transform(extensions.st_setsrid(
					extensions.st_point(cell_x * 250, cell_y * 250), 32634), 4326) as g
				from (select distinct cell_x, cell_y from private.coverage) c) p`);
		const known = new Map(rows.map((row) => [cellId(row), row]));
		for (const cell of cells) {
			const row = known.get(cellId(cell));
			const [lng, lat] = cell.corners[3] ?? [];
			expect(lng).toBeCloseTo(row?.lng ?? 0, 9);
			expect(lat).toBeCloseTo(row?.lat ?? 0, 9);
		}
	});

	test('municipalities have their pieces, and lose them with their boundaries', async () => {
		const coverage = await process();
		expect(coverage.grid.areas.get('zemun')).toBeUndefined();
		// Beside a border, so that a cell is cut.
		const [lng, lat] = inStrip(15, 0.0245);
		await report({ lng, lat, type: 'ptz' });
		const loaded = await database().service.rpc('replace_areas', { p_areas: JSON.stringify(fineAreas()) });
		expect(loaded.error).toBeNull();
		await measured(coverage);
		for (const id of ['zemun', 'zvezdara']) {
			const numbers = [...(coverage.grid.areas.get(id) ?? [])];
			expect(numbers.slice(4).some((dm2) => dm2 > 0)).toBe(true);
			expect(numbers).toEqual(await summed(`c.area_id = '${id}'`));
		}
		expect([...coverage.grid.city]).toEqual(await summed());
		const { data } = await database().anon.rpc('area_boundaries');
		const boundaries = data as unknown as {
			id: string;
			boundary: { type: string; coordinates: number[][][][] };
		}[];
		expect(boundaries).toHaveLength(17);
		expect(boundaries.map(({ id }) => id)).toContain('zemun');
		expect(boundaries[0]?.boundary.type).toMatch(/Polygon$/);
	});
});
