import KDBush from 'kdbush';
import { metresPerDegree } from './measures.ts';
import type { Position } from './position.ts';

/** cameras looked at between two pauses: a fraction of a millisecond */
const atOnce = 200;

/**
 * At how many places there are cameras: one that stands within so many metres of another is at the same place, and so
 * are those in a chain of such. Distances are those on a plane, right within 1 % in a city. It pauses now and then, so
 * that a server can do other work meanwhile.
 */
export function* countPlaces(positions: Position[], withinM: number): Generator<undefined, number> {
	if (positions.length === 0) return 0;
	const narrowing = Math.cos(((positions[0]?.[1] ?? 0) * Math.PI) / 180);
	const tree = new KDBush(positions.length);
	const flat = ([lng, lat]: Position) => [lng * narrowing * metresPerDegree, lat * metresPerDegree] as const;
	for (const position of positions) tree.add(...flat(position));
	tree.finish();
	const seen = new Uint8Array(positions.length);
	let places = 0;
	for (let first = 0; first < positions.length; first++) {
		if (first % atOnce === 0) yield;
		if (seen[first]) continue;
		places++;
		seen[first] = 1;
		for (const chain = [first]; chain.length > 0;) {
			const at = positions[chain.pop() ?? 0] as Position;
			for (const near of tree.within(...flat(at), withinM)) {
				if (!seen[near]) chain.push(near);
				seen[near] = 1;
			}
		}
	}
	return places;
}
