import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { ProvisionError } from './errors.ts';

/**
 * What is there of a base map that is not finished: its tiles, each with its checksum, written step by step, so that
 * whatever interrupts it costs one step. Held by one process.
 */
export class Partial {
	readonly #path: string;
	readonly #database: DatabaseSync;

	/** @throws ProvisionError when another process holds it */
	constructor(path: string) {
		this.#path = path;
		this.#database = new DatabaseSync(path);
		try {
			this.#database.exec(`
				pragma locking_mode = exclusive;
				create table if not exists source (address text not null, identity text not null);
				create table if not exists tiles (tile integer primary key, content blob not null, sha256 text not null);
				begin immediate; commit`);
		} catch {
			throw new ProvisionError(`Somebody else is writing ${path}: wait for it to end.`);
		}
	}

	/** the address that it was begun from */
	get address(): string | undefined {
		return this.#database.prepare('select address from source').get()?.address as string | undefined;
	}

	/** Keeps what came from this very file, forgets what did not, and what is damaged. @returns the tiles it has */
	resume(address: string, identity: string): Set<number> {
		const begun = this.#database.prepare('select identity from source').get()?.identity;
		if (begun !== identity) {
			this.#database.exec('delete from source; delete from tiles');
			this.#database.prepare('insert into source values (?, ?)').run(address, identity);
		}
		const damaged: number[] = [];
		const good = new Set<number>();
		for (const { tile, content, sha256 } of this.#rows()) {
			if (checksum(content) === sha256) good.add(tile);
			else damaged.push(tile);
		}
		for (const tile of damaged) this.#database.prepare('delete from tiles where tile = ?').run(tile);
		return good;
	}

	/** Writes one step, as a whole or not at all. */
	keep(tiles: { tile: number; content: Uint8Array }[]): void {
		const insert = this.#database.prepare('insert or replace into tiles values (?, ?, ?)');
		this.#database.exec('begin');
		for (const { tile, content } of tiles) insert.run(tile, content, checksum(content));
		this.#database.exec('commit');
	}

	/** The tiles in the order of their numbers. */
	tiles(): Iterable<{ tile: number; content: Uint8Array }> {
		return this.#rows();
	}

	/** Leaves it to be gone on with; leaves nothing when nothing came. */
	close(): void {
		const isEmpty = !this.#database.prepare('select 1 from tiles').get();
		if (isEmpty) this.remove();
		else this.#database.close();
	}

	remove(): void {
		this.#database.close();
		rmSync(this.#path);
	}

	#rows() {
		const rows = this.#database.prepare('select tile, content, sha256 from tiles order by tile').iterate();
		return rows as Iterable<{ tile: number; content: Uint8Array; sha256: string }>;
	}
}

function checksum(content: Uint8Array): string {
	return createHash('sha256').update(content).digest('hex');
}
