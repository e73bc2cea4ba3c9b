import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Camera } from '../../src/lib/camera/camera.ts';
import { states } from '../../src/lib/camera/vocabulary.ts';
import { CameraIndex } from '../../src/lib/server/live/camera-index.ts';
import { readCameraLines, type CameraLine } from '../../src/lib/server/live/camera-line.ts';
import { LiveCameras } from '../../src/lib/server/live/live-cameras.ts';
import { describeEngines } from '../support/engines.ts';
import { somewhere, verbs } from '../support/record.ts';

const numbers = (lines: CameraLine[]) => lines.map(({ camera }) => camera.number);

describeEngines('what tiles and downloads are made of', (database) => {
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
		return readCameraLines(data ?? '');
	};
	const all = async (after = -1, limit = 1000) => {
		const { data, error } = await database().service.rpc('cameras_lines', { p_after: after, p_limit: limit });
		expect(error).toBeNull();
		return readCameraLines(data ?? '');
	};

	test('nothing published is an empty text', async () => {
		expect(await all()).toEqual([]);
		expect(await changes(0)).toEqual([]);
	});

	test('a line says what the public record says', async () => {
		const full = {
			...somewhere(),
			type: 'ptz',
			mount: 'traffic_light',
			heading_deg: 90,
			operator: 'mup',
			maker: 'huawei',
			capabilities: ['face_recognition', 'audio'],
			sign_present: 'no',
			height_m: 5.5,
			start_date: '2019-03',
			accuracy_m: 7,
			method: 'gps',
			observed_on: '2026-05-05'
		};
		for (const args of [somewhere(), full]) {
			const { camera } = await report(args);
			await database().sql(`select private.set_camera_state(now(), $1, 'verified', null, 2, 1)`, [
				camera.number
			]);
			const read = (await database().anon.rpc('camera', { p_number: camera.number })).data as unknown as {
				camera: Camera;
			};
			const line = (await all()).find((one) => one.camera.number === camera.number);
			expect(line?.camera).toEqual(read.camera);
			const index = new CameraIndex();
			index.apply(line ? [line] : []);
			expect(index.columns.camera(0)).toEqual(read.camera);
		}
	});

	test('pages follow each other by number, and one that waits is on none', async () => {
		for (let i = 0; i < 4; i++) await report(somewhere());
		const { camera: pending } = await report({ ...somewhere(), publish: 'later' });
		const found: number[] = [];
		for (let page = await all(-1, 2); page.length > 0; page = await all(found.at(-1), 2)) {
			found.push(...numbers(page));
		}
		expect(found).toEqual([...new Set(found)].sort((a, b) => a - b));
		expect(found).toEqual(numbers(await all()));
		expect(found).not.toContain(pending.number);
		expect(numbers(await changes(0))).not.toContain(pending.number);
	});

	test('a process reads all of it, in how many parts ever', async () => {
		const { anon, service } = database();
		(globalThis as Record<string, unknown>).okoEngine = Promise.resolve({ anon, service });
		for (const partRows of [1, 2, 1000]) {
			const cameras = new LiveCameras();
			await cameras.load(partRows);
			const { rows, camera } = cameras.index.snapshot();
			expect([...rows].map(camera)).toEqual((await all()).map((line) => line.camera));
			expect(cameras.version).toBe(await version());
		}
	});

	test('changes since a version are those after it, oldest first; what is hidden or withdrawn has no state', async () => {
		const before = await version();
		const { camera: kept } = await report(somewhere());
		const { camera: hidden } = await report(somewhere());
		const { camera: withdrawn, report_id } = await report(somewhere());
		await setState(hidden.number, 'hidden', 'x');
		await database().service.rpc('withdraw_report', { p_report_id: report_id });
		const found = await changes(before);
		expect(numbers(found)).toEqual([kept.number, hidden.number, withdrawn.number]);
		expect(found.map(({ camera }) => camera.state)).toEqual(['reported', null, null]);
		const versions = found.map((line) => line.version);
		expect(versions).toEqual([...versions].sort((a, b) => a - b));
		expect(await changes(versions.at(-1) ?? 0)).toEqual([]);
		const shown = numbers(await all());
		expect(shown).toContain(kept.number);
		expect(shown).not.toContain(hidden.number);
		expect(shown).not.toContain(withdrawn.number);
	});

	describe('a process that writes', () => {
		/** Cameras as a process keeps them, and how often they have asked what changed; `hold` keeps the answers back. */
		async function process() {
			const { anon, service } = database();
			const seen = { asked: 0, hold: Promise.resolve() };
			const rpc = async (name: string, args: unknown) => {
				const answer = await service.rpc(name as never, args as never);
				if (name === 'changes_since') seen.asked++;
				await seen.hold;
				return answer;
			};
			(globalThis as Record<string, unknown>).okoEngine = Promise.resolve({ anon, service: { rpc } });
			const cameras = new LiveCameras();
			await cameras.load();
			seen.asked = 0;
			const held = (wanted: number) => {
				const snapshot = cameras.index.snapshot();
				const all = [...snapshot.rows].map((row) => snapshot.camera(row));
				snapshot.release();
				return all.find((camera) => camera?.number === wanted);
			};
			return { cameras, seen, held };
		}
		const line = (answer: unknown) => (answer as { line: string }).line;
		const sighting = async (
			{ number, lng, lat }: { number: number; lng: number; lat: number },
			day: string
		) => line(await report({ lng, lat, same_as: number, observed_on: day }));

		test('takes its own change from the answer, and asks for nothing', async () => {
			const { cameras, seen, held } = await process();
			const answer = await report(somewhere());
			await cameras.take(line(answer));
			expect(held(answer.camera.number)).toEqual(answer.camera);
			expect(cameras.version).toBe(await version());
			await cameras.take(line(answer));
			expect(seen.asked).toBe(0);
		});

		test('asks when another change came before its own', async () => {
			const { cameras, seen, held } = await process();
			const others = await report(somewhere());
			const own = await report(somewhere());
			await cameras.take(line(own));
			expect(seen.asked).toBe(1);
			expect(held(others.camera.number)).toBeDefined();
			expect(held(own.camera.number)).toBeDefined();
			expect(cameras.version).toBe(await version());
		});

		test('keeps what it wrote while an older answer was on its way', async () => {
			const { cameras, seen, held } = await process();
			const answer = await report(somewhere());
			let letGo = () => {};
			seen.hold = new Promise((resolve) => (letGo = resolve));
			const refreshed = cameras.refresh();
			await expect.poll(() => seen.asked).toBe(1);
			await cameras.take(line(answer));
			await cameras.take(await sighting(answer.camera, '2026-05-06'));
			letGo();
			await refreshed;
			expect(held(answer.camera.number)?.observed_on).toBe('2026-05-06');
			expect(cameras.version).toBe(await version());
		});

		test('is told nothing of a camera that waits, and only what is public of one that another report waits for', async () => {
			const pending = await report({ ...somewhere(), publish: 'later' });
			expect(line(pending)).toBeNull();
			const { camera } = await report({ ...somewhere(), observed_on: '2026-05-05' });
			const later = await report({
				lng: camera.lng,
				lat: camera.lat,
				same_as: camera.number,
				observed_on: '2026-05-07',
				publish: 'later'
			});
			const told = readCameraLines(line(later));
			expect(told).toEqual(await all(camera.number - 1, 1));
			expect(told.map((one) => one.camera.observed_on)).toEqual(['2026-05-05']);
		});
	});

	test('the counts by state are what the lines hold', async () => {
		const { data } = await database().anon.rpc('overview');
		const { counts, total } = data as unknown as { counts: Record<string, number>; total: number };
		const held = await all();
		expect(total).toBe(held.length);
		for (const state of states)
			expect(counts[state], state).toBe(held.filter(({ camera }) => camera.state === state).length);
	});

	describe('the states that a camera has had', () => {
		const had = async (number: number) =>
			(await all()).find(({ camera }) => camera.number === number)?.changes.replace(/\d{5}/g, '');

		test('are noted once each; hiding and restoring leave no trace', async () => {
			const { camera } = await report(somewhere());
			await setState(camera.number, 'verified');
			await setState(camera.number, 'hidden', 'x');
			await setState(camera.number, null);
			await setState(camera.number, 'disputed');
			await setState(camera.number, 'removed');
			await setState(camera.number, 'verified');
			expect(await had(camera.number)).toBe('rvdxv');
			// A second sighting changes no state.
			const { camera: seen } = await report(somewhere());
			await report({ lng: seen.lng, lat: seen.lat, same_as: seen.number });
			expect(await had(seen.number)).toBe('r');
		});

		test('of cameras older than the migration come from their history', async () => {
			const written = await database().sql('select number, state_changes from cameras order by number');
			const migration = readFileSync('supabase/migrations/20261124000200_live.sql', 'utf8');
			const backfill = /update public\.cameras c set[^;]+;/.exec(migration)?.[0] ?? '';
			await database().sql(`update cameras set state_changes = ''`);
			await database().sql(backfill.replace(/;$/, ''));
			expect(await database().sql('select number, state_changes from cameras order by number')).toEqual(
				written
			);
		});
	});
});
