import type { Geometry, Point, Position } from 'geojson';
import { sixteenths } from './filters.fixture.ts';
import type { Filter } from './tree.ts';

/** What the filters of the tests are about. */
export interface Item {
	state: string;
	start_date: string | null;
	height_m: number | null;
	disputes: number;
	first_reported_on: string;
	last_confirmed_on: string | null;
	capabilities: string[];
	geometry: Point;
}

type Ternary = boolean | null;

/** What a filter says of an item, read as plainly as the standard says it, a node at a time. */
export function holds(filter: Filter, item: Item): Ternary {
	if (typeof filter === 'boolean') return filter;
	const { op, args } = filter;
	const value = (one: unknown): unknown => {
		if (typeof one !== 'object' || one === null) return one;
		if ('property' in one) return item[one.property as keyof Item];
		if ('op' in one) {
			const text = value((one as unknown as { args: unknown[] }).args[0]) as string | null;
			return text === null ? null : text.normalize('NFC').toUpperCase().toLowerCase();
		}
		return dayNumber(one);
	};
	const [a, b, c] = args as unknown[];
	switch (op) {
		case 'and':
			return all(args.map((arg) => holds(arg, item)));
		case 'or':
			return not(all(args.map((arg) => not(holds(arg, item)))));
		case 'not':
			return not(holds(args[0], item));
		case 'isNull': {
			const known = value(a);
			return known === null || (Array.isArray(known) && known.length === 0);
		}
		case 'like': {
			const [text, pattern] = [value(a) as string | null, value(b) as string];
			return text === null ? null : expressionOf(pattern).test(text);
		}
		case 'between':
			return all([compared('>=', value(a), value(b)), compared('<=', value(a), value(c))]);
		case 'in':
			return value(a) === null ? null : (b as unknown[]).map(value).includes(value(a));
		case 's_intersects':
			return touches(item.geometry.coordinates, b as Geometry | { bbox: number[] });
	}
	if (op.startsWith('a_')) return listed(op, value(a) as string[], b as string[]);
	if (op.startsWith('t_')) {
		const [x, y] = [span(a, item), span(b, item)];
		return x && y && related(op, x, y);
	}
	return compared(op, asNumber(value(a)), asNumber(value(b)));
}

function not(is: Ternary): Ternary {
	return is === null ? null : !is;
}

function all(parts: Ternary[]): Ternary {
	if (parts.includes(false)) return false;
	return parts.includes(null) ? null : true;
}

function compared(op: string, x: unknown, y: unknown): Ternary {
	if (x === null || y === null) return null;
	const [a, b] = [x as number, y as number];
	const is = { '=': a === b, '<>': a !== b, '<': a < b, '>': a > b, '<=': a <= b, '>=': a >= b }[op];
	return is ?? null;
}

const isDay = (value: unknown): value is string =>
	typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
const asNumber = (value: unknown) => (isDay(value) ? Date.parse(value) : value);

/** Every instant of the tests is half past midnight in Belgrade, on the next day. */
function dayNumber(one: object): number {
	if ('date' in one) return Date.parse(one.date as string);
	const { timestamp } = one as { timestamp: string };
	return Date.parse(timestamp.slice(0, 10)) + 86_400_000;
}

function span(one: unknown, item: Item): [number, number] | null {
	const bound = (of: unknown, open: number): number => {
		if (of === '..') return open;
		if (typeof of === 'string') return dayNumber(of.length > 10 ? { timestamp: of } : { date: of });
		const day = item[(of as { property: keyof Item }).property] as string | null;
		return day === null ? open : Date.parse(day);
	};
	const object = one as object;
	if ('interval' in object) {
		const [first, last] = object.interval as [unknown, unknown];
		return [bound(first, -Infinity), bound(last, Infinity)];
	}
	if (!('property' in object)) return [dayNumber(object), dayNumber(object)];
	const day = item[object.property as keyof Item] as string | null;
	return day === null ? null : [Date.parse(day), Date.parse(day)];
}

function related(op: string, [a0, a1]: [number, number], [b0, b1]: [number, number]): boolean {
	const inverse: Record<string, string> = {
		t_before: 't_after',
		t_during: 't_contains',
		t_finishes: 't_finishedBy',
		t_meets: 't_metBy',
		t_overlaps: 't_overlappedBy',
		t_starts: 't_startedBy'
	};
	const turned = inverse[op];
	if (turned) return related(turned, [b0, b1], [a0, a1]);
	switch (op) {
		case 't_after':
			return a0 > b1;
		case 't_contains':
			return a0 < b0 && b1 < a1;
		case 't_disjoint':
			return a0 > b1 || b0 > a1;
		case 't_equals':
			return a0 === b0 && a1 === b1;
		case 't_finishedBy':
			return a0 < b0 && a1 === b1;
		case 't_intersects':
			return !(a0 > b1 || b0 > a1);
		case 't_metBy':
			return a0 === b1;
		case 't_overlappedBy':
			return b0 < a0 && a0 < b1 && b1 < a1;
		default:
			return a0 === b0 && a1 > b1;
	}
}

function listed(op: string, a: string[], b: string[]): boolean {
	const [x, y] = [new Set(a), new Set(b)];
	if (op === 'a_overlaps') return x.intersection(y).size > 0;
	if (op === 'a_contains') return y.isSubsetOf(x);
	if (op === 'a_containedBy') return x.isSubsetOf(y);
	return x.size === y.size && x.isSubsetOf(y);
}

function expressionOf(pattern: string): RegExp {
	const parts = pattern.match(/\\[^]|[^]/gu) ?? [];
	const source = parts.map((part) => {
		if (part === '%') return '[^]*';
		if (part === '_') return '[^]';
		const character = part.length > 1 && part.startsWith('\\') ? part.slice(1) : part;
		return `\\u{${character.codePointAt(0)?.toString(16)}}`;
	});
	return new RegExp(`^${source.join('')}$`, 'u');
}

/** Whether a position lies in a geometry, in whole parts of a degree, so that nothing is rounded. */
function touches(position: Position, shape: Geometry | { bbox: number[] }): boolean {
	const whole = ([lng = NaN, lat = NaN]: Position) => [lng * sixteenths, lat * sixteenths] as const;
	const [x, y] = whole(position);
	if ('bbox' in shape && !('type' in shape)) {
		const [west = 0, south = 0, east = 0, north = 0] = (shape.bbox as number[]).map(
			(degrees) => degrees * sixteenths
		);
		return west <= x && x <= east && south <= y && y <= north;
	}
	const onLine = (line: Position[]) =>
		line.slice(1).some((to, i) => {
			const [[ax, ay], [bx, by]] = [whole(line[i] as Position), whole(to)];
			const isStraight = (bx - ax) * (y - ay) === (by - ay) * (x - ax);
			return (
				isStraight &&
				Math.min(ax, bx) <= x &&
				x <= Math.max(ax, bx) &&
				Math.min(ay, by) <= y &&
				y <= Math.max(ay, by)
			);
		});
	/** by how often a ray to the east crosses the rings */
	const inPolygon = (rings: Position[][]) => {
		if (rings.some(onLine)) return true;
		let crossings = 0;
		for (const ring of rings)
			for (const [i, to] of ring.slice(1).entries()) {
				const [[ax, ay], [bx, by]] = [whole(ring[i] as Position), whole(to)];
				if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) crossings++;
			}
		return crossings % 2 === 1;
	};
	const geometry = shape as Geometry;
	switch (geometry.type) {
		case 'Point':
			return String(whole(geometry.coordinates)) === String([x, y]);
		case 'MultiPoint':
			return geometry.coordinates.some((one) => String(whole(one)) === String([x, y]));
		case 'LineString':
			return onLine(geometry.coordinates);
		case 'MultiLineString':
			return geometry.coordinates.some(onLine);
		case 'Polygon':
			return inPolygon(geometry.coordinates);
		case 'MultiPolygon':
			return geometry.coordinates.some(inPolygon);
		case 'GeometryCollection':
			return geometry.geometries.some((one) => touches(position, one));
	}
}
