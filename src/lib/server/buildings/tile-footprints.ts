import { classifyRings, VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { intersection, union } from 'polyclip-ts';
import { fromMercator } from '../../camera/mercator.ts';
import type { Position } from '../../camera/position.ts';
import { heightOf, hangs } from './height.ts';

/*
 * Buildings out of vector tiles. Tiles cut buildings at their edges and repeat them in their buffers: here each tile
 * gives the part of a building that lies within it, and parts that meet at an edge become one building again.
 */

type Ring = [x: number, y: number][];
/** A polygon in units of a tile, of which the world has 2^zoom × 4096 in each direction; x to the east, y to the south. */
export interface Part {
	/** closed, the outer ring first */
	rings: Ring[];
	height_m: number | null;
}
/** What a tile holds: buildings that lie within it, and the parts of those that reach its edge. */
export interface TileParts {
	whole: Part[];
	cut: Part[];
}

/** units in a tile, whatever its own extent is */
const tileUnits = 4096;
/** the layer of the buildings in OpenMapTiles, and in Protomaps and Shortbread */
const layers = ['building', 'buildings'];

/** @throws Error for what is no vector tile */
export function partsIn(tile: Uint8Array, x: number, y: number): TileParts {
	const read = new VectorTile(new PbfReader(tile)).layers;
	const [west, north] = [x * tileUnits, y * tileUnits];
	const square = { west, north, east: west + tileUnits, south: north + tileUnits };
	const parts: TileParts = { whole: [], cut: [] };
	for (const layer of layers.flatMap((name) => read[name] ?? [])) {
		const scale = tileUnits / layer.extent;
		for (let i = 0; i < layer.length; i++) {
			const feature = layer.feature(i);
			if (feature.type !== 3 || hangs(feature.properties)) continue;
			const height_m = heightOf(feature.properties);
			for (const polygon of classifyRings(feature.loadGeometry())) {
				const rings = polygon.map((ring) =>
					ring.map((at): Ring[number] => [west + at.x * scale, north + at.y * scale])
				);
				const within = cutTo(square, rings);
				if (within === rings) parts.whole.push({ rings, height_m });
				else parts.cut.push(...(within as Ring[][]).map((cut) => ({ rings: cut, height_m })));
			}
		}
	}
	return parts;
}

interface Square {
	west: number;
	north: number;
	east: number;
	south: number;
}

/** The polygons of a building within a tile; the building itself where it does not reach the edge. */
function cutTo({ west, north, east, south }: Square, rings: Ring[]): Ring[][] | Ring[] {
	const [xs, ys] = [0, 1].map((axis) => rings[0]?.map((at) => at[axis]!) ?? []) as [number[], number[]];
	const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
	if (left > west && right < east && top > north && bottom < south) return rings;
	if (left >= east || right <= west || top >= south || bottom <= north) return [];
	const corners: Ring = [
		[west, north],
		[east, north],
		[east, south],
		[west, south],
		[west, north]
	];
	try {
		return intersection(rings, [corners]);
	} catch {
		// A ring that crosses itself, rarely. What the tile has of the building in its buffer lies in the building too.
		return [rings];
	}
}

/**
 * Buildings again from the parts that tiles have of them. Parts meet where both have a side on the edge between their
 * tiles. Where their heights differ, nobody knows the height, or else it is the larger one.
 * @param parts of all tiles, cut to them
 */
export function joined(parts: readonly Part[]): Part[] {
	const groups = new Groups(parts.length);
	for (const sides of sidesOnEdges(parts).values()) {
		sides.sort((a, b) => a.from - b.from);
		sides.forEach((side, i) => {
			for (let next = i + 1; next < sides.length && sides[next]!.from < side.to; next++)
				groups.join(side.part, sides[next]!.part);
		});
	}
	return groups
		.all()
		.map((group) => {
			const [first, ...more] = group.map((part) => parts[part]!);
			return more.length === 0 ? [first!] : united([first!, ...more]);
		})
		.flat();
}

function united(parts: Part[]): Part[] {
	const heights = parts.map(({ height_m }) => height_m);
	const height_m = heights.includes(null) ? null : Math.max(...(heights as number[]));
	const [first, ...more] = parts.map(({ rings }) => rings);
	try {
		return union(first!, ...more).map((rings) => ({ rings, height_m }));
	} catch {
		// Together the parts hide the same: nobody outside sees the sides where they meet.
		return parts;
	}
}

interface Side {
	part: number;
	from: number;
	to: number;
}

/** The sides of parts that lie on an edge between tiles, by that edge. */
function sidesOnEdges(parts: readonly Part[]): Map<string, Side[]> {
	const edges = new Map<string, Side[]>();
	parts.forEach(({ rings }, part) => {
		for (const ring of rings)
			ring.slice(1).forEach((to, i) => {
				const from = ring[i]!;
				for (const [axis, along] of [
					[0, 1],
					[1, 0]
				] as const) {
					if (from[axis] !== to[axis] || from[axis] % tileUnits !== 0) continue;
					const edge = `${axis} ${from[axis]}`;
					const side = {
						part,
						from: Math.min(from[along], to[along]),
						to: Math.max(from[along], to[along])
					};
					if (!edges.get(edge)?.push(side)) edges.set(edge, [side]);
				}
			});
	});
	return edges;
}

/** Numbers that are put together in groups. */
class Groups {
	readonly #parents: number[];

	constructor(count: number) {
		this.#parents = Array.from({ length: count }, (_, i) => i);
	}

	join(one: number, other: number): void {
		this.#parents[this.#rootOf(one)] = this.#rootOf(other);
	}

	all(): number[][] {
		const groups = Map.groupBy(this.#parents.keys(), (one) => this.#rootOf(one));
		return [...groups.values()];
	}

	#rootOf(one: number): number {
		let root = one;
		while (this.#parents[root] !== root) root = this.#parents[root] = this.#parents[this.#parents[root]!]!;
		return root;
	}
}

/** The positions of a ring of a part. */
export function positionsOf(ring: Readonly<Ring>, zoom: number): Position[] {
	const units = 2 ** zoom * tileUnits;
	return ring.map(([x, y]) => fromMercator([x / units, y / units]));
}
