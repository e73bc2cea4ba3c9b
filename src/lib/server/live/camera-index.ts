import KDBush from 'kdbush';
import { freshnessAfter, type Camera } from '../../camera/camera.ts';
import { dayNumber } from '../../camera/day.ts';
import { predicate, type Filter, type FilterContext, type Reader } from '../../camera/filter.ts';
import { tileAt } from '../../camera/mercator.ts';
import type { StoredName } from '../../camera/record.ts';
import type { CameraLine } from './camera-line.ts';
import { Columns, none16 } from './columns.ts';

export interface TileId {
	z: number;
	x: number;
	y: number;
}

/** Orders of cameras: by id; the last public change first; the last confirmation first, and of those of one day the last change. */
export type RowOrder = 'newest' | 'confirmed' | 'id';

/** Every camera as it was at one moment, in the order of their numbers, for a reader that takes its time. */
export interface Snapshot {
	rows: Uint32Array;
	/** null when it was no camera at that moment, or has been taken away since */
	camera(row: number): Camera | null;
	/** the states that it had had at that moment, see `readChanges` */
	changes(row: number): string;
	release(): void;
}

const world = 2 ** 32;
/** so many rows outside the tree are looked through one by one; then the tree is built anew */
const looseRows = 20_000;

/**
 * All published cameras in memory: their facts in columns, found by number, by tile or one after the other. A static
 * tree holds the positions; rows that came since it was built are looked through one by one.
 */
export class CameraIndex {
	columns = new Columns();
	#count = 0;
	#tree: KDBush | null = null;
	#inTree = 0;
	/** rows before this one are in the order of their numbers */
	#sorted = 0;
	#looseRowOf = new Map<number, number>();
	#order: Uint32Array | null = null;
	#orders: Partial<Record<RowOrder, Uint32Array>> = {};
	#snapshots = new Set<(row: number) => void>();

	/** Cameras that can be seen. */
	size = 0;

	/** Rows there are, also of cameras that are gone: they are numbered from 0. */
	get rowCount(): number {
		return this.#count;
	}

	/**
	 * Takes cameras in: new, changed or gone. Answers where something changed, as positions in web mercator
	 * (x and y one after the other): the old place and the new.
	 */
	apply(lines: Iterable<CameraLine>): number[] {
		const touched: number[] = [];
		for (const line of lines) {
			const { number, lng, lat, state } = line.camera;
			const known = this.#rowOf(number);
			if (known === -1 && state === null) continue;
			const row = known === -1 ? this.#append(number) : known;
			const [x, y] = toMercator(lng, lat);
			const [oldX = 0, oldY = 0] = [this.columns.at.x[row], this.columns.at.y[row]];
			const moved = known !== -1 && (x !== oldX || y !== oldY);
			if (known !== -1) touched.push(oldX, oldY);
			if (known === -1 || moved) touched.push(x, y);
			for (const keep of this.#snapshots) keep(row);
			this.#orders = {};
			this.size += Number(state !== null) - Number(!this.columns.isGone(row));
			this.columns.write(row, line, x, y);
			// The tree holds the old place.
			if (moved && row < this.#inTree) this.#tree = null;
		}
		return touched;
	}

	/** The rows within a tile. */
	rows({ z, x, y }: TileId): Uint32Array {
		if (this.#tree === null || this.#count - this.#inTree > looseRows) this.#buildTree();
		const size = world / 2 ** z;
		const [west, north] = [x * size, y * size];
		const [east, south] = [west + size - 1, north + size - 1];
		const found = this.#tree?.range(west, north, east, south) ?? [];
		const { x: xs, y: ys } = this.columns.at;
		for (let row = this.#inTree; row < this.#count; row++) {
			const [px, py] = [xs[row] ?? 0, ys[row] ?? 0];
			if (px >= west && px <= east && py >= north && py <= south) found.push(row);
		}
		return Uint32Array.from(found)
			.filter((row) => !this.columns.isGone(row))
			.sort();
	}

	/** A camera by its number; null where there is none that can be seen. */
	find(number: number): Camera | null {
		const row = this.#rowOf(number);
		return row === -1 || this.columns.isGone(row) ? null : this.columns.camera(row);
	}

	/** A function that says whether a row has a camera that a filter lets through. */
	filtered(filter: Filter, { today, settings }: FilterContext): (row: number) => boolean {
		const { columns } = this;
		const day = dayNumber(today);
		const reader: Reader<number> = {
			field: (name) =>
				name === 'freshness'
					? (row) => freshnessAfter(day - columns.confirmedDay(row), settings)
					: columns.reader(name as StoredName),
			position: (row) => columns.position(row)
		};
		const isMet = predicate(filter, reader);
		return (row) => !columns.isGone(row) && isMet(row);
	}

	/** All rows in an order, also those of cameras that are gone; shared, and kept until something changes. */
	inOrder(order: RowOrder): Uint32Array {
		return (this.#orders[order] ??= this.#sort(order));
	}

	#sort(order: RowOrder): Uint32Array {
		const { version, last_confirmed_on } = this.columns.at;
		switch (order) {
			case 'id':
				return this.#inOrder();
			case 'newest':
				return descending(this.#inOrder(), (row) => version[row] ?? 0);
			case 'confirmed':
				return descending(this.inOrder('newest'), (row) => {
					const day = last_confirmed_on[row] ?? none16;
					return day === none16 ? 0 : day;
				});
		}
	}

	snapshot(): Snapshot {
		const kept = new Map<number, { camera: Camera | null; changes: string }>();
		const read = (row: number) => ({
			camera: this.columns.isGone(row) ? null : this.columns.camera(row),
			changes: this.columns.changes(row)
		});
		const keep = (row: number) => void (kept.has(row) || kept.set(row, read(row)));
		this.#snapshots.add(keep);
		return {
			rows: this.#inOrder(),
			camera: (row) => (this.columns.isGone(row) ? null : (kept.get(row) ?? read(row)).camera),
			changes: (row) => kept.get(row)?.changes ?? this.columns.changes(row),
			release: () => void this.#snapshots.delete(keep)
		};
	}

	/** All rows in the order of their numbers; shared, because readers may be many and slow. */
	#inOrder(): Uint32Array {
		if (this.#order?.length === this.#count) return this.#order;
		const { number } = this.columns.at;
		const loose = Array.from({ length: this.#count - this.#sorted }, (_, i) => this.#sorted + i);
		loose.sort((a, b) => (number[a] ?? 0) - (number[b] ?? 0));
		const order = new Uint32Array(this.#count);
		for (let at = 0, row = 0, i = 0; at < order.length; at++) {
			const next = loose[i];
			const isLoose =
				next !== undefined && (row === this.#sorted || (number[next] ?? 0) < (number[row] ?? 0));
			order[at] = isLoose ? next : row;
			if (isLoose) i++;
			else row++;
		}
		return (this.#order = order);
	}

	/** -1 when there is none */
	#rowOf(number: number): number {
		const loose = this.#looseRowOf.get(number);
		if (loose !== undefined) return loose;
		let [low, high] = [0, this.#sorted - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const found = this.columns.at.number[middle] ?? 0;
			if (found === number) return middle;
			if (found < number) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}

	#append(number: number): number {
		const row = this.#count++;
		this.columns.makeRoom(row);
		const last = row === 0 ? -1 : (this.columns.at.number[row - 1] ?? 0);
		if (this.#sorted === row && number > last) this.#sorted++;
		else this.#looseRowOf.set(number, row);
		return row;
	}

	#buildTree(): void {
		this.#inTree = this.#count;
		this.#tree = null;
		if (this.#count === 0) return;
		const { x, y } = this.columns.at;
		const tree = new KDBush(this.#count, 64, Uint32Array);
		for (let row = 0; row < this.#count; row++) tree.add(x[row] ?? 0, y[row] ?? 0);
		this.#tree = tree.finish();
	}
}

/**
 * Rows from the highest key to the lowest; those of one key stay in their order. Keys are integers. A key and a place are
 * one number, which is sorted without a comparison in JavaScript: a million rows take 0.1 s.
 */
function descending(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array {
	const { length } = rows;
	const keys = Float64Array.from(rows, (row, place) => keyOf(row) * length + (length - 1 - place)).sort();
	return rows.map((_, i) => rows[length - 1 - ((keys[length - 1 - i] ?? 0) % length)] ?? 0);
}

/** Web mercator (EPSG:3857) with the world from 0 to 2^32, y down: the position of every tile is a shift away. */
export function toMercator(lng: number, lat: number): [x: number, y: number] {
	return tileAt([lng, lat], 32);
}
