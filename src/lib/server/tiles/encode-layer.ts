import { fromVectorTileJs, type VectorTileLike } from '@maplibre/vt-pbf';

/** Units across a tile (Mapbox Vector Tile 2.1). */
export const extent = 4096;

export interface Feature {
	/** 1 is a point, 3 a polygon, whose rings are closed and go clockwise */
	type: 1 | 3;
	id: number | undefined;
	extent: number;
	properties: Record<string, number | string | boolean>;
	/** on the tile, x to the right and y down, up to {@link extent} and a little over */
	loadGeometry(): { x: number; y: number }[][];
}

/** A tile of one layer, not compressed. */
export function encodeLayer(name: string, length: number, feature: (i: number) => Feature): Uint8Array {
	const tile = { layers: { [name]: { version: 2, name, extent, length, feature } } };
	// The encoder reads x and y of a point and nothing else.
	return fromVectorTileJs(tile as unknown as VectorTileLike);
}
