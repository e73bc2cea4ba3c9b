import createGraph from 'ngraph.graph';
import { aStar } from 'ngraph.path';
import { fromMercator, mercator } from '../camera/mercator.ts';
import type { Position } from '../camera/position.ts';
import { tileUnits, type WorldPoint } from './street-lines.ts';

/** around the equator, metres */
const equator_m = 40_075_016.686;
/** an end as near as this to another street meets it: tiles cut and round lines, 1.3 m at zoom 14 */
const joined_units = 3;
/** as far as this from a street somebody may begin or end */
export const reach_m = 300;
/** a corner of the way that bends it less is left out */
const straight_m = 1.5;
/** the side of the squares in which streets are looked for */
const square_units = 64;

interface Piece {
	from: number;
	to: number;
}

/** Streets as they meet: corners with their places, and the straight pieces between them. */
class Network {
	readonly places: WorldPoint[] = [];
	readonly pieces: Piece[] = [];
	readonly #numbers = new Map<string, number>();
	readonly #parents: number[] = [];

	corner(place: WorldPoint): number {
		const key = place.join();
		const known = this.#numbers.get(key);
		if (known !== undefined) return known;
		this.#numbers.set(key, this.places.length);
		this.#parents.push(this.places.length);
		return this.places.push(place) - 1;
	}

	connect(from: number, to: number): void {
		if (from === to) return;
		this.pieces.push({ from, to });
		this.#parents[this.partOf(from)] = this.partOf(to);
	}

	/** Another number for each part of the network that no street connects with the others. */
	partOf(corner: number): number {
		let root = corner;
		while (this.#parents[root] !== root) root = this.#parents[root] = this.#parents[this.#parents[root]!]!;
		return root;
	}

	/** The nearest place of a piece to a place, and how far it is, in units. */
	nearestOn({ from, to }: Piece, [x, y]: WorldPoint): { place: WorldPoint; units: number } {
		const [[ax, ay], [bx, by]] = [this.places[from]!, this.places[to]!];
		const [dx, dy] = [bx - ax, by - ay];
		const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
		const place: WorldPoint = [Math.round(ax + along * dx), Math.round(ay + along * dy)];
		return { place, units: Math.hypot(ax + along * dx - x, ay + along * dy - y) };
	}

	/** Lets ends meet the street that they touch: where a tile's edge cut it, or a corner was left out of a tile. */
	joinEnds(): void {
		const degrees = new Uint32Array(this.places.length);
		const squares = new Map<string, number[]>();
		this.pieces.forEach(({ from, to }, i) => {
			degrees[from]!++;
			degrees[to]!++;
			const ends = [this.places[from]!, this.places[to]!];
			const [columns, rows] = [0, 1].map((axis) => ends.map((end) => Math.floor(end[axis]! / square_units)));
			for (let x = Math.min(...columns!); x <= Math.max(...columns!); x++)
				for (let y = Math.min(...rows!); y <= Math.max(...rows!); y++) {
					const square = squares.get(`${x},${y}`);
					if (square) square.push(i);
					else squares.set(`${x},${y}`, [i]);
				}
		});
		degrees.forEach((degree, end) => {
			if (degree !== 1) return;
			const place = this.places[end]!;
			const [x, y] = place.map((units) => Math.floor(units / square_units)) as WorldPoint;
			const around = [-1, 0, 1].flatMap((dx) =>
				[-1, 0, 1].flatMap((dy) => squares.get(`${x + dx},${y + dy}`) ?? [])
			);
			const [nearest] = around
				.map((i) => this.pieces[i]!)
				.filter((piece) => piece.from !== end && piece.to !== end)
				.map((piece) => ({ piece, ...this.nearestOn(piece, place) }))
				.sort((a, b) => a.units - b.units);
			if (nearest && nearest.units <= joined_units)
				this.connect(end, this.enter(nearest.piece, nearest.place));
		});
	}

	/** A corner on a piece, from which both of its ends are reached. */
	enter({ from, to }: Piece, place: WorldPoint): number {
		const corner = this.corner(place);
		this.connect(corner, from);
		this.connect(corner, to);
		return corner;
	}
}

/**
 * The shortest way on foot from one position to another along streets, with both ends as they are; null where no street
 * near the one leads to a street near the other.
 * @param lines streets as tiles of this zoom have them
 */
export function shortestWay(
	lines: WorldPoint[][],
	zoom: number,
	from: Position,
	to: Position
): Position[] | null {
	const units = 2 ** zoom * tileUnits;
	const unit_m = (equator_m / units) * Math.cos((((from[1] + to[1]) / 2) * Math.PI) / 180);
	const network = new Network();
	for (const line of lines) {
		const corners = line.map((place) => network.corner(place));
		corners.forEach((corner, i) => i > 0 && network.connect(corners[i - 1]!, corner));
	}
	network.joinEnds();
	const worldOf = (position: Position) => mercator(position).map((part) => part * units) as WorldPoint;
	const ends = nearStreets(network, [worldOf(from), worldOf(to)], reach_m / unit_m);
	if (!ends) return null;
	const [start, goal] = ends.map(({ piece, place }) => network.enter(piece, place)) as [number, number];
	if (ends[0].piece === ends[1].piece) network.connect(start, goal);
	const metres = (a: number, b: number) => {
		const [[ax, ay], [bx, by]] = [network.places[a]!, network.places[b]!];
		return Math.hypot(ax - bx, ay - by) * unit_m;
	};
	const graph = createGraph<undefined, undefined>();
	for (const piece of network.pieces) graph.addLink(piece.from, piece.to);
	if (start === goal) return [from, to];
	const found = aStar(graph, {
		distance: (a, b) => metres(a.id as number, b.id as number),
		heuristic: (a, b) => metres(a.id as number, b.id as number)
	}).find(start, goal);
	// From its end to its beginning.
	const corners = found.map(({ id }) => network.places[id as number]!).reverse();
	const way = [worldOf(from), ...corners, worldOf(to)];
	const kept = withoutStraight(way, straight_m / unit_m).map(([x, y]) =>
		fromMercator([x / units, y / units])
	);
	return [from, ...kept.slice(1, -1), to];
}

/** The nearest street to each of two places, of the part of the network that is nearest to both. */
function nearStreets(network: Network, places: [WorldPoint, WorldPoint], reach: number) {
	type Near = { piece: Piece; place: WorldPoint; units: number };
	const parts = new Map<number, [Near?, Near?]>();
	for (const piece of network.pieces) {
		const part = network.partOf(piece.from);
		const best = parts.get(part) ?? [];
		places.forEach((place, end) => {
			const near = network.nearestOn(piece, place);
			if (near.units <= reach && near.units < (best[end]?.units ?? Infinity)) best[end] = { piece, ...near };
		});
		parts.set(part, best);
	}
	const [nearest] = [...parts.values()]
		.filter((best): best is [Near, Near] => best[0] !== undefined && best[1] !== undefined)
		.sort((a, b) => a[0].units + a[1].units - b[0].units - b[1].units);
	return nearest ?? null;
}

/** A line without the corners that lie on it, or as good as (Douglas and Peucker 1973). */
function withoutStraight(line: WorldPoint[], tolerance: number): WorldPoint[] {
	const [[ax, ay], [bx, by]] = [line[0]!, line.at(-1)!];
	const length = Math.hypot(bx - ax, by - ay);
	let [farthest, off] = [0, tolerance];
	line.forEach(([x, y], i) => {
		const away =
			length === 0
				? Math.hypot(x - ax, y - ay)
				: Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
		if (i > 0 && i < line.length - 1 && away > off) [farthest, off] = [i, away];
	});
	if (farthest === 0) return [line[0]!, line.at(-1)!];
	const before = withoutStraight(line.slice(0, farthest + 1), tolerance);
	return [...before.slice(0, -1), ...withoutStraight(line.slice(farthest), tolerance)];
}
