/*
 * What is seen from a point among walls: for each direction the nearest wall. Walls may cross, touch and overlap. Angles
 * are radians counterclockwise from the x axis, lengths are metres of a plane.
 */

/** Metres to the east and to the north. */
export type Point = [x: number, y: number];
/** A straight wall between two points. */
export type Wall = readonly [from: Readonly<Point>, to: Readonly<Point>];

/** The sides of a line, or of a closed ring. */
export function sidesOf(line: readonly Readonly<Point>[]): Wall[] {
	return line.slice(1).map((to, i) => [line[i]!, to]);
}

/** Directions that differ by less are one: 25 µm apart at 250 m. */
const sameDirection_rad = 1e-7;
const fullTurn = 2 * Math.PI;
/** in which hidden walls are looked for */
const narrowParts = 256;
const narrow_rad = fullTurn / narrowParts;

/** A part of a wall in a turn, from one direction to another. */
interface Stretch {
	wall: number;
	from: number;
	to: number;
	/** the line of the wall is where nx·x + ny·y = 1 */
	nx: number;
	ny: number;
	/** the bounds of 1 / distance on the wall */
	least: number;
	most: number;
	/** 1 / distance in the first of two directions, and how much more it is in the second */
	begin: number;
	rise: number;
}

/**
 * The nearest walls around the origin, in a turn counterclockwise. Something must stand in every direction of the turn,
 * and within any half turn more than one wall must stand. No wall may pass through the origin; one that points at the
 * origin hides nothing.
 * @param walls around the origin
 * @param start the direction in which the turn begins
 * @param extent how far the turn goes, up to a full one
 * @returns the corners in their order, the first one not repeated
 */
export function nearestAround(walls: readonly Wall[], start = 0, extent = fullTurn): Point[] {
	const all = walls.flatMap((wall, i) => stretchesOf(wall, i, start, extent));
	const stretches = all.length > narrowParts ? unhidden(all, start) : all;
	const directions = apart(stretches, extent);
	const beginning = directions.map((): Stretch[] => []);
	for (const stretch of stretches) {
		stretch.from = placeOf(directions, stretch.from);
		stretch.to = placeOf(directions, stretch.to);
		if (stretch.from < stretch.to) beginning[stretch.from]!.push(stretch);
	}
	const outline = new Outline();
	let active: Stretch[] = [];
	for (let i = 0; i < directions.length - 1; i++) {
		active = active.filter(({ to }) => to > i);
		active.push(...beginning[i]!);
		nearestBetween(active, towards(start + directions[i]!), towards(start + directions[i + 1]!), outline);
	}
	return outline.corners();
}

/** The corners of what is nearest; a corner between two parts of one wall is left out. */
class Outline {
	readonly #points: Point[] = [];
	#first = -1;
	#wall = -1;
	#end: Point | null = null;

	/** The wall is nearest from one point to another. */
	add(wall: number, from: Point, to: Point): void {
		if (wall !== this.#wall) {
			this.#keep(this.#end);
			this.#keep(from);
		}
		if (this.#end === null) this.#first = wall;
		this.#wall = wall;
		this.#end = to;
	}

	corners(): Point[] {
		this.#keep(this.#end);
		const [first, last] = [this.#points[0], this.#points.at(-1)];
		if (!first || !last || this.#points.length === 1 || !isSame(first, last)) return this.#points;
		// A whole turn that begins within a wall ends there.
		return this.#points.slice(this.#first === this.#wall ? 1 : 0, -1);
	}

	#keep(point: Point | null): void {
		const last = this.#points.at(-1);
		if (point && !(last && isSame(last, point))) this.#points.push(point);
	}
}

/** The parts of a wall in a turn: two when the turn begins on it. */
function stretchesOf([one, other]: Wall, wall: number, start: number, extent: number): Stretch[] {
	const turn = one[0] * other[1] - one[1] * other[0];
	if (turn === 0) return [];
	const [a, b] = turn > 0 ? [one, other] : [other, one];
	const [from, to] = [directionOf(a, start), directionOf(b, start)];
	// Two directions that are as good as one may come in the wrong order.
	if (Math.abs(Math.abs(to - from) - Math.PI) > Math.PI - sameDirection_rad) return [];
	const size = Math.abs(turn);
	const part = (begin: number, end: number): Stretch => ({
		wall,
		from: begin,
		to: Math.min(end, extent),
		nx: (b[1] - a[1]) / size,
		ny: (a[0] - b[0]) / size,
		least: 1 / Math.max(length(a[0], a[1]), length(b[0], b[1])),
		most: 1 / distanceTo(a, b, size),
		begin: 0,
		rise: 0
	});
	const parts = from < to ? [part(from, to)] : [part(from, fullTurn), part(0, to)];
	return parts.filter((one) => one.to - one.from > sameDirection_rad);
}

/** How near a wall comes to the origin, metres. */
function distanceTo(a: Readonly<Point>, b: Readonly<Point>, turn: number): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	if (a[0] * dx + a[1] * dy >= 0) return length(a[0], a[1]);
	if (b[0] * dx + b[1] * dy <= 0) return length(b[0], b[1]);
	return turn / length(dx, dy);
}

/**
 * The nearest of some walls between two directions that all of them span. Along the straight line from the one direction
 * to the other, 1 / distance of each wall is a linear function, so that the nearest wall is the highest of straight
 * lines.
 */
function nearestBetween(active: readonly Stretch[], from: Point, to: Point, outline: Outline): void {
	let nearest: Stretch | null = null;
	for (const stretch of active) {
		stretch.begin = closeness(stretch, from);
		stretch.rise = closeness(stretch, to) - stretch.begin;
		if (
			!nearest ||
			stretch.begin > nearest.begin ||
			(stretch.begin === nearest.begin && stretch.rise > nearest.rise)
		)
			nearest = stretch;
	}
	if (!nearest) throw new RangeError('Nothing stands in a direction.');
	let [share, point] = [0, scaled(from, nearest.begin)];
	for (;;) {
		let [next, at]: [Stretch | null, number] = [null, 1];
		for (const stretch of active) {
			if (stretch.rise <= nearest.rise) continue;
			const meets: number = (nearest.begin - stretch.begin) / (stretch.rise - nearest.rise);
			if (meets < share || meets > at || meets === 1) continue;
			if (next && meets === at && stretch.rise <= next.rise) continue;
			[next, at] = [stretch, meets];
		}
		const middle: Point = [from[0] + at * (to[0] - from[0]), from[1] + at * (to[1] - from[1])];
		const reached = scaled(middle, nearest.begin + at * nearest.rise);
		outline.add(nearest.wall, point, reached);
		if (!next) return;
		[nearest, share, point] = [next, at, reached];
	}
}

/** Leaves out stretches that are hidden in each of many narrow parts of the turn: the usual case in a town. */
function unhidden(stretches: readonly Stretch[], start: number): Stretch[] {
	const parts = Array.from({ length: narrowParts + 1 }, (_, i) => towards(start + i * narrow_rad));
	// The least closeness of the nearest stretch that fills a part.
	const hiding = new Float64Array(narrowParts);
	for (const stretch of stretches)
		for (let i = Math.ceil(stretch.from / narrow_rad); i < Math.floor(stretch.to / narrow_rad); i++)
			hiding[i] = Math.max(
				hiding[i]!,
				Math.min(closeness(stretch, parts[i]!), closeness(stretch, parts[i + 1]!))
			);
	return stretches.filter(({ from, to, most }) => {
		const end = Math.min(narrowParts, Math.ceil(to / narrow_rad));
		for (let i = Math.floor(from / narrow_rad); i < end; i++) if (most >= hiding[i]!) return true;
		return false;
	});
}

/** 1 / distance of a wall in a direction. */
function closeness({ nx, ny, least, most }: Stretch, [x, y]: Point): number {
	return Math.min(most, Math.max(least, nx * x + ny * y));
}

/** The directions in which stretches begin and end, in order, without those that are as good as the one before. */
function apart(stretches: readonly Stretch[], extent: number): number[] {
	const directions = new Float64Array(2 * stretches.length + 1);
	stretches.forEach(({ from, to }, i) => directions.set([from, to], 2 * i));
	directions[2 * stretches.length] = extent;
	const kept = [0];
	for (const direction of directions.sort())
		if (direction - kept.at(-1)! > sameDirection_rad) kept.push(direction);
	return kept;
}

/** The place of the last of the directions that is not beyond one. */
function placeOf(directions: readonly number[], direction: number): number {
	let [low, high] = [0, directions.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (directions[middle]! <= direction) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}

/** Counterclockwise from the start of the turn: 0 up to a full turn. */
function directionOf([x, y]: Readonly<Point>, start: number): number {
	const turned = (Math.atan2(y, x) - start) % fullTurn;
	return turned < 0 ? turned + fullTurn : turned;
}

/** Math.hypot takes ten times as long. */
const length = (x: number, y: number) => Math.sqrt(x * x + y * y);
const towards = (direction: number): Point => [Math.cos(direction), Math.sin(direction)];
const scaled = ([x, y]: Point, closeness: number): Point => [x / closeness, y / closeness];
const isSame = (a: Point, b: Point) => Math.abs(a[0] - b[0]) < 1e-9 && Math.abs(a[1] - b[1]) < 1e-9;
