import type { ArrayOp, Comparison } from './tree.ts';

/** What a filter says of an item. Null is neither true nor false, as in SQL. */
export type Test<One> = (one: One) => boolean | null;

const contains = (a: readonly unknown[], b: readonly unknown[]) => b.every((value) => a.includes(value));
/** Lists are sets: neither order nor repetition counts. */
export const lists: Record<ArrayOp, (a: readonly unknown[], b: readonly unknown[]) => boolean> = {
	a_contains: contains,
	a_containedBy: (a, b) => contains(b, a),
	a_equals: (a, b) => contains(a, b) && contains(b, a),
	a_overlaps: (a, b) => a.some((value) => b.includes(value))
};

export type Scalar = string | number | boolean;
export const order: Record<Comparison, (a: Scalar, b: Scalar) => boolean> = {
	'=': (a, b) => a === b,
	'<>': (a, b) => a !== b,
	'<': (a, b) => a < b,
	'<=': (a, b) => a <= b,
	'>': (a, b) => a > b,
	'>=': (a, b) => a >= b
};

/** Of some tests at least one holds, or each of them does. */
export function joined<One>(tests: Test<One>[], isAny: boolean): Test<One> {
	return (one) => {
		let is: boolean | null = !isAny;
		for (const test of tests) {
			const holds = test(one);
			if (holds === isAny) return isAny;
			if (holds === null) is = null;
		}
		return is;
	};
}

/** Upper case first: letters that have no lower case of their own become alike, as ß and SS. */
export function folded(text: string): string {
	return text.normalize('NFC').toUpperCase().toLowerCase();
}
