/** A box around something that is written or drawn, from its middle, in the unit of the drawing. */
export interface Box {
	x: number;
	y: number;
	reachX: number;
	reachY: number;
}

/** The box of a name in our typeface: a letter is about 0.6 em wide, with its spacing 0.66. */
export function boxOfName(name: string, x: number, y: number, size: number): Box {
	return { x, y, reachX: name.length * size * 0.33, reachY: size * 0.7 };
}

/** Those whose box lies on none of the boxes before it; the first is kept. */
export function namesApart<T>(
	names: readonly T[],
	boxOf: (name: T) => Box,
	before: readonly Box[] = []
): T[] {
	const taken = [...before];
	return names.filter((name) => {
		const box = boxOf(name);
		if (taken.some((other) => overlap(box, other))) return false;
		return taken.push(box);
	});
}

function overlap(a: Box, b: Box): boolean {
	return Math.abs(a.x - b.x) < a.reachX + b.reachX && Math.abs(a.y - b.y) < a.reachY + b.reachY;
}
