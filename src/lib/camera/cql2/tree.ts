import type { Geometry } from 'geojson';

/** A filter of the Common Query Language CQL2 (OGC 21-065r2): the tree is its JSON encoding, and both encodings give it. */
export type Filter =
	| boolean
	| { op: 'and' | 'or'; args: Filter[] }
	| { op: 'not'; args: [Filter] }
	| { op: Comparison | 'like'; args: [Operand, Operand] }
	| { op: 'between'; args: [Operand, Operand, Operand] }
	| { op: 'in'; args: [Operand, Operand[]] }
	| { op: 'isNull'; args: [Operand] }
	| { op: SpatialOp; args: [Spatial, Spatial] }
	| { op: TemporalOp; args: [Temporal, Temporal] }
	| { op: ArrayOp; args: [List, List] };

export const comparisons = ['=', '<>', '<', '<=', '>', '>='] as const;
export type Comparison = (typeof comparisons)[number];
export const spatialOps = ['s_intersects'] as const;
export type SpatialOp = (typeof spatialOps)[number];
export const temporalOps = [
	't_after',
	't_before',
	't_contains',
	't_disjoint',
	't_during',
	't_equals',
	't_finishedBy',
	't_finishes',
	't_intersects',
	't_meets',
	't_metBy',
	't_overlappedBy',
	't_overlaps',
	't_startedBy',
	't_starts'
] as const;
export type TemporalOp = (typeof temporalOps)[number];
export const arrayOps = ['a_containedBy', 'a_contains', 'a_equals', 'a_overlaps'] as const;
export type ArrayOp = (typeof arrayOps)[number];

export interface Property {
	property: string;
}
export type Instant = { date: string } | { timestamp: string };
/** a day, an instant in UTC, `..` for an open end, or a property */
export type Bound = string | Property;
export interface Interval {
	interval: [Bound, Bound];
}
export type Operand = string | number | boolean | Instant | Property | { op: 'casei'; args: [Operand] };
export type Temporal = Instant | Interval | Property;
/** four numbers, or six with heights */
export interface BBox {
	bbox: number[];
}
export type Spatial = Geometry | BBox | Property;
export type List = Property | (string | number | boolean)[];

export type Kind = 'string' | 'number' | 'boolean' | 'day' | 'list' | 'geometry';

/** What can be wrong with a filter. */
export type Fault =
	/** the place in the text, counted from 1; of JSON there is none */
	| { code: 'syntax'; position?: number }
	| { code: 'too_long' | 'too_deep' }
	/** names no property that can be filtered by */
	| { code: 'unknown_property'; name: string }
	/** an operator or a function that is not supported */
	| { code: 'unknown_operator'; name: string }
	/** what an operator is given does not go together with it */
	| { code: 'wrong_type'; name: string }
	/** a day or an instant that does not exist, a position outside of the system */
	| { code: 'bad_literal'; name: string };

/** Why a filter is not understood. */
export class Cql2Error extends Error {
	override name = 'Cql2Error';
	readonly fault: Fault;
	constructor(fault: Fault) {
		super(JSON.stringify(fault));
		this.fault = fault;
	}
}

/** characters of a filter; an address has room for about 16,000 */
export const longest = 10_000;
/** filters within filters; each is a call within a call */
export const deepest = 50;
