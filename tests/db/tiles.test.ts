import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Columns } from '../../src/lib/server/tiles/camera-index.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

describeEngines('what the tiles are made of', (database) => {
	const { report } = verbs(database);
	const setState = async (number: number, state: string | null, reason?: string) => {
		const args = { p_number: number, p_state: state, p_reason: reason };
		expect((await database().service.rpc('set_camera_state', args as never)).error).toBeNull();
	};
	const version = async () =>
		((await database().anon.rpc('overview')).data as unknown as { version: number }).version;
	const changes = async (since: number) => {
		const { data, error } = await database().service.rpc('changes_since', { p_version: since });
		expect(error).toBeNull();
		return data as unknown as Columns & { version: number[] };
	};
	const indexed = async (after = -1, limit = 1000) => {
		const { data, error } = await database().service.rpc('cameras_index', { p_after: after, p_limit: limit });
		expect(error).toBeNull();
		return data as unknown as Columns;
	};

	test('nothing published is one answer without columns', async () => {
		expect((await indexed()).number).toBeNull();
		expect((await changes(0)).number).toBeNull();
	});

	test('a camera stands in its columns', async () => {
		const place = somewhere();
		const { camera } = await report({
			...place,
			p_type: 'ptz',
			p_operator: 'mup',
			p_heading_deg: 90,
			p_observed_on: '2026-05-05'
		});
		const all = await indexed();
		const i = all.number?.indexOf(camera.number) ?? -1;
		expect(
			Object.fromEntries(Object.entries(all).map(([name, column]) => [name, (column as unknown[])[i]]))
		).toEqual({
			number: camera.number,
			lng_e6: Math.round(place.p_lng * 1e6),
			lat_e6: Math.round(place.p_lat * 1e6),
			state: 'reported',
			type: 'ptz',
			heading_deg: 90,
			operator: 'mup',
			confirmed_day: expect.any(Number),
			state_changes: expect.stringMatching(/^\d{5}r$/)
		});
		const day = new Date((all.confirmed_day[i] ?? 0) * 86_400_000).toISOString().slice(0, 10);
		expect(day).toBe('2026-05-05');
	});

	test('pages follow each other by number, and one that waits is on none', async () => {
		for (let i = 0; i < 4; i++) await report(somewhere());
		const { camera: pending } = await report({ ...somewhere(), p_publish: 'later' });
		const numbers: number[] = [];
		for (let page = await indexed(-1, 2); page.number; page = await indexed(numbers.at(-1), 2)) {
			numbers.push(...page.number);
		}
		expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
		expect(numbers).toEqual((await indexed()).number);
		expect(numbers).not.toContain(pending.number);
		expect((await changes(0)).number).not.toContain(pending.number);
	});

	describe('changes since a version', () => {
		test('are those after it, oldest first; what is hidden or withdrawn has no state', async () => {
			const before = await version();
			const { camera: kept } = await report(somewhere());
			const { camera: hidden } = await report(somewhere());
			const { camera: withdrawn, report_id } = await report(somewhere());
			await setState(hidden.number, 'hidden', 'x');
			await database().service.rpc('withdraw_report', { p_report_id: report_id });
			const found = await changes(before);
			expect(found.number).toEqual([kept.number, hidden.number, withdrawn.number]);
			expect(found.state).toEqual(['reported', null, null]);
			expect(found.version).toEqual([...found.version].sort((a, b) => a - b));
			expect(await changes(found.version.at(-1) ?? 0)).toMatchObject({ number: null });
			const all = await indexed();
			expect(all.number).toContain(kept.number);
			expect(all.number).not.toContain(hidden.number);
			expect(all.number).not.toContain(withdrawn.number);
		});
	});

	describe('the states that a camera has had', () => {
		const states = async (number: number) => {
			const all = await indexed();
			return all.state_changes[all.number?.indexOf(number) ?? -1]?.replace(/\d{5}/g, '');
		};

		test('are noted once each; hiding and restoring leave no trace', async () => {
			const { camera } = await report(somewhere());
			await setState(camera.number, 'verified');
			await setState(camera.number, 'hidden', 'x');
			await setState(camera.number, null);
			await setState(camera.number, 'disputed');
			await setState(camera.number, 'removed');
			await setState(camera.number, 'verified');
			expect(await states(camera.number)).toBe('rvdxv');
			// A second sighting changes no state.
			const { camera: seen } = await report(somewhere());
			await report({ p_lng: seen.lng, p_lat: seen.lat, p_same_as: seen.number });
			expect(await states(seen.number)).toBe('r');
		});

		test('of cameras older than the migration come from their history', async () => {
			const written = await database().sql('select number, state_changes from cameras order by number');
			const migration = readFileSync('supabase/migrations/20261124000200_tiles.sql', 'utf8');
			const backfill = /update public\.cameras c set[^;]+;/.exec(migration)?.[0] ?? '';
			await database().sql(`update cameras set state_changes = ''`);
			await database().sql(backfill.replace(/;$/, ''));
			expect(await database().sql('select number, state_changes from cameras order by number')).toEqual(
				written
			);
		});
	});
});
