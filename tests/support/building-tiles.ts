import { fromVectorTileJs } from '@maplibre/vt-pbf';
import { intersection } from 'polyclip-ts';

type Ring = [x: number, y: number][];
/** A building in units of a tile, 4096 to each; the outer ring first, rings closed. */
export interface Drawn {
	rings: Ring[];
	properties?: Record<string, string | number>;
}
export interface DrawnTile {
	x: number;
	y: number;
	content: Uint8Array;
}

const extent = 4096;

/** The tiles in which buildings are, as makers of tiles write them: cut beyond a buffer, and rounded to whole units. */
export function buildingTiles(buildings: Drawn[], { layer = 'building', buffer = 64 } = {}): DrawnTile[] {
	const tiles = new Map<string, { x: number; y: number; cut: Drawn[] }>();
	for (const { rings, properties = {} } of buildings) {
		const [xs, ys] = [0, 1].map((axis) => rings[0]!.map((at) => at[axis]!)) as [number[], number[]];
		const first = (all: number[]) => Math.floor((Math.min(...all) - buffer) / extent);
		const last = (all: number[]) => Math.floor((Math.max(...all) + buffer) / extent);
		for (let x = first(xs); x <= last(xs); x++)
			for (let y = first(ys); y <= last(ys); y++) {
				const tile = tiles.get(`${x} ${y}`) ?? { x, y, cut: [] };
				tiles.set(`${x} ${y}`, tile);
				for (const polygon of intersection(rings, [square(x, y, buffer)]))
					tile.cut.push({ rings: polygon, properties });
			}
	}
	return [...tiles.values()].map(({ x, y, cut }) => ({ x, y, content: encode(layer, x, y, cut) }));
}

function square(x: number, y: number, buffer: number): Ring {
	const [west, east] = [x * extent - buffer, (x + 1) * extent + buffer];
	const [north, south] = [y * extent - buffer, (y + 1) * extent + buffer];
	return [
		[west, north],
		[east, north],
		[east, south],
		[west, south],
		[west, north]
	];
}

function encode(name: string, x: number, y: number, cut: Drawn[]): Uint8Array {
	const feature = (i: number) => {
		const { rings, properties = {} } = cut[i]!;
		const drawn = rings.map((ring) =>
			ring.map((at) => ({ x: Math.round(at[0] - x * extent), y: Math.round(at[1] - y * extent) }))
		);
		return { type: 3 as const, id: undefined, extent, properties, loadGeometry: () => drawn as never };
	};
	return fromVectorTileJs({ layers: { [name]: { version: 2, name, extent, length: cut.length, feature } } });
}
