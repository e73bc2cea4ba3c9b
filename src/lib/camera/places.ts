import KDBush from 'kdbush';
import type { Position } from './position.ts';

const metresPerDegree = 111_195;

/**
 * At how many places there are cameras: one that stands within so many metres of another is at the same place, and so
 * are those in a chain of such. Distances are those on a plane, right within 1 % in a city.
 */
export function countPlaces(positions: Position[], withinM: number): number {
	if (positions.length === 0) return 0;
	const narrowing = Math.cos(((positions[0]?.[1] ?? 0) * Math.PI) / 180);
	const tree = new KDBush(positions.length);
	const flat = positions.map(([lng, lat]): Position => [
		lng * narrowing * metresPerDegree,
		lat * metresPerDegree
	]);
	for (const [x, y] of flat) tree.add(x, y);
	tree.finish();
	const seen = new Uint8Array(positions.length);
	let places = 0;
	for (let first = 0; first < positions.length; first++) {
		if (seen[first]) continue;
		places++;
		seen[first] = 1;
		for (const chain = [first]; chain.length > 0;) {
			const [x, y] = flat[chain.pop() ?? 0] ?? [0, 0];
			for (const near of tree.within(x, y, withinM)) {
				if (!seen[near]) chain.push(near);
				seen[near] = 1;
			}
		}
	}
	return places;
}
