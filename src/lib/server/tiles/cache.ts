import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { CameraIndex, TileId } from '../live/index.ts';
import { encodeTile } from './encode.ts';

/** A tile as it is sent; `body` is compressed (gzip), or null when nothing lies in the tile. */
export interface Tile {
	body: Buffer | null;
	/** strong, of the compressed bytes */
	etag: string;
}

export const maxZoom = 14;
const bytesKept = 64 * 1024 * 1024;
/** what a tile costs beside its bytes, roughly */
const overheadBytes = 300;
const compress = promisify(gzip);

/** The address of a tile, which is also its key: a hit parses nothing. */
export function tilePath({ z, x, y }: TileId): string {
	return `/tiles/cameras/${z}/${x}/${y}.mvt`;
}

/** @returns null when it is not the address of a tile that exists */
export function parseTilePath(path: string): TileId | null {
	const match = /^\/tiles\/cameras\/(0|[1-9]\d?)\/(0|[1-9]\d{0,4})\/(0|[1-9]\d{0,4})\.mvt$/.exec(path);
	if (!match) return null;
	const [z = 0, x = 0, y = 0] = match.slice(1).map(Number);
	return z <= maxZoom && x < 2 ** z && y < 2 ** z ? { z, x, y } : null;
}

/** Tiles by address, each compressed once and kept until a camera in it changes; least used go first. */
export class TileCache {
	#tiles = new LRUCache<string, Tile>({
		maxSize: bytesKept,
		sizeCalculation: ({ body }) => (body?.length ?? 0) + overheadBytes
	});
	#inWork = new Map<string, Promise<Tile>>();
	#index: CameraIndex;

	constructor(index: CameraIndex) {
		this.#index = index;
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

	/** Forgets the tiles that hold any of these places (web mercator, x and y one after the other), at every zoom. */
	drop(places: number[]): void {
		for (let i = 0; i < places.length; i += 2) {
			for (let z = 0; z <= maxZoom; z++) {
				const at = (coordinate: number) => (z === 0 ? 0 : coordinate >>> (32 - z));
				const path = tilePath({ z, x: at(places[i] ?? 0), y: at(places[i + 1] ?? 0) });
				this.#tiles.delete(path);
				this.#inWork.delete(path);
			}
		}
	}

	async #make(id: TileId): Promise<Tile> {
		const encoded = encodeTile(this.#index, id);
		const body = encoded && (await compress(encoded, { level: 2 }));
		const hash = createHash('sha256').update(body ?? '');
		return { body, etag: `"${hash.digest('base64url').slice(0, 27)}"` };
	}
}
