import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshness } from '../../camera/camera.ts';
import { daysBetween } from '../../camera/day.ts';
import { settings } from '../../camera/settings.fixture.ts';
import { freshnesses, makers, operators, states } from '../../camera/vocabulary.ts';
import { CameraIndex } from '../live/camera-index.ts';
import { lines } from '../live/lines.fixture.ts';
import { ended } from '../../camera/ended.fixture.ts';
import { countRecord } from './record.ts';

const today = '2026-11-25';
const day = fc
	.date({ min: new Date('2025-01-01'), max: new Date(today), noInvalidDate: true })
	.map((date) => date.toISOString().slice(0, 10));
const camera = fc.record({
	number: fc.nat(60),
	state: fc.constantFrom(...states, null),
	operator: fc.constantFrom(...operators),
	maker: fc.constantFrom(...makers),
	first_reported_on: day,
	observed_on: fc.option(day),
	last_confirmed_on: fc.option(day)
});

test('every figure is what counting the public records says', () => {
	fc.assert(
		fc.property(fc.array(camera, { maxLength: 40 }), (some) => {
			const index = new CameraIndex();
			for (const one of some) {
				const place = { lng_e6: 20_400_000 + one.number * 900, lat_e6: 44_800_000, heading_deg: null };
				const [line] = lines([{ number: one.number, state: one.state, ...place }]);
				if (line) index.apply([{ ...line, camera: { ...line.camera, ...one } }]);
			}
			const { rows, camera: read } = index.snapshot();
			const all = [...rows].flatMap((row) => read(row) ?? []);
			const found = ended(countRecord(index, today, settings));
			const count = (of: (one: (typeof all)[number]) => boolean) => all.filter(of).length;
			for (const state of states) {
				for (const word of freshnesses)
					expect(found.states[state][word]).toBe(
						count((one) => one.state === state && freshness(one, today, settings) === word)
					);
				for (const operator of operators)
					expect(found.operators[operator][state]).toBe(
						count((one) => one.state === state && one.operator === operator)
					);
				for (const maker of makers)
					expect(found.makers[maker][state]).toBe(count((one) => one.state === state && one.maker === maker));
			}
			const standing = all.filter(({ state }) => state !== 'removed');
			const bounds = (some: typeof all) => ({
				least: some.filter(({ state }) => state === 'verified').length,
				most: some.length
			});
			const police = standing.filter(({ operator }) => operator === 'mup');
			// They stand 71 m apart from each other, so each is a place.
			expect(found.found).toEqual({
				all: { cameras: bounds(standing), places: bounds(standing) },
				police: { cameras: bounds(police), places: bounds(police) }
			});
			const ages = standing
				.map((one) => one.last_confirmed_on ?? one.observed_on ?? one.first_reported_on)
				.map((known) => daysBetween(known, today))
				.sort((a, b) => a - b);
			const [low, high] = [
				ages[Math.ceil(ages.length / 2) - 1] ?? null,
				ages[Math.floor(ages.length / 2)] ?? null
			];
			expect(found.medianDays).toBe(low === null || high === null ? null : (low + high) / 2);
			const grown = Object.values(found.growth.at(-1)?.counts ?? {});
			expect(grown.reduce((sum, cameras) => sum + cameras, 0)).toBe(all.length);
		})
	);
});
