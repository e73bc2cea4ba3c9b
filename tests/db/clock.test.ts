import { expect, test } from 'vitest';
import { ClockWatch, type ClockReading } from '../../src/lib/server/clock-watch.ts';
import { tend } from '../../src/lib/server/clock.ts';
import { describeEngines } from '../support/engines.ts';
import { reportArguments } from '../support/record.ts';

const threeDaysMs = 3 * 24 * 60 * 60_000;

describeEngines('the duties of the clock', (database) => {
	test('rest while it has jumped or stands before the newest event, and go on by themselves', async () => {
		const { service, sql } = database();
		const closed = async () =>
			(await sql<{ n: number }>('select count(*)::int as n from public.log_days'))[0]?.n;
		const moveEvent = (days: number) =>
			sql(
				`update public.camera_events set day = private.day(now()) + $1::int,
					logged_on = private.day(now()) + $1::int where version > 0`,
				[days]
			);
		await service.rpc('report_camera', reportArguments({ lng: 20.4, lat: 44.8 }));
		await moveEvent(-5);
		const now = performance.now();

		const reading = (await service.rpc('clock')).data as unknown as ClockReading;
		expect(Math.abs(reading.now_ms - Date.now())).toBeLessThan(60_000);
		// This process has gone on by three days less than the database since the first look.
		const jumped = new ClockWatch();
		expect(jumped.look(reading, now + threeDaysMs)).toBe(null);
		expect(await tend(service, jumped, now)).toBe('jumped');
		expect(await closed()).toBe(0);

		await moveEvent(1);
		const watch = new ClockWatch();
		expect(await tend(service, watch, now)).toBe('behind');
		expect(await closed()).toBe(0);

		await moveEvent(-5);
		expect(await tend(service, watch, now)).toBe(null);
		expect(await closed()).toBeGreaterThan(3);
	});

	test('go on when an operator says that the clock is right, and rest again when it is not', async () => {
		const { service, sql } = database();
		const report = (lat: number) => service.rpc('report_camera', reportArguments({ lng: 20.41, lat }));
		const dateNewest = (days: number) =>
			sql(
				`update public.camera_events set day = private.day(now()) + $1::int
					where version = (select max(version) from public.camera_events)`,
				[days]
			);
		const watch = new ClockWatch();
		await report(44.81);
		await dateNewest(1000);
		expect(await tend(service, watch, performance.now())).toBe('behind');
		await service.rpc('believe_clock');
		expect(await tend(service, watch, performance.now())).toBe(null);

		await report(44.82);
		expect(await tend(service, watch, performance.now())).toBe(null);
		await dateNewest(3);
		expect(await tend(service, watch, performance.now())).toBe('behind');
	});
});
