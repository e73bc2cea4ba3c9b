import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import { Compression, TileType, tileIdToZxy } from 'pmtiles';

/** Tiles of an archive that lie one after the other and have the same content. */
export interface Entry {
	/** number of the first, see `zxyToTileId` of pmtiles */
	tile: number;
	/** where its content begins among the contents of all, in bytes */
	offset: number;
	length: number;
	/** how many tiles there are */
	run: number;
}

/** Contents of tiles, each once. */
export class Entries {
	readonly list: Entry[] = [];
	/** distinct contents, and their bytes */
	contents = 0;
	dataLength = 0;
	#places = new Map<string, number>();

	/** @param hash of the content. @returns whether the content is new, and comes behind those before */
	add(tile: number, length: number, hash: string): boolean {
		const known = this.#places.get(hash);
		const offset = known ?? this.dataLength;
		if (known === undefined) {
			this.#places.set(hash, offset);
			this.contents++;
			this.dataLength += length;
		}
		const last = this.list.at(-1);
		if (last && last.offset === offset && last.tile + last.run === tile) last.run++;
		else this.list.push({ tile, offset, length, run: 1 });
		return known === undefined;
	}
}

const headerBytes = 127;
/** readers fetch so much at first, and expect header and root directory in it */
const firstReadBytes = 16_384;

/**
 * What stands before the contents of a PMTiles 3 archive of gzipped vector tiles: header, root directory, metadata, leaf
 * directories. No npm package writes them.
 * @param box west, south, east, north in degrees
 * @see https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
export function archiveHead(
	{ list, contents, dataLength }: Entries,
	metadata: object,
	[west, south, east, north]: readonly [number, number, number, number]
): Buffer {
	const { root, leaves } = directories(list);
	const json = gzipSync(JSON.stringify(metadata));
	const zooms = list.map(({ tile }) => tileIdToZxy(tile)[0]);
	const [minZoom, maxZoom] = [zooms[0] ?? 0, zooms.at(-1) ?? 0];
	const header = Buffer.alloc(headerBytes);
	header.write('PMTiles');
	header.writeUInt8(3, 7);
	const jsonOffset = headerBytes + root.length;
	const leavesOffset = jsonOffset + json.length;
	const dataOffset = leavesOffset + leaves.length;
	const numbers = [
		headerBytes,
		root.length,
		jsonOffset,
		json.length,
		leavesOffset,
		leaves.length,
		dataOffset,
		dataLength,
		list.reduce((sum, { run }) => sum + run, 0),
		list.length,
		contents
	];
	numbers.forEach((number, i) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * i));
	header.set([1, Compression.Gzip, Compression.Gzip, TileType.Mvt, minZoom, maxZoom], 96);
	const degrees = (value: number) => Math.round(value * 1e7);
	[west, south, east, north].forEach((value, i) => header.writeInt32LE(degrees(value), 102 + 4 * i));
	header.writeUInt8(minZoom, 118);
	header.writeInt32LE(degrees((west + east) / 2), 119);
	header.writeInt32LE(degrees((south + north) / 2), 123);
	return Buffer.concat([header, root, json, leaves]);
}

/** The root alone when it fits into the first read, else a root of leaves, as large as they must be. */
function directories(entries: Entry[]): { root: Buffer; leaves: Buffer } {
	const whole = directory(entries);
	if (headerBytes + whole.length <= firstReadBytes) return { root: whole, leaves: Buffer.alloc(0) };
	for (let size = 4096; ; size *= 2) {
		const leaves: Buffer[] = [];
		const pointers: Entry[] = [];
		let offset = 0;
		for (let i = 0; i < entries.length; i += size) {
			const leaf = directory(entries.slice(i, i + size));
			pointers.push({ tile: entries[i]?.tile ?? 0, offset, length: leaf.length, run: 0 });
			leaves.push(leaf);
			offset += leaf.length;
		}
		const root = directory(pointers);
		if (headerBytes + root.length <= firstReadBytes) return { root, leaves: Buffer.concat(leaves) };
	}
}

function directory(entries: Entry[]): Buffer {
	const pbf = new PbfWriter();
	const varint = (value: number) => pbf.writeVarint(value);
	varint(entries.length);
	entries.forEach(({ tile }, i) => varint(tile - (entries[i - 1]?.tile ?? 0)));
	for (const { run } of entries) varint(run);
	for (const { length } of entries) varint(length);
	entries.forEach(({ offset }, i) => {
		const before = entries[i - 1];
		// Zero says that it lies right behind the one before.
		varint(before && before.offset + before.length === offset ? 0 : offset + 1);
	});
	return gzipSync(pbf.finish());
}
