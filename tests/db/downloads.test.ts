import { describe, expect, test } from 'vitest';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { states } from '../../src/lib/camera/vocabulary.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

describeEngines('what a download reads', (database) => {
	const { report } = verbs(database);

	describe('a download', () => {
		const everything = async (version: number, args: Record<string, unknown> = {}) => {
			const found: { number: number; state: string }[] = [];
			for (let after: number | null = -1; after !== null;) {
				const { data } = await database().anon.rpc('cameras_page', {
					p_version: version,
					p_after: after,
					p_limit: 7,
					...args
				} as never);
				const page = data as unknown as { cameras: typeof found; next: number | null };
				found.push(...page.cameras);
				after = page.next;
			}
			return found;
		};
		const version = async () =>
			((await database().anon.rpc('overview')).data as unknown as { version: number }).version;

		test('shows one version, although cameras change and appear while it runs', async () => {
			const { camera } = await report(somewhere());
			const then = await version();
			await database().service.rpc('set_camera_state', { p_number: camera.number, p_state: 'verified' });
			const { camera: newer } = await report(somewhere());
			const old = await everything(then);
			expect(old.find(({ number }) => number === camera.number)?.state).toBe('reported');
			expect(old.some(({ number }) => number === newer.number)).toBe(false);
			const current = await everything(await version());
			expect(current.find(({ number }) => number === camera.number)?.state).toBe('verified');
			expect(current).toEqual([...current].sort((a, b) => a.number - b.number));
		});

		test('leaves out at once what was hidden since', async () => {
			const { camera } = await report(somewhere());
			const then = await version();
			await database().service.rpc('set_camera_state', {
				p_number: camera.number,
				p_state: 'hidden',
				p_reason: 'x'
			});
			expect((await everything(then)).some(({ number }) => number === camera.number)).toBe(false);
		});

		test('filters by box, state, type, operator and day', async () => {
			const place = somewhere();
			const { camera } = await report({ ...place, p_type: 'plate_reader', p_operator: 'transport' });
			const box = [place.p_lng - 0.0001, place.p_lat - 0.0001, place.p_lng + 0.0001, place.p_lat + 0.0001];
			const now = await version();
			const numbers = async (args: Record<string, unknown>) =>
				(await everything(now, args)).map(({ number }) => number);
			expect(await numbers({ p_bbox: box })).toEqual([camera.number]);
			expect(await numbers({ p_bbox: box, p_types: ['dome'] })).toEqual([]);
			expect(await numbers({ p_types: ['plate_reader'], p_operators: ['transport'] })).toEqual([
				camera.number
			]);
			expect(await numbers({ p_states: ['removed'] })).toEqual([]);
			expect(await numbers({ p_since: '2999-01-01' })).toEqual([]);
		});

		test('and the list finds by the beginning of an id, and by nothing that is none', async () => {
			const { camera } = await report(somewhere());
			const id = encodeCameraId(camera.number);
			const found = async (p_query: string) =>
				(await database().anon.rpc('cameras_list', { p_query, p_limit: 1000 })).data as unknown as {
					total: number;
					cameras: { number: number }[];
				};
			for (const length of [1, 4, 9, 10]) {
				const { total, cameras } = await found(id.slice(0, length));
				expect(cameras.map(({ number }) => number)).toContain(camera.number);
				expect(cameras).toHaveLength(total);
				for (const { number } of cameras)
					expect(encodeCameraId(number).startsWith(id.slice(0, length))).toBe(true);
			}
			for (const none of ['U', `${id}0`, '%', '_', "'"]) expect((await found(none)).total, none).toBe(0);
		});

		test('and the counts by state are what it holds', async () => {
			const { data } = await database().anon.rpc('overview');
			const { counts, total } = data as unknown as { counts: Record<string, number>; total: number };
			const held = await everything(await version());
			expect(total).toBe(held.length);
			for (const state of states)
				expect(counts[state], state).toBe(held.filter((one) => one.state === state).length);
		});
	});
});
