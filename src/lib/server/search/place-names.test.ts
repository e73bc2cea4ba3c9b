import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { metresPerDegree } from '../../camera/measures.ts';
import type { Place } from './place.ts';
import { NamingGround, PlaceNames } from './place-names.ts';

const origin: [number, number] = [20.46, 44.81];
/** a position so many metres east and north of the origin */
const at = (east_m: number, north_m: number): [number, number] => [
	origin[0] + east_m / metresPerDegree / Math.cos((origin[1] * Math.PI) / 180),
	origin[1] + north_m / metresPerDegree
];
const point = (kind: Place['kind'], cyrl: string, position: [number, number], more = {}): Place => ({
	kind,
	names: { cyrl },
	position,
	bbox: [...position, ...position],
	...more
});
const street = (cyrl: string, ...line: [number, number][]): Place =>
	point('street', cyrl, line[0] ?? origin, { lines: [line] });
function names(...places: Place[]): PlaceNames {
	const naming = new NamingGround();
	for (const place of places) naming.add(place);
	// As it goes from thread to thread.
	return new PlaceNames(structuredClone(naming.ground()));
}
const nameOf = (known: PlaceNames, ...position: [number, number]) => known.at(at(...position))?.cyrl;

describe('what ground is called', () => {
	test('is its street wherever along it, else its quarter, else nothing', () => {
		const known = names(
			street('Кнез Михаилова', at(0, 0), at(600, 0)),
			point('place', 'Теразије', at(300, 200)),
			point('municipality', 'Стари град', at(300, 300))
		);
		for (const east of [0, 137, 288, 451, 600]) expect(nameOf(known, east, 20)).toBe('Кнез Михаилова');
		expect(nameOf(known, 300, 60)).toBe('Теразије');
		// The label of a municipality is no border.
		expect(nameOf(known, 300, 1400)).toBeUndefined();
	});

	test('is the nearest of several streets', () => {
		const known = names(street('Прва', at(0, 0), at(300, 0)), street('Друга', at(0, 30), at(300, 30)));
		expect(nameOf(known, 150, 9)).toBe('Прва');
		expect(nameOf(known, 150, 21)).toBe('Друга');
	});

	test('is never the city, a shop or a river', () => {
		const known = names(
			point('place', 'Београд', at(0, 0), { isCity: true }),
			point('landmark', 'Пекара', at(0, 0)),
			point('water', 'Сава', at(0, 0))
		);
		expect(nameOf(known, 0, 0)).toBeUndefined();
	});

	test('without any name is nothing', () => expect(names().at(origin)).toBeNull());

	test('agrees with the distance to the line, to half of the distance between its points', () => {
		const along = fc.integer({ min: -400, max: 400 });
		fc.assert(
			fc.property(fc.tuple(along, along), fc.tuple(along, along), fc.tuple(along, along), (a, b, c) => {
				const known = names(street('Улица', at(...a), at(...b)));
				const away = distanceToSegment(c, a, b);
				if (away < 32) expect(nameOf(known, ...c)).toBe('Улица');
				if (away > 36) expect(nameOf(known, ...c)).toBeUndefined();
			})
		);
	});
});

type Point = [number, number];
function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
	const [dx, dy] = [bx - ax, by - ay];
	const part = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
	return Math.hypot(ax + part * dx - x, ay + part * dy - y);
}
