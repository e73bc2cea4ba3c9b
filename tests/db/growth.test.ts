import { expect, test } from 'vitest';
import { growthOf } from '../../src/lib/camera/growth.ts';
import { settings } from '../../src/lib/camera/settings.fixture.ts';
import { states } from '../../src/lib/camera/vocabulary.ts';
import { LiveCameras } from '../../src/lib/server/live/live-cameras.ts';
import { countRecord } from '../../src/lib/server/stats/record.ts';
import { ended } from '../../src/lib/camera/ended.fixture.ts';
import { describeEngines } from '../support/engines.ts';
import { replayGrowth, type ReplayedEvent } from '../support/growth-reference.ts';

describeEngines('growth', (database) => {
	/** Cameras with histories of up to five changes on days of 2025, some hidden, restored, withdrawn; the same each time. */
	const histories = `
		do $$
		declare
			v_number bigint;
			v_day integer;
			v_states text[] := array['verified', 'disputed', 'removed', 'verified', 'hidden'];
		begin
			perform setseed(0.5);
			for i in 1..60 loop
				v_day := floor(random() * 60);
				v_number := (private.take_report('2025-03-01T12:00Z'::timestamptz + make_interval(days => v_day),
					jsonb_build_object('report_id', gen_random_uuid(), 'lng', 20.3 + i % 10 * 0.01, 'lat', 44.6 + i / 10 * 0.01))
					-> 'camera' ->> 'number')::bigint;
				for change in 1..floor(random() * 6) loop
					v_day := v_day + floor(random() * 20);
					perform private.set_camera_state('2025-03-01T12:00Z'::timestamptz + make_interval(days => v_day), v_number,
						v_states[1 + floor(random() * 5)], p_reason => 'x');
				end loop;
				if i % 7 = 0 and exists (select from public.cameras where number = v_number and state = 'hidden') then
					perform private.set_camera_state('2026-01-01T12:00Z', v_number, null);
				end if;
			end loop;
		end $$`;

	test('it is what the public events say, one after the other', async () => {
		await database().sql(histories);
		const events = await database().sql<ReplayedEvent>(
			`select camera_number::text as camera, day::text as day, public_line::json -> 'record' ->> 'state' as state
			from camera_events order by day, version`
		);
		const visible = await database().sql<{ number: string }>(
			`select number::text as number from cameras where version is not null and not withdrawn and state <> 'hidden'`
		);
		const { anon, service } = database();
		(globalThis as Record<string, unknown>).okoEngine = Promise.resolve({ anon, service });
		const cameras = new LiveCameras();
		await cameras.load();
		const { growth } = ended(countRecord(cameras.index, '2026-06-01', settings));
		expect(growth.length).toBeGreaterThan(30);
		const shown = new Set(visible.map(({ number }) => number));
		expect(shown.size).toBeLessThan(60);
		expect(growth).toEqual(replayGrowth(events.filter(({ camera }) => shown.has(camera))));
		for (const state of states) expect(growth.at(-1)?.counts[state], state).toBeGreaterThan(0);
	});

	test('a history without a state is of nothing', () => expect(growthOf([['', 3]])).toEqual([]));
});
