import KDBush from 'kdbush';
import {
	operators,
	states,
	types,
	type CameraType,
	type Operator,
	type State
} from '../../camera/vocabulary.ts';

/** Columns of cameras, all of one length, as `cameras_index` and `changes_since` answer them; null when empty. */
export interface Columns {
	number: number[] | null;
	lng_e6: number[];
	lat_e6: number[];
	/** null when the camera was taken away */
	state: (State | null)[];
	type: CameraType[];
	/** degrees clockwise from north; null is unknown */
	heading_deg: (number | null)[];
	operator: Operator[];
	/** days since 1970-01-01, of the newest day on which it is known to have been there */
	confirmed_day: number[];
	/** see the migration: five digits of a day and a letter, again and again */
	state_changes: string[];
}

/** One camera of the index; a reader reuses one object for all rows. */
export interface Row {
	number: number;
	/** web mercator, the world from 0 to 2^32 */
	x: number;
	y: number;
	state: State;
	type: CameraType;
	heading_deg: number | undefined;
	operator: Operator;
	confirmed_day: number;
	changes: string;
}

export interface TileId {
	z: number;
	x: number;
	y: number;
}

const world = 2 ** 32;
const gone = 255;
const noHeading = 0xffff;
/** so many rows outside the tree are looked through one by one; then the tree is built anew */
const looseRows = 20_000;

/**
 * All published cameras in memory, found by tile: typed columns and a static tree over the positions; rows that came
 * since the tree was built are looked through one by one. About 45 bytes a camera.
 */
export class CameraIndex {
	#count = 0;
	#number = new Float64Array(1024);
	#x = new Uint32Array(1024);
	#y = new Uint32Array(1024);
	#state = new Uint8Array(1024);
	#type = new Uint8Array(1024);
	#operator = new Uint8Array(1024);
	#heading = new Uint16Array(1024);
	#confirmed = new Uint16Array(1024);
	#changes = new Uint32Array(1024);
	/** the texts of `state_changes`: there are far fewer than cameras */
	#texts: string[] = [];
	#textNumbers = new Map<string, number>();
	#tree: KDBush | null = null;
	#inTree = 0;
	/** rows before this one are in the order of their numbers */
	#sorted = 0;
	#looseRowOf = new Map<number, number>();

	/** Cameras that can be seen. */
	size = 0;

	/**
	 * Takes cameras in: new, changed or gone. Answers where something changed, as positions in web mercator
	 * (x and y one after the other): the old place and the new.
	 */
	apply(columns: Columns): number[] {
		const touched: number[] = [];
		const { length } = columns.number ?? [];
		for (let i = 0; i < length; i++) {
			const number = columns.number?.[i] ?? 0;
			const known = this.#rowOf(number);
			if (known === -1 && columns.state[i] === null) continue;
			const row = known === -1 ? this.#append(number) : known;
			if (known !== -1) touched.push(this.#x[row] ?? 0, this.#y[row] ?? 0);
			const [x, y] = toMercator((columns.lng_e6[i] ?? 0) / 1e6, (columns.lat_e6[i] ?? 0) / 1e6);
			const moved = known !== -1 && (x !== this.#x[row] || y !== this.#y[row]);
			this.#write(row, x, y, columns, i);
			if (known === -1 || moved) touched.push(x, y);
			// The tree holds the old place.
			if (moved && row < this.#inTree) this.#tree = null;
		}
		return touched;
	}

	/** The rows within a tile, in the order of their numbers as far as that is known. */
	rows({ z, x, y }: TileId): Uint32Array {
		if (this.#tree === null || this.#count - this.#inTree > looseRows) this.#buildTree();
		const size = world / 2 ** z;
		const [west, north] = [x * size, y * size];
		const [east, south] = [west + size - 1, north + size - 1];
		const found = this.#tree?.range(west, north, east, south) ?? [];
		for (let row = this.#inTree; row < this.#count; row++) {
			const [px, py] = [this.#x[row] ?? 0, this.#y[row] ?? 0];
			if (px >= west && px <= east && py >= north && py <= south) found.push(row);
		}
		return Uint32Array.from(found)
			.filter((row) => this.#state[row] !== gone)
			.sort();
	}

	/** Fills `into` with a row. */
	read(row: number, into: Row): void {
		const heading = this.#heading[row];
		into.number = this.#number[row] ?? 0;
		into.x = this.#x[row] ?? 0;
		into.y = this.#y[row] ?? 0;
		into.state = states[this.#state[row] ?? 0] ?? 'reported';
		into.type = types[this.#type[row] ?? 0] ?? 'unknown';
		into.operator = operators[this.#operator[row] ?? 0] ?? 'unknown';
		into.heading_deg = heading === noHeading ? undefined : heading;
		into.confirmed_day = this.#confirmed[row] ?? 0;
		into.changes = this.#texts[this.#changes[row] ?? 0] ?? '';
	}

	#write(row: number, x: number, y: number, columns: Columns, i: number): void {
		const state = columns.state[i];
		const wasSeen = this.#state[row] !== gone;
		this.#x[row] = x;
		this.#y[row] = y;
		this.#state[row] = state ? states.indexOf(state) : gone;
		this.#type[row] = types.indexOf(columns.type[i] ?? 'unknown');
		this.#operator[row] = operators.indexOf(columns.operator[i] ?? 'unknown');
		this.#heading[row] = columns.heading_deg[i] ?? noHeading;
		this.#confirmed[row] = columns.confirmed_day[i] ?? 0;
		this.#changes[row] = this.#textNumber(columns.state_changes[i] ?? '');
		this.size += Number(this.#state[row] !== gone) - Number(wasSeen);
	}

	#textNumber(text: string): number {
		let number = this.#textNumbers.get(text);
		if (number === undefined) {
			number = this.#texts.push(text) - 1;
			this.#textNumbers.set(text, number);
		}
		return number;
	}

	/** -1 when there is none */
	#rowOf(number: number): number {
		const loose = this.#looseRowOf.get(number);
		if (loose !== undefined) return loose;
		let [low, high] = [0, this.#sorted - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const found = this.#number[middle] ?? 0;
			if (found === number) return middle;
			if (found < number) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}

	#append(number: number): number {
		const row = this.#count++;
		if (row === this.#number.length) this.#grow();
		this.#number[row] = number;
		this.#state[row] = gone;
		if (this.#sorted === row && (row === 0 || number > (this.#number[row - 1] ?? 0))) this.#sorted++;
		else this.#looseRowOf.set(number, row);
		return row;
	}

	#grow(): void {
		const wider = <T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(column: T): T => {
			const next = new (column.constructor as new (length: number) => T)(column.length * 2);
			next.set(column);
			return next;
		};
		this.#number = wider(this.#number);
		this.#x = wider(this.#x);
		this.#y = wider(this.#y);
		this.#state = wider(this.#state);
		this.#type = wider(this.#type);
		this.#operator = wider(this.#operator);
		this.#heading = wider(this.#heading);
		this.#confirmed = wider(this.#confirmed);
		this.#changes = wider(this.#changes);
	}

	#buildTree(): void {
		this.#inTree = this.#count;
		if (this.#count === 0) return;
		const tree = new KDBush(this.#count, 64, Uint32Array);
		for (let row = 0; row < this.#count; row++) tree.add(this.#x[row] ?? 0, this.#y[row] ?? 0);
		this.#tree = tree.finish();
	}
}

/** Web mercator (EPSG:3857) with the world from 0 to 2^32, y down: the position of every tile is a shift away. */
export function toMercator(lng: number, lat: number): [x: number, y: number] {
	const sin = Math.sin((lat * Math.PI) / 180);
	const x = (lng + 180) / 360;
	const y = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
	const scale = (part: number) => Math.min(world - 1, Math.max(0, Math.floor(part * world)));
	return [scale(x), scale(y)];
}
