import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { closestTileZoom } from '../../camera/mercator.ts';
import type { TileId } from '../live/camera-index.ts';

/** A tile as it is sent; `body` is compressed (gzip), or null when nothing lies in the tile. */
export interface Tile {
	body: Buffer | null;
	/** strong, of the compressed bytes */
	etag: string;
}

const bytesKept = 64 * 1024 * 1024;
/** what a tile costs beside its bytes, roughly */
const overheadBytes = 300;
const compress = promisify(gzip);

/** What there are tiles of. */
export type Tileset = 'cameras' | 'coverage';

/** The address of a tile, which is also its key: a hit parses nothing. */
export function tilePath(tileset: Tileset, { z, x, y }: TileId): string {
	return `/tiles/${tileset}/${z}/${x}/${y}.mvt`;
}

/** @returns null when it is not the address of a tile that exists */
export function parseTilePath(tileset: Tileset, path: string): TileId | null {
	const match = /^\/tiles\/(\w+)\/(0|[1-9]\d?)\/(0|[1-9]\d{0,4})\/(0|[1-9]\d{0,4})\.mvt$/.exec(path);
	if (match?.[1] !== tileset) return null;
	const [z = 0, x = 0, y = 0] = match.slice(2).map(Number);
	return z <= closestTileZoom && x < 2 ** z && y < 2 ** z ? { z, x, y } : null;
}

/** The tiles of every zoom that hold any of these places (web mercator, x and y one after the other). */
export function tilesHolding(places: number[]): TileId[] {
	const tiles: TileId[] = [];
	for (let i = 0; i < places.length; i += 2) {
		for (let z = 0; z <= closestTileZoom; z++) {
			const at = (coordinate: number) => (z === 0 ? 0 : coordinate >>> (32 - z));
			tiles.push({ z, x: at(places[i] ?? 0), y: at(places[i + 1] ?? 0) });
		}
	}
	return tiles;
}

/** Tiles by address, each compressed once and kept until something in it changes; least used go first. */
export class TileCache {
	#tiles = new LRUCache<string, Tile>({
		maxSize: bytesKept,
		sizeCalculation: ({ body }) => (body?.length ?? 0) + overheadBytes
	});
	#inWork = new Map<string, Promise<Tile>>();
	readonly tileset: Tileset;
	#encode: (id: TileId) => Uint8Array | null;

	/** @param encode writes a tile, not compressed; null when nothing lies in it */
	constructor(tileset: Tileset, encode: (id: TileId) => Uint8Array | null) {
		this.tileset = tileset;
		this.#encode = encode;
	}

	kept(path: string): Tile | undefined {
		return this.#tiles.get(path);
	}

	/** Makes a tile; who asks for the same one meanwhile waits for the same work. */
	make(path: string, id: TileId): Promise<Tile> {
		const inWork = this.#inWork.get(path);
		if (inWork) return inWork;
		const work = this.#make(id).then((tile) => {
			// A change meanwhile took the work off the list: what was made is old already.
			if (this.#inWork.get(path) === work) {
				this.#tiles.set(path, tile);
				this.#inWork.delete(path);
			}
			return tile;
		});
		this.#inWork.set(path, work);
		void work.catch(() => this.#inWork.delete(path));
		return work;
	}

	/** Forgets tiles, because they show something else now. */
	drop(tiles: Iterable<TileId>): void {
		for (const tile of tiles) {
			const path = tilePath(this.tileset, tile);
			this.#tiles.delete(path);
			this.#inWork.delete(path);
		}
	}

	/** Forgets every tile. */
	clear(): void {
		this.#tiles.clear();
		this.#inWork.clear();
	}

	async #make(id: TileId): Promise<Tile> {
		const encoded = this.#encode(id);
		const body = encoded && (await compress(encoded, { level: 2 }));
		const hash = createHash('sha256').update(body ?? '');
		return { body, etag: `"${hash.digest('base64url').slice(0, 27)}"` };
	}
}
