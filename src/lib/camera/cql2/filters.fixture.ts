import fc from 'fast-check';
import type { Geometry, Position } from 'geojson';
import {
	arrayOps,
	comparisons,
	temporalOps,
	type Filter,
	type Operand,
	type Property,
	type Spatial,
	type Temporal
} from './tree.ts';

/** Properties of the items that invented filters ask of, by kind. */
export const named = {
	string: ['state', 'start_date'],
	number: ['height_m', 'disputes'],
	day: ['first_reported_on', 'last_confirmed_on'],
	list: ['capabilities'],
	geometry: ['geometry']
} as const;

const property = (kind: keyof typeof named) =>
	fc.constantFrom(...named[kind]).map((name): Property => ({ property: name }));
const words = fc.oneof(
	fc.constantFrom('reported', 'VERIFIED', '2019', '2019-03', "it's", '%', 'a\\_b', 'Ђ', ''),
	fc.string({ maxLength: 6 })
);
const number = fc.oneof(fc.integer({ min: -3, max: 12 }), fc.constantFrom(0.5, 1e-7, 2.5e3));
const date = fc.constantFrom('2024-02-29', '2025-01-01', '2025-01-02', '2026-11-30');
const timestamp = date.map((day) => `${day}T23:30:00Z`);
const instant = fc.oneof(
	date.map((date) => ({ date })),
	timestamp.map((timestamp) => ({ timestamp }))
);
const folded = (operand: fc.Arbitrary<Operand>) =>
	fc.oneof(
		{ weight: 3, arbitrary: operand },
		{ weight: 1, arbitrary: operand.map((one): Operand => ({ op: 'casei', args: [one] })) }
	);
const pair = <A, B>(a: fc.Arbitrary<A>, b: fc.Arbitrary<B>): fc.Arbitrary<[A, B]> => fc.tuple(a, b);
const listOf = <T>(one: fc.Arbitrary<T>) => fc.array(one, { minLength: 1, maxLength: 3 });

const scalars: fc.Arbitrary<[Operand, Operand]> = fc.oneof(
	pair(folded(property('string')), folded(words)),
	pair(property('number'), number),
	pair(property('day'), instant)
);
/** Sixteenths of a degree, which a computer holds exactly: what lies on a line lies on it in numbers too. */
export const sixteenths = 16;
export const lng = fc.integer({ min: 324, max: 334 }).map((parts) => parts / sixteenths);
export const lat = fc.integer({ min: 714, max: 724 }).map((parts) => parts / sixteenths);
const position: fc.Arbitrary<Position> = fc.tuple(lng, lat);
const line = fc.array(position, { minLength: 2, maxLength: 4 });
const ring = fc
	.tuple(position, position, position)
	.map(([a, b, c]): Position[] => [a, [b[0] as number, b[1] as number], c, [...a]]);
const simple: fc.Arbitrary<Geometry> = fc.oneof(
	position.map((coordinates) => ({ type: 'Point' as const, coordinates })),
	line.map((coordinates) => ({ type: 'LineString' as const, coordinates })),
	listOf(ring).map((coordinates) => ({ type: 'Polygon' as const, coordinates })),
	listOf(position).map((coordinates) => ({ type: 'MultiPoint' as const, coordinates })),
	listOf(line).map((coordinates) => ({ type: 'MultiLineString' as const, coordinates })),
	listOf(listOf(ring)).map((coordinates) => ({ type: 'MultiPolygon' as const, coordinates }))
);
const spatial: fc.Arbitrary<Spatial> = fc.oneof(
	simple,
	listOf(simple).map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
	fc.tuple(lng, lng, lat, lat).map(([a, b, c, d]) => ({
		bbox: [Math.min(a, b), Math.min(c, d), Math.max(a, b), Math.max(c, d)]
	}))
);
const bound = fc.oneof(date, timestamp, fc.constant('..'), property('day'));
const interval = fc
	.tuple(bound, bound)
	.map(([a, b]) =>
		typeof a === 'string' && typeof b === 'string' && a !== '..' && b !== '..' && a > b ? [b, a] : [a, b]
	)
	.map((both): Temporal => ({ interval: both as [string, string] }));
const temporal: fc.Arbitrary<Temporal> = fc.oneof(instant, interval, property('day'));

/** Filters that are understood, of every operator. */
export const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
	filter: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		fc.boolean(),
		fc.tuple(fc.constantFrom(...comparisons), scalars).map(([op, args]) => ({ op, args })),
		pair(folded(property('string')), folded(words)).map((args) => ({ op: 'like' as const, args })),
		fc.tuple(property('number'), number, number).map((args) => ({ op: 'between' as const, args })),
		pair(property('string'), listOf(words)).map((args) => ({ op: 'in' as const, args })),
		fc
			.constantFrom(...Object.values(named).flat())
			.map((name) => ({ op: 'isNull' as const, args: [{ property: name }] as [Property] })),
		pair(property('geometry'), spatial).map((args) => ({ op: 's_intersects' as const, args })),
		fc.tuple(fc.constantFrom(...temporalOps), pair(temporal, temporal)).map(([op, args]) => ({ op, args })),
		fc
			.tuple(
				fc.constantFrom(...arrayOps),
				pair(property('list'), fc.array(fc.constantFrom('audio', 'face_recognition'), { maxLength: 2 }))
			)
			.map(([op, args]) => ({ op, args })),
		tie('filter').map((one) => ({ op: 'not' as const, args: [one] as [Filter] })),
		fc
			.tuple(
				fc.constantFrom('and' as const, 'or' as const),
				fc.array(tie('filter'), { minLength: 2, maxLength: 3 })
			)
			.map(([op, args]) => ({ op, args }))
	)
}));

/** A filter in the text encoding. */
export function textOf(filter: Filter): string {
	if (typeof filter === 'boolean') return String(filter);
	const { op, args } = filter;
	const [first, second, third] = args as unknown[];
	switch (op) {
		case 'and':
		case 'or':
			return args.map((arg) => `(${textOf(arg)})`).join(` ${op.toUpperCase()} `);
		case 'not':
			return `NOT (${textOf(args[0])})`;
		case 'isNull':
			return `${value(first)} IS NULL`;
		case 'between':
			return `${value(first)} between ${value(second)} and ${value(third)}`;
		case 'in':
			return `${value(first)} IN (${(second as unknown[]).map(value).join(', ')})`;
		case 'like':
			return `${value(first)} LIKE ${value(second)}`;
	}
	if (/^[ast]_/.test(op)) return `${op.toUpperCase()}(${value(first)},${value(second)})`;
	return `${value(first)}${op}${value(second)}`;
}

function value(one: unknown): string {
	if (typeof one === 'string') return `'${one.replaceAll("'", "''")}'`;
	if (Array.isArray(one)) return `[${one.map(value).join(',')}]`;
	if (typeof one !== 'object' || one === null) return String(one);
	const { property, op, args, date, timestamp, interval, bbox } = one as Record<string, unknown>;
	if (property !== undefined) return `"${String(property)}"`;
	if (op !== undefined) return `CASEI(${value((args as unknown[])[0])})`;
	if (date !== undefined) return `DATE(${value(date)})`;
	if (timestamp !== undefined) return `timestamp(${value(timestamp)})`;
	if (interval !== undefined) return `INTERVAL(${(interval as unknown[]).map(value).join(',')})`;
	if (bbox !== undefined) return `BBOX(${(bbox as number[]).join(',')})`;
	return wellKnownText(one as Geometry);
}

function wellKnownText(geometry: Geometry): string {
	const type = geometry.type.toUpperCase();
	if (geometry.type === 'GeometryCollection')
		return `${type}(${geometry.geometries.map(wellKnownText).join(',')})`;
	const nested = (one: unknown[]): string =>
		typeof one[0] === 'number' ? one.join(' ') : `(${(one as unknown[][]).map(nested).join(',')})`;
	return geometry.type === 'Point'
		? `${type}(${nested(geometry.coordinates)})`
		: `${type}${nested(geometry.coordinates)}`;
}
