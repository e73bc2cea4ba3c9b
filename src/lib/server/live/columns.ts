import { compileObject } from '../../camera/compile-object.ts';
import { dayNumber, dayOf, type Day, type PartialDate } from '../../camera/day.ts';
import type { Position } from '../../camera/position.ts';
import {
	fields,
	storedNames,
	type CameraFields,
	type Field,
	type RecordOf,
	type StoredName,
	type Table,
	type Value
} from '../../camera/record.ts';
import type { CameraLine } from './camera-line.ts';

const none8 = 0xff;
/** an unknown number or day */
export const none16 = 0xffff;

type NumberArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** What a function answers, kept for good: a record has far fewer days than cameras, and nobody sends one here. */
function kept<From, To>(answer: (from: From) => To): (from: From) => To {
	const known = new Map<From, To>();
	return (from) => {
		let to = known.get(from);
		if (to === undefined) known.set(from, (to = answer(from)));
		return to;
	};
}
const numberOf = kept(dayNumber);
const dayOfNumber = kept(dayOf);
const dateOfDigits = kept((digits: number): PartialDate => {
	const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(String(digits)) ?? [];
	return [year, month, day].filter((part) => part && part !== '00').join('-');
});

/** How a field stands in its column. */
interface Codec {
	make(length: number): NumberArray;
	encode(value: never): number;
	decode(stored: number): unknown;
}

function codecOf(field: Field): Codec {
	switch (field.kind) {
		case 'choice':
			return {
				make: (length) => new Uint8Array(length).fill(none8),
				encode: (value: string | null) => (value === null ? none8 : field.values.indexOf(value)),
				decode: (stored) => field.values[stored] ?? null
			};
		case 'choices':
			// a bit for each
			return {
				make: (length) => new Uint8Array(length),
				encode: (values: string[]) =>
					values.reduce((bits, value) => bits | (1 << field.values.indexOf(value)), 0),
				decode: (bits) => (bits === 0 ? [] : field.values.filter((_, i) => bits & (1 << i)))
			};
		case 'number': {
			const scale = 10 ** field.decimals;
			return {
				make: (length) => new Uint16Array(length),
				encode: (value: number | null) => (value === null ? none16 : Math.round(value * scale)),
				decode: (stored) => (stored === none16 ? null : stored / scale)
			};
		}
		case 'day':
			return {
				make: (length) => new Uint16Array(length),
				encode: (day: Day | null) => (day === null ? none16 : numberOf(day)),
				decode: (stored) => (stored === none16 ? null : dayOfNumber(stored))
			};
		case 'date':
			// year, month and day as digits; 0 is a part that nobody knows
			return {
				make: (length) => new Uint32Array(length),
				encode: (date: PartialDate | null) => Number((date ?? '').replaceAll('-', '').padEnd(8, '0')),
				decode: (stored) => (stored === 0 ? null : dateOfDigits(stored))
			};
		case 'count':
			return {
				make: (length) => new Uint32Array(length),
				encode: (count) => count,
				decode: (count) => count
			};
		case 'name':
		case 'address':
			throw new Error('The index holds nothing that is computed.');
	}
}

/** What every row has beside the fields of the record. */
const ownColumns = (length: number) => ({
	number: new Float64Array(length),
	/** web mercator, the world from 0 to 2^32: a tile is a shift away */
	x: new Uint32Array(length),
	y: new Uint32Array(length),
	lngE6: new Int32Array(length),
	latE6: new Int32Array(length),
	/** of the camera's last public change */
	version: new Uint32Array(length),
	changes: new Uint32Array(length)
});
type At<T extends Table> = ReturnType<typeof ownColumns> & Record<StoredName<T>, NumberArray>;

/**
 * The facts of cameras by row, column by column, about 80 bytes a camera. A row without a state was taken away.
 */
export class Columns<T extends Table = CameraFields> {
	at: At<T>;
	/** The public record of a camera that can be seen. */
	readonly camera: (row: number) => RecordOf<T, StoredName<T>> & { number: number; lng: number; lat: number };
	readonly #codecs: [name: StoredName<T>, codec: Codec][];
	/** the texts of `changes`: there are far fewer than cameras */
	#texts: string[] = [];
	#textNumbers = new Map<string, number>();

	constructor(table: T = fields as never) {
		this.#codecs = storedNames(table).map((name) => [name, codecOf(table[name] as Field)]);
		this.at = this.#allocate(1024);
		const read = compileObject(
			['at', 'codecs', 'row'],
			[
				['number', 'at.number[row]'],
				['lng', 'at.lngE6[row] / 1e6'],
				['lat', 'at.latE6[row] / 1e6'],
				...this.#codecs.map(([name], i): [string, string] => [name, `codecs[${i}].decode(at.${name}[row])`])
			]
		) as (at: At<T>, codecs: Codec[], row: number) => ReturnType<typeof this.camera>;
		const codecs = this.#codecs.map(([, codec]) => codec);
		this.camera = (row) => read(this.at, codecs, row);
	}

	#allocate(length: number): At<T> {
		const made = this.#codecs.map(([name, codec]) => [name, codec.make(length)]);
		return { ...ownColumns(length), ...Object.fromEntries(made) } as At<T>;
	}

	makeRoom(row: number): void {
		if (row < this.at.number.length) return;
		const wider = this.#allocate(this.at.number.length * 2);
		for (const name of Object.keys(wider) as (keyof At<T>)[]) wider[name].set(this.at[name]);
		this.at = wider;
	}

	isGone(row: number): boolean {
		return (this.at as At<CameraFields>).state[row] === none8;
	}

	write(row: number, { camera, version, changes }: CameraLine<T>, x: number, y: number): void {
		const { at } = this;
		at.number[row] = camera.number;
		at.x[row] = x;
		at.y[row] = y;
		at.lngE6[row] = Math.round(camera.lng * 1e6);
		at.latE6[row] = Math.round(camera.lat * 1e6);
		for (const [name, codec] of this.#codecs) at[name][row] = codec.encode(camera[name as never]);
		at.version[row] = version;
		at.changes[row] = this.#textNumber(changes);
	}

	/** A function that reads a field of a row. */
	reader<Name extends StoredName<T>>(name: Name): (row: number) => Value<T[Name]> {
		const codec = this.#codecs.find(([known]) => known === name)?.[1];
		return (row) => codec?.decode(this.at[name][row] ?? 0) as Value<T[Name]>;
	}

	position(row: number): Position {
		return [(this.at.lngE6[row] ?? 0) / 1e6, (this.at.latE6[row] ?? 0) / 1e6];
	}
	/** days since 1970-01-01 of the newest day on which it is known to have been there; see `freshness` */
	confirmedDay(row: number): number {
		const { last_confirmed_on, observed_on, first_reported_on } = this.at as At<CameraFields>;
		for (const column of [last_confirmed_on, observed_on]) {
			const day = column[row] ?? none16;
			if (day !== none16) return day;
		}
		return first_reported_on[row] ?? 0;
	}
	/** see {@link CameraLine} */
	changes(row: number): string {
		return this.#texts[this.at.changes[row] ?? 0] ?? '';
	}

	#textNumber(text: string): number {
		let number = this.#textNumbers.get(text);
		if (number === undefined) {
			number = this.#texts.push(text) - 1;
			this.#textNumbers.set(text, number);
		}
		return number;
	}
}
