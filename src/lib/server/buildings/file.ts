import { createHash } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Footprint } from '../../camera/footprint.ts';
import type { Point } from '../../camera/isovist.ts';
import { dataDir } from '../basemap/file.ts';
import { ProvisionError } from '../basemap/errors.ts';
import type { Origin } from './found.ts';

/*
 * The file of buildings: SQLite with an R*Tree of their boxes. Everything is whole centimetres of EPSG:32634.
 */

export const buildingsFile = 'buildings.sqlite';
/** another one for another layout of the file */
const layout = 2;
const cm = 100;

/** Writes the file from its beginning; nobody else may write it meanwhile. */
export class BuildingsWriter {
	readonly #path: string;
	readonly #database: DatabaseSync;
	readonly #insert: StatementSync;
	readonly #content = createHash('sha256');
	#count = 0;

	/** @throws ProvisionError when another process writes it */
	constructor(path: string) {
		this.#path = path;
		this.#database = new DatabaseSync(path);
		try {
			this.#database.exec(`
				pragma locking_mode = exclusive;
				begin exclusive;
				pragma user_version = ${layout};
				drop table if exists origin;
				drop table if exists footprints;
				create table origin (version text not null, source text not null, licence text not null, day text);
				create virtual table footprints using rtree_i32(id, west, east, south, north, +height_cm, +rings)`);
		} catch {
			this.#database.close();
			throw new ProvisionError(`Somebody else is writing ${path}: wait for it to end.`);
		}
		this.#insert = this.#database.prepare('insert into footprints values (?, ?, ?, ?, ?, ?, ?)');
	}

	add({ rings, height_m }: Footprint): void {
		const numbers = [rings.length, ...rings.map((ring) => ring.length)];
		let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
		for (const at of rings.flat()) {
			const [x, y] = [Math.round(at[0] * cm), Math.round(at[1] * cm)];
			[west, east, south, north] = [
				Math.min(west, x),
				Math.max(east, x),
				Math.min(south, y),
				Math.max(north, y)
			];
			numbers.push(x, y);
		}
		const height_cm = height_m === null ? null : Math.round(height_m * cm);
		const packed = new Uint8Array(Int32Array.from(numbers).buffer);
		this.#content.update(`${height_cm} `).update(packed);
		this.#insert.run(this.#count++, west, east, south, north, height_cm, packed);
	}

	finish({ source, licence, day }: Origin): void {
		const version = this.#content.digest('hex').slice(0, 32);
		this.#database.prepare('insert into origin values (?, ?, ?, ?)').run(version, source, licence, day);
		this.#database.exec('commit; vacuum');
		this.#database.close();
	}

	/** Leaves nothing. */
	abort(): void {
		rmSync(this.#path);
		this.#database.close();
		rmSync(`${this.#path}-journal`, { force: true });
	}
}

/** The buildings in a file. */
export class Buildings {
	/** another one for other footprints, and the same on every machine */
	readonly version: string;
	/** another one for another file */
	readonly file: string | null;
	readonly origin: Origin;
	readonly count: number;
	readonly #database: DatabaseSync;
	readonly #within: StatementSync;

	/** @throws ProvisionError for what is no such file */
	constructor(path: string) {
		this.file = fileOf(path);
		this.#database = new DatabaseSync(path, { readOnly: true });
		try {
			const { user_version } = this.#database.prepare('pragma user_version').get()!;
			if (user_version !== layout) throw new Error(`layout ${user_version}`);
			const origin = this.#database.prepare('select * from origin').get() as unknown as Origin & {
				version: string;
			};
			const { version, source, licence, day } = origin;
			this.version = version;
			this.origin = { source, licence, day };
			const { count } = this.#database.prepare('select count(*) as count from footprints').get()!;
			this.count = Number(count);
			this.#within = this.#database.prepare(`select height_cm, rings from footprints
				where east >= ? and west <= ? and north >= ? and south <= ? order by id`);
		} catch {
			this.#database.close();
			throw new ProvisionError(`${path} holds no buildings: run npm run provision -- buildings again.`);
		}
	}

	/**
	 * The buildings whose boxes touch the square around a point.
	 * @param at metres of EPSG:32634
	 */
	around([x, y]: Point, reach_m: number): Footprint[] {
		const [west, east] = [Math.floor((x - reach_m) * cm), Math.ceil((x + reach_m) * cm)];
		const [south, north] = [Math.floor((y - reach_m) * cm), Math.ceil((y + reach_m) * cm)];
		const rows = this.#within.all(west, east, south, north) as unknown as Row[];
		return rows.map(({ height_cm, rings }) => ({
			rings: unpacked(rings),
			height_m: height_cm === null ? null : height_cm / cm
		}));
	}

	close(): void {
		this.#database.close();
	}
}

interface Row {
	height_cm: number | null;
	rings: Uint8Array;
}

function unpacked({ buffer, byteOffset, byteLength }: Uint8Array): Point[][] {
	const numbers = new Int32Array(buffer, byteOffset, byteLength / Int32Array.BYTES_PER_ELEMENT);
	let next = 1 + numbers[0]!;
	return Array.from(numbers.subarray(1, next), (length) =>
		Array.from({ length }, (): Point => [numbers[next++]! / cm, numbers[next++]! / cm])
	);
}

function fileOf(path: string): string | null {
	const stats = statSync(path, { throwIfNoEntry: false });
	return stats ? `${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}` : null;
}

let last: Buildings | null = null;

/** The buildings in place; looks at the file each time, so that one that arrives needs no restart. */
export function buildings(): Buildings | null {
	const path = join(dataDir(), buildingsFile);
	const file = fileOf(path);
	if (last && last.file !== file) {
		last.close();
		last = null;
	}
	if (file) last ??= new Buildings(path);
	return last;
}
