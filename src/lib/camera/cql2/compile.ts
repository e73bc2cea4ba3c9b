import type { Geometry } from 'geojson';
import { likePattern } from './like.ts';
import { folded, joined, lists, order, type Test } from './operators.ts';
import { intersects, onPlane, shapeOf, type Plane, type Shape } from './spatial.ts';
import { dayOfText, readDay, relations, always, type Days } from './temporal.ts';
import {
	comparisons,
	Cql2Error,
	spatialOps,
	temporalOps,
	type ArrayOp,
	type Bound,
	type Comparison,
	type Filter,
	type Kind,
	type List,
	type Operand,
	type Spatial,
	type Temporal,
	type TemporalOp
} from './tree.ts';

export type Value = string | number | boolean | readonly string[] | null;

/** What a filter may ask of an item. A day is `YYYY-MM-DD`; an empty list and null are unknown. */
export interface Source<One> {
	/** what can be filtered by, and of which kind it is */
	kinds: Readonly<Record<string, Kind>>;
	value(name: string): (one: One) => Value;
	geometry(one: One): Geometry | null;
}

type Read<One, T> = (one: One) => T | null;

/**
 * A function that says whether a filter lets an item through.
 * @param plane of the positions in the filter
 * @throws Cql2Error
 */
export function compile<One>(filter: Filter, source: Source<One>, plane: Plane): (one: One) => boolean {
	const test = new Compiler(source, plane).test(filter);
	return (one) => test(one) === true;
}

class Compiler<One> {
	readonly #source: Source<One>;
	readonly #plane: Plane;

	constructor(source: Source<One>, plane: Plane) {
		this.#source = source;
		this.#plane = plane;
	}

	test(filter: Filter): Test<One> {
		if (typeof filter === 'boolean') return () => filter;
		const { op, args } = filter;
		switch (op) {
			case 'and':
			case 'or':
				return joined(
					args.map((arg) => this.test(arg)),
					op === 'or'
				);
			case 'not': {
				const test = this.test(args[0]);
				return (one) => {
					const is = test(one);
					return is === null ? null : !is;
				};
			}
			case 'isNull':
				return this.#isNull(args[0]);
			case 'like':
				return this.#like(args[0], args[1]);
			case 'between': {
				const [value, low, high] = args;
				return joined([this.#compared('>=', value, low), this.#compared('<=', value, high)], false);
			}
			case 'in':
				return joined(
					args[1].map((value) => this.#compared('=', args[0], value)),
					true
				);
		}
		if (isOp(comparisons, op)) return this.#compared(op, args[0] as Operand, args[1] as Operand);
		if (isOp(spatialOps, op)) return this.#intersects(args[0] as Spatial, args[1] as Spatial);
		if (isOp(temporalOps, op)) return this.#temporal(op, args as [Temporal, Temporal]);
		return this.#listed(op as ArrayOp, args as [List, List]);
	}

	#compared(op: Comparison, left: Operand, right: Operand): Test<One> {
		const [a, b] = [this.#operand(left), this.#operand(right)];
		if (a.kind !== b.kind) {
			// A day may be written as a string.
			if (a.kind === 'day' && typeof right === 'string') return this.#compared(op, left, asDay(right));
			if (b.kind === 'day' && typeof left === 'string') return this.#compared(op, asDay(left), right);
			return wrongType(nameOf(left) ?? nameOf(right) ?? op);
		}
		if (a.kind === 'list' || a.kind === 'geometry') return wrongType(nameOf(left) ?? op);
		const holds = order[op];
		const [readA, readB] = [a.read, b.read];
		return (one) => {
			const [x, y] = [readA(one), readB(one)];
			return x === null || y === null ? null : holds(x, y);
		};
	}

	#operand(operand: Operand): { kind: Kind; read: Read<One, string | number | boolean> } {
		if (typeof operand !== 'object') {
			return { kind: typeof operand as Kind, read: () => operand };
		}
		if ('property' in operand) {
			const { kind, read } = this.#property(operand.property);
			return { kind, read: read as Read<One, string> };
		}
		if ('op' in operand) {
			const { kind, read } = this.#operand(operand.args[0]);
			if (kind !== 'string') return wrongType('CASEI');
			return {
				kind,
				read: (one) => {
					const text = read(one);
					return text === null ? null : folded(text as string);
				}
			};
		}
		const day = readDay('date' in operand ? operand.date : operand.timestamp);
		return { kind: 'day', read: () => day };
	}

	#property(name: string): { kind: Kind; read: Read<One, Value> } {
		const kind = Object.hasOwn(this.#source.kinds, name) ? this.#source.kinds[name] : undefined;
		if (kind === undefined) throw new Cql2Error({ code: 'unknown_property', name: name.slice(0, 100) });
		return { kind, read: kind === 'geometry' ? () => null : this.#source.value(name) };
	}

	#isNull(operand: Operand): Test<One> {
		const name = nameOf(operand);
		if (name === undefined) {
			const { read } = this.#operand(operand);
			return (one) => read(one) === null;
		}
		const { kind, read } = this.#property(name);
		if (kind === 'geometry') return (one) => this.#source.geometry(one) === null;
		return (one) => {
			const value = read(one);
			return value === null || (Array.isArray(value) && value.length === 0);
		};
	}

	#like(left: Operand, right: Operand): Test<One> {
		const [value, pattern] = [this.#operand(left), this.#operand(right)];
		if (value.kind !== 'string') return wrongType(nameOf(left) ?? 'LIKE');
		if (pattern.kind !== 'string' || nameOf(innermost(right)) !== undefined) return wrongType('LIKE');
		const fits = likePattern(pattern.read(undefined as One) as string);
		return (one) => {
			const text = value.read(one);
			return text === null ? null : fits(text as string);
		};
	}

	#temporal(op: TemporalOp, [left, right]: [Temporal, Temporal]): Test<One> {
		const [a, b] = [this.#days(left), this.#days(right)];
		const holds = relations[op];
		return (one) => {
			const [x, y] = [a(one), b(one)];
			return x === null || y === null ? null : holds(x, y);
		};
	}

	#days(temporal: Temporal): Read<One, Days> {
		if (!('interval' in temporal)) {
			const { kind, read } = this.#operand(temporal);
			if (kind !== 'day') return wrongType(nameOf(temporal) ?? 'T_');
			return (one) => {
				const day = read(one) as string | null;
				return day === null ? null : [day, day];
			};
		}
		const [first, last] = [this.#bound(temporal.interval[0], 0), this.#bound(temporal.interval[1], 1)];
		const isFixed = temporal.interval.every((bound) => typeof bound === 'string');
		if (isFixed && (first(undefined as One) ?? '') > (last(undefined as One) ?? ''))
			throw new Cql2Error({ code: 'bad_literal', name: temporal.interval.join('/').slice(0, 100) });
		return (one) => {
			const [from, to] = [first(one), last(one)];
			return from === null || to === null ? null : [from, to];
		};
	}

	/** A property that is null leaves the interval open at that end. */
	#bound(bound: Bound, end: 0 | 1): Read<One, string> {
		const open = always[end];
		if (typeof bound === 'string') {
			const day = bound === '..' ? open : readDay(bound);
			return () => day;
		}
		const { kind, read } = this.#property(bound.property);
		if (kind !== 'day') return wrongType(bound.property);
		return (one) => (read(one) as string | null) ?? open;
	}

	#intersects(left: Spatial, right: Spatial): Test<One> {
		const [a, b] = [this.#shape(left), this.#shape(right)];
		return (one) => {
			const [x, y] = [a(one), b(one)];
			return x === null || y === null ? null : intersects(x, y);
		};
	}

	#shape(spatial: Spatial): Read<One, Shape> {
		if (!('property' in spatial)) {
			const shape = shapeOf(spatial, this.#plane);
			return () => shape;
		}
		if (this.#property(spatial.property).kind !== 'geometry') return wrongType(spatial.property);
		return (one) => {
			const geometry = this.#source.geometry(one);
			return geometry && onPlane(geometry, this.#plane);
		};
	}

	#listed(op: ArrayOp, [left, right]: [List, List]): Test<One> {
		const read = (list: List): Read<One, readonly unknown[]> => {
			if (Array.isArray(list)) return () => list;
			const { kind, read } = this.#property(list.property);
			return kind === 'list' ? (read as Read<One, readonly string[]>) : wrongType(list.property);
		};
		const [a, b] = [read(left), read(right)];
		return (one) => {
			const [x, y] = [a(one), b(one)];
			return x === null || y === null ? null : lists[op](x, y);
		};
	}
}

function isOp<T extends string>(known: readonly T[], op: string): op is T {
	return (known as readonly string[]).includes(op);
}

function nameOf(operand: Operand | Temporal): string | undefined {
	return typeof operand === 'object' && 'property' in operand ? operand.property : undefined;
}

function innermost(operand: Operand): Operand {
	return typeof operand === 'object' && 'op' in operand ? innermost(operand.args[0]) : operand;
}

const asDay = (text: string) => ({ date: dayOfText(text) ?? text });

const wrongType = (name: string): never => {
	throw new Cql2Error({ code: 'wrong_type', name: name.slice(0, 100) });
};
