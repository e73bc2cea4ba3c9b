import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayNumber } from '../../camera/day.ts';
import { states } from '../../camera/vocabulary.ts';
import { CameraIndex, toMercator, type RowOrder } from './camera-index.ts';
import { fields } from '../../camera/record.ts';
import { headerOf, readCameraLines, type CameraLine } from './camera-line.ts';
import { lines, type Line } from './lines.fixture.ts';

const line = fc.record<Line>({
	number: fc.integer({ min: 0, max: 40 }),
	lng_e6: fc.integer({ min: 20_000_000, max: 20_900_000 }),
	lat_e6: fc.integer({ min: 44_200_000, max: 45_100_000 }),
	state: fc.constantFrom(...states, null),
	heading_deg: fc.option(fc.integer({ min: 0, max: 359 }))
});
const batches = fc.array(fc.array(line, { maxLength: 20 }), { maxLength: 5 });
const one: Line = {
	number: 7,
	lng_e6: 20_457_300,
	lat_e6: 44_817_800,
	state: 'reported',
	heading_deg: 90
};

test('a snapshot stays as it was, in order, but for what has been taken away since', () => {
	fc.assert(
		fc.property(batches, batches, (before, after) => {
			const index = new CameraIndex();
			const known = new Map<number, Line>();
			for (const batch of before) {
				index.apply(lines(batch));
				for (const camera of batch) known.set(camera.number, camera);
			}
			const snapshot = index.snapshot();
			const now = new Map(known);
			for (const batch of after) {
				index.apply(lines(batch));
				for (const camera of batch) now.set(camera.number, camera);
			}
			const read = [...snapshot.rows].flatMap((row) => snapshot.camera(row) ?? []);
			snapshot.release();
			const expected = [...known.values()]
				.filter(({ number, state }) => state !== null && now.get(number)?.state !== null)
				.sort((a, b) => a.number - b.number);
			expect(read).toEqual(lines(expected).map(({ camera }) => camera));
		})
	);
});

test('rows are ordered by the last change, by the last confirmation, and by number', () => {
	fc.assert(
		fc.property(batches, fc.array(fc.option(fc.constantFrom('2026-01-01', '2026-05-05'))), (some, days) => {
			const index = new CameraIndex();
			const known = new Map<number, CameraLine>();
			let version = 0;
			for (const batch of some) {
				for (const line of lines(batch)) {
					const camera = { ...line.camera, last_confirmed_on: days[version % 7] ?? null };
					known.set(camera.number, { ...line, version: ++version, camera });
					index.apply([{ ...line, version, camera }]);
				}
				// An order of before a change is not kept beyond it.
				index.inOrder('confirmed');
			}
			const day = ({ camera }: CameraLine) => dayNumber(camera.last_confirmed_on ?? '1970-01-01');
			const sorts = {
				newest: (a: CameraLine, b: CameraLine) => b.version - a.version,
				confirmed: (a: CameraLine, b: CameraLine) => day(b) - day(a) || b.version - a.version,
				id: (a: CameraLine, b: CameraLine) => a.camera.number - b.camera.number
			};
			const seen = [...known.values()].filter(({ camera }) => camera.state !== null);
			for (const [order, compare] of Object.entries(sorts)) {
				const read = [...index.inOrder(order as RowOrder)]
					.filter((row) => !index.columns.isGone(row))
					.map((row) => index.columns.at.number[row]);
				expect(read, order).toEqual(seen.sort(compare).map(({ camera }) => camera.number));
			}
		})
	);
});

test('more cameras than there was room for', () => {
	const index = new CameraIndex();
	const many = Array.from({ length: 5000 }, (_, i) => ({ ...one, number: (i * 7919) % 5003 }));
	index.apply(lines(many));
	const snapshot = index.snapshot();
	const numbers = [...snapshot.rows].map((row) => snapshot.camera(row)?.number);
	expect(numbers).toEqual(many.map(({ number }) => number).sort((a, b) => a - b));
	expect(index.size).toBe(5000);
});

test('positions agree with the formula of web mercator', () => {
	expect(toMercator(-180, 0)).toEqual([0, 2 ** 31]);
	expect(toMercator(0, 85.0511287798066)[1]).toBeLessThan(2);
	expect(toMercator(180, -89.9)).toEqual([2 ** 32 - 1, 2 ** 32 - 1]);
});

describe('a line of the database', () => {
	test('without a state is one that was taken away; what is empty is unknown', () => {
		const [line] = readCameraLines(
			`${headerOf(fields)}\n5,12,20457300,44817800,,fixed,unknown,,unknown,unknown,,unknown,,,,,report,2026-01-01,,,0,0,2026-01-02,`
		);
		expect(line?.version).toBe(12);
		expect(line?.camera).toMatchObject({
			number: 5,
			lng: 20.4573,
			lat: 44.8178,
			state: null,
			heading_deg: null,
			capabilities: [],
			height_m: null,
			method: null,
			observed_on: null
		});
	});

	test('under another header is refused', () => {
		expect(() => readCameraLines(`${headerOf(fields)},lens_mm\n5`)).toThrow('lens_mm');
		expect(readCameraLines('')).toEqual([]);
	});
});
