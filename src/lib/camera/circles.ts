import KDBush from 'kdbush';

/** A point on a plane, in metres. */
export type PlanePoint = readonly [east: number, north: number];
type Arc = [from: number, to: number];

/** circles looked at between two pauses: a fraction of a millisecond */
const atOnce = 200;
const turn = 2 * Math.PI;

/**
 * The area that circles of one radius cover together, in square metres: what several of them cover counts once. Exact, by
 * Green's theorem along the arcs that lie in no other circle. It pauses now and then, so that a server can do other work
 * meanwhile.
 */
export function* circlesArea(middles: readonly PlanePoint[], radiusM: number): Generator<undefined, number> {
	const [origin] = middles;
	if (!origin) return 0;
	const points = middles.map(([east, north]): PlanePoint => [east - origin[0], north - origin[1]]);
	const tree = new KDBush(points.length);
	for (const [x, y] of points) tree.add(x, y);
	tree.finish();
	let area_m2 = 0;
	for (const [i, [x, y]] of points.entries()) {
		if (i % atOnce === 0) yield;
		const hidden: Arc[] = [];
		let isRepeated = false;
		for (const other of tree.within(x, y, 2 * radiusM)) {
			if (other === i) continue;
			const [dx, dy] = [(points[other]?.[0] ?? 0) - x, (points[other]?.[1] ?? 0) - y];
			const away = Math.hypot(dx, dy);
			// Of circles with one middle the first counts.
			if (away === 0) isRepeated ||= other < i;
			else hidden.push(...arcsAround(Math.atan2(dy, dx), Math.acos(Math.min(1, away / (2 * radiusM)))));
		}
		if (isRepeated) continue;
		for (const [from, to] of shownArcs(hidden)) {
			const chord = x * (Math.sin(to) - Math.sin(from)) - y * (Math.cos(to) - Math.cos(from));
			area_m2 += (radiusM * (radiusM * (to - from) + chord)) / 2;
		}
	}
	return area_m2;
}

/** The arc of so many radians to each side of a direction, between 0 and a whole turn: in two where it goes over 0. */
function arcsAround(direction: number, half: number): Arc[] {
	const from = (direction - half + turn) % turn;
	const to = from + 2 * half;
	return to <= turn
		? [[from, to]]
		: [
				[from, turn],
				[0, to - turn]
			];
}

/** What the arcs leave of a whole turn. */
function shownArcs(hidden: Arc[]): Arc[] {
	const shown: Arc[] = [];
	let reached = 0;
	for (const [from, to] of hidden.sort((a, b) => a[0] - b[0])) {
		if (from > reached) shown.push([reached, from]);
		reached = Math.max(reached, to);
	}
	if (reached < turn) shown.push([reached, turn]);
	return shown;
}
