import type { Geometry } from 'geojson';
import {
	arrayOps,
	comparisons,
	Cql2Error,
	deepest,
	longest,
	spatialOps,
	temporalOps,
	type Bound,
	type Fault,
	type Filter,
	type List,
	type Operand,
	type Spatial,
	type Temporal
} from './tree.ts';

/** @throws Cql2Error */
export function parseJson(text: string): Filter {
	if (text.length > longest) throw new Cql2Error({ code: 'too_long' });
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch {
		return fail();
	}
	return filter(json, 0);
}

const fail = (fault: Fault = { code: 'syntax' }): never => {
	throw new Cql2Error(fault);
};

/** Reads CQL2's JSON encoding (OGC 21-065r2, 8.4), member by member: what is not known is refused, and never kept. */
function filter(json: unknown, depth: number): Filter {
	if (typeof json === 'boolean') return json;
	const { op, args } = object(json, ['op', 'args']);
	if (typeof op !== 'string' || !Array.isArray(args)) return fail();
	if (depth >= deepest) return fail({ code: 'too_deep' });
	const list: unknown[] = args;
	const count = (least: number, most = least) => {
		if (list.length < least || list.length > most) fail();
	};
	const both = <T>(read: (json: unknown, depth: number) => T) => {
		count(2);
		return list.map((one) => read(one, depth + 1));
	};
	switch (op) {
		case 'and':
		case 'or':
			count(2, Infinity);
			return { op, args: list.map((one) => filter(one, depth + 1)) };
		case 'not':
			count(1);
			return { op, args: [filter(list[0], depth + 1)] };
		case 'like':
			return { op, args: both(operand) } as Filter;
		case 'isNull':
			count(1);
			return { op, args: [operand(list[0], depth + 1)] };
		case 'between':
			count(3);
			return { op, args: list.map((one) => operand(one, depth + 1)) } as Filter;
		case 'in': {
			count(2);
			const values: unknown = list[1];
			if (!Array.isArray(values) || values.length === 0) return fail();
			return { op, args: [operand(list[0], depth + 1), values.map((one) => operand(one, depth + 1))] };
		}
	}
	if (isOne(comparisons, op)) return { op, args: both(operand) } as Filter;
	if (isOne(spatialOps, op)) return { op, args: both(spatial) } as Filter;
	if (isOne(temporalOps, op)) return { op, args: both(temporal) } as Filter;
	if (isOne(arrayOps, op)) return { op, args: both(array) } as Filter;
	return fail({ code: 'unknown_operator', name: op });
}

function isOne<T extends string>(known: readonly T[], name: string): name is T {
	return (known as readonly string[]).includes(name);
}

/** The members of an object that has no others. */
function object(json: unknown, names: string[]): Record<string, unknown> {
	if (typeof json !== 'object' || json === null || Array.isArray(json)) return fail();
	const keys = Object.keys(json);
	if (keys.length !== names.length || !names.every((name) => keys.includes(name))) return fail();
	return json as Record<string, unknown>;
}

function has(json: unknown, name: string): boolean {
	return typeof json === 'object' && json !== null && Object.hasOwn(json, name);
}

function property(json: unknown): { property: string } {
	const { property } = object(json, ['property']);
	return typeof property === 'string' && property !== '' ? { property } : fail();
}

function string(json: unknown): string {
	return typeof json === 'string' ? json : fail();
}

/** Never -0, which JSON writes as 0. */
function number(json: unknown): number {
	return typeof json === 'number' && Number.isFinite(json) ? json + 0 : fail();
}

function operand(json: unknown, depth: number): Operand {
	if (typeof json === 'string' || typeof json === 'boolean') return json;
	if (typeof json === 'number') return number(json);
	if (has(json, 'op')) {
		const { op, args } = object(json, ['op', 'args']);
		if (op !== 'casei') return fail({ code: 'unknown_operator', name: String(op).slice(0, 100) });
		if (!Array.isArray(args) || args.length !== 1) return fail();
		if (depth >= deepest) return fail({ code: 'too_deep' });
		return { op, args: [operand(args[0], depth + 1)] };
	}
	return instant(json) ?? property(json);
}

function instant(json: unknown): { date: string } | { timestamp: string } | null {
	if (has(json, 'date')) return { date: string(object(json, ['date']).date) };
	return has(json, 'timestamp') ? { timestamp: string(object(json, ['timestamp']).timestamp) } : null;
}

function temporal(json: unknown): Temporal {
	if (!has(json, 'interval')) return instant(json) ?? property(json);
	const { interval } = object(json, ['interval']);
	if (!Array.isArray(interval) || interval.length !== 2) return fail();
	const bound = (one: unknown): Bound => (typeof one === 'string' ? one : property(one));
	return { interval: [bound(interval[0]), bound(interval[1])] };
}

function array(json: unknown): List {
	if (!Array.isArray(json)) return property(json);
	return json.map((one: unknown) =>
		typeof one === 'string' || typeof one === 'boolean' ? one : number(one)
	);
}

function spatial(json: unknown, depth: number): Spatial {
	if (has(json, 'property')) return property(json);
	if (has(json, 'type')) return geometry(json, depth);
	const { bbox } = object(json, ['bbox']);
	return Array.isArray(bbox) ? { bbox: bbox.map(number) } : fail();
}

/** arrays within arrays of a geometry's coordinates */
const levels = new Map<unknown, number>([
	['Point', 1],
	['LineString', 2],
	['MultiPoint', 2],
	['Polygon', 3],
	['MultiLineString', 3],
	['MultiPolygon', 4]
]);

function geometry(json: unknown, depth: number): Geometry {
	const { type } = json as { type: unknown };
	if (type === 'GeometryCollection') {
		const { geometries } = object(json, ['type', 'geometries']);
		if (!Array.isArray(geometries) || geometries.length === 0) return fail();
		if (depth >= deepest) return fail({ code: 'too_deep' });
		return {
			type,
			geometries: geometries.map((one) => (has(one, 'type') ? geometry(one, depth + 1) : fail()))
		};
	}
	const level = levels.get(type);
	if (level === undefined) return fail();
	const { coordinates } = object(json, ['type', 'coordinates']);
	return { type, coordinates: nested(coordinates, level) } as Geometry;
}

function nested(json: unknown, level: number): unknown {
	if (!Array.isArray(json) || json.length === 0) return fail();
	if (level > 1) return json.map((one) => nested(one, level - 1));
	return json.length === 2 || json.length === 3 ? json.map(number) : fail();
}
