import { slotOf, type Watched } from '../../camera/coverage.ts';
import { closestTileZoom, mercator, smallestCellsZoom } from '../../camera/mercator.ts';
import { levels } from '../../camera/levels.ts';
import { readings, standings } from '../../camera/optics.ts';
import type { Position } from '../../camera/position.ts';
import { states } from '../../camera/vocabulary.ts';
import type { TileId } from '../live/camera-index.ts';
import { numbersOfPiece, type Piece } from './piece.ts';
import { fromUtm34 } from '../utm34.ts';

/** A square of ground: one that is measured (size 0), or one of 4 of the size below. */
export interface Cell {
	/** its side is 2^size of the smallest */
	size: number;
	/** from the origin of EPSG:32634, in its own sides */
	x: number;
	y: number;
	/** the corners, clockwise from the north-west, degrees */
	corners: Position[];
	/** the same in web mercator, the world from 0 to 1 */
	mercator: [x: number, y: number][];
	/** cameras by state, then square decimetres of each figure and of looked ground; see `piece.ts` */
	numbers: Float64Array;
}

const sizes = Array.from({ length: smallestCellsZoom + 1 }, (_, size) => size);
/** numbers of both axes stay below it */
const rowLength = 2 ** 21;

/** The size of the cells that a zoom shows. */
export function sizeAt(zoom: number): number {
	return Math.max(0, smallestCellsZoom - zoom);
}

/** What a cell is called at its size, in tiles and files: x · 2^21 + y. */
export function cellId({ x, y }: { x: number; y: number }): number {
	return x * rowLength + y;
}

/** Every piece that was measured, and the cells, municipalities and the city that they add up to. Whole numbers: sums are exact. */
export class CoverageGrid {
	/** side of the smallest cells */
	readonly cellM: number;
	readonly city = new Float64Array(numbersOfPiece);
	readonly areas = new Map<string, Float64Array>();
	#pieces = new Map<string, Int32Array>();
	#cells = sizes.map(() => new Map<number, Cell>());
	/** by tile of the zoom that shows a size */
	#inTile = sizes.map(() => new Map<number, Set<Cell>>());

	constructor(cellM: number) {
		this.cellM = cellM;
	}

	/** Takes pieces in, new or measured anew. Answers the tiles that show something else now. */
	apply(pieces: Iterable<Piece>): TileId[] {
		const touched = new Map<string, Cell>();
		for (const { x, y, area, numbers } of pieces) {
			const key = `${x},${y},${area}`;
			const before = this.#pieces.get(key);
			if (numbers.some((value) => value !== 0)) this.#pieces.set(key, numbers);
			else this.#pieces.delete(key);
			const totals = [this.city, this.#area(area)];
			for (const size of sizes) {
				const cell = this.#cell(size, x >> size, y >> size);
				touched.set(`${size},${cell.x},${cell.y}`, cell);
				totals.push(cell.numbers);
			}
			for (const total of totals) {
				for (let i = 0; i < numbersOfPiece; i++)
					total[i] = (total[i] ?? 0) + (numbers[i] ?? 0) - (before?.[i] ?? 0);
			}
		}
		const tiles = [...touched.values()].flatMap(tilesOf);
		for (const cell of touched.values()) if (cell.numbers.every((value) => value === 0)) this.#remove(cell);
		return tiles;
	}

	/** The cells of a size that have a camera, watched ground or looked ground. */
	cells(size: number): Iterable<Cell> {
		return this.#cells[size]?.values() ?? [];
	}

	/** The cells that a tile shows. */
	cellsIn(tile: TileId): Cell[] {
		const size = sizeAt(tile.z);
		const zoomsOver = Math.max(0, tile.z - smallestCellsZoom);
		const found = this.#inTile[size]?.get(cellId({ x: tile.x >> zoomsOver, y: tile.y >> zoomsOver })) ?? [];
		return [...found].filter(
			(cell) => zoomsOver === 0 || tilesAt(cell, tile.z).some(({ x, y }) => x === tile.x && y === tile.y)
		);
	}

	/** Ground of a cell, whether it is watched or not. */
	groundM2({ size }: Cell): number {
		return (this.cellM * 2 ** size) ** 2;
	}

	#area(id: string): Float64Array {
		let sums = this.areas.get(id);
		if (!sums) this.areas.set(id, (sums = new Float64Array(numbersOfPiece)));
		return sums;
	}

	#cell(size: number, x: number, y: number): Cell {
		const id = cellId({ x, y });
		const known = this.#cells[size]?.get(id);
		if (known) return known;
		const side = this.cellM * 2 ** size;
		const at = (east: number, north: number) => fromUtm34([east * side, north * side]);
		const corners = [at(x, y + 1), at(x + 1, y + 1), at(x + 1, y), at(x, y)];
		const cell: Cell = {
			size,
			x,
			y,
			corners,
			mercator: corners.map(mercator),
			numbers: new Float64Array(numbersOfPiece)
		};
		this.#cells[size]?.set(id, cell);
		for (const tile of tilesAt(cell, smallestCellsZoom - size)) {
			const key = cellId(tile);
			const held = this.#inTile[size]?.get(key) ?? new Set();
			this.#inTile[size]?.set(key, held.add(cell));
		}
		return cell;
	}

	#remove(cell: Cell): void {
		this.#cells[cell.size]?.delete(cellId(cell));
		for (const tile of tilesAt(cell, smallestCellsZoom - cell.size)) {
			const held = this.#inTile[cell.size]?.get(cellId(tile));
			held?.delete(cell);
			if (held?.size === 0) this.#inTile[cell.size]?.delete(cellId(tile));
		}
	}
}

/** Watched ground of a cell, a municipality or the city, in square metres. */
export function watchedOf(numbers: Float64Array | undefined): Watched {
	const m2 = (figure: Parameters<typeof slotOf>[0]) => (numbers?.[states.length + slotOf(figure)] ?? 0) / 100;
	const each = <K extends string, V>(keys: readonly K[], value: (key: K) => V) =>
		Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>;
	return each(standings, (standing) =>
		each(levels, (level) =>
			each(readings, (reading) => ({
				least_m2: m2({ standing, level, reading, bound: 'least' }),
				most_m2: m2({ standing, level, reading, bound: 'most' })
			}))
		)
	);
}

/** The tiles that show a cell: those of the zoom for its size, and for the smallest of every zoom closer. */
function tilesOf(cell: Cell): TileId[] {
	const zoom = smallestCellsZoom - cell.size;
	const closest = cell.size === 0 ? closestTileZoom : zoom;
	return Array.from({ length: closest - zoom + 1 }, (_, i) => tilesAt(cell, zoom + i)).flat();
}

/** The tiles of a zoom that a cell touches, by its box. */
function tilesAt({ mercator }: Cell, z: number): TileId[] {
	const count = 2 ** z;
	const tile = (values: number[]) => [
		Math.max(0, Math.floor(Math.min(...values) * count)),
		Math.min(count - 1, Math.floor(Math.max(...values) * count))
	];
	const [west = 0, east = 0] = tile(mercator.map(([x]) => x));
	const [north = 0, south = 0] = tile(mercator.map(([, y]) => y));
	const tiles: TileId[] = [];
	for (let x = west; x <= east; x++) for (let y = north; y <= south; y++) tiles.push({ z, x, y });
	return tiles;
}
