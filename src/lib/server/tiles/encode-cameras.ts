import { tileFields } from '../../camera/record.ts';
import type { Position } from '../../camera/position.ts';
import type { State } from '../../camera/vocabulary.ts';
import type { CameraIndex, TileId } from '../live/index.ts';
import { nameIn, type Names } from '../search/place.ts';
import { encodeLayer, extent, type Feature } from './encode-layer.ts';

const extentBits = 12;
/** a tile with more cameras than this holds clusters in their place */
export const camerasPerTile = 20_000;
/** from this zoom on the tiles say what the place of a camera is called */
const namedZoom = 13;
/** clusters stand on a grid of so many cells across a tile: 32 px on the screen */
const clusterCells = 16;

/** What the place of a camera is called: by its position, or by its row in the index. */
type PlaceAt = (position: Position, row: number) => Names | null;

/**
 * The tile as Mapbox Vector Tile 2.1, not compressed; null when nothing lies in it. Layer `cameras`: id is the
 * camera's number; the fields that are `inTile`, when known, confirmed_day, changes, and from zoom {@link namedZoom} on
 * `place`, in Cyrillic or as it is. Where there are more than
 * {@link camerasPerTile}, layer `clusters` instead: count, and the count in each state.
 */
export function encodeTile(
	index: CameraIndex,
	tile: TileId,
	placeAt: PlaceAt = () => null
): Uint8Array | null {
	const rows = index.rows(tile);
	if (rows.length === 0) return null;
	return rows.length > camerasPerTile
		? encodeClusters(index, rows, tile.z)
		: encodeCameras(index, rows, tile.z, placeAt);
}

function encodeCameras({ columns }: CameraIndex, rows: Uint32Array, z: number, placeAt: PlaceAt): Uint8Array {
	const { number, x, y } = columns.at;
	const read = tileFields.map(({ name, inTile, write }) => {
		const valueOf = columns.reader(name) as (row: number) => unknown;
		return { inTile, written: (row: number) => write(valueOf(row)) };
	});
	const point = { x: 0, y: 0 };
	const properties: Record<string, number | string | undefined> = {};
	const feature: Feature = {
		type: 1,
		id: 0,
		extent,
		properties: properties as Feature['properties'],
		loadGeometry: () => [[point]]
	};
	return encodeLayer('cameras', rows.length, (i) => {
		const row = rows[i] ?? 0;
		feature.id = number[row];
		point.x = within(x[row] ?? 0, z);
		point.y = within(y[row] ?? 0, z);
		for (const { inTile, written } of read) properties[inTile] = written(row);
		properties.confirmed_day = columns.confirmedDay(row);
		properties.changes = columns.changes(row);
		const names = z >= namedZoom && placeAt(columns.position(row), row);
		properties.place = names ? nameIn(names, 'cyrl') : undefined;
		return feature;
	});
}

function encodeClusters(index: CameraIndex, rows: Uint32Array, z: number): Uint8Array {
	const list = clustersOf(index, rows, z);
	return encodeLayer('clusters', list.length, (i) => {
		const { x, y, ...properties } = list[i] ?? { x: 0, y: 0, count: 1 };
		return { type: 1, id: undefined, extent, properties, loadGeometry: () => [[{ x, y }]] };
	});
}

/** What stands in the place of a tile's cameras: x and y on the tile, up to {@link extent}, and the counts. */
export function clustersOf(
	{ columns }: CameraIndex,
	rows: Uint32Array,
	z: number
): ({ x: number; y: number; count: number } & Record<State, number>)[] {
	const { x: xs, y: ys } = columns.at;
	const stateOf = columns.reader('state');
	const cells = new Map<number, { x: number; y: number; count: number } & Record<State, number>>();
	const cellBits = extentBits - Math.log2(clusterCells);
	for (const row of rows) {
		const [x, y] = [within(xs[row] ?? 0, z), within(ys[row] ?? 0, z)];
		const key = (y >> cellBits) * clusterCells + (x >> cellBits);
		let cell = cells.get(key);
		if (!cell)
			cells.set(key, (cell = { x: 0, y: 0, count: 0, reported: 0, verified: 0, disputed: 0, removed: 0 }));
		cell.x += x;
		cell.y += y;
		cell.count++;
		cell[stateOf(row)]++;
	}
	return [...cells.values()].map((cell) => ({
		...cell,
		x: Math.round(cell.x / cell.count),
		y: Math.round(cell.y / cell.count)
	}));
}

/** A mercator coordinate within its tile, 0 … 4095. */
function within(coordinate: number, z: number): number {
	return (coordinate << z) >>> (32 - extentBits);
}
