import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import { Compression, TileType } from 'pmtiles';
import type { Metadata } from './archive.ts';
import { zoomOf, type Box } from './box.ts';

interface Entry {
	tile: number;
	offset: number;
	length: number;
	run: number;
}

const headerBytes = 127;
/** readers fetch so much at first, and expect header and root directory in it */
const firstReadBytes = 16_384;

/**
 * Writes a PMTiles 3 archive: header, root directory, metadata, leaf directories, tiles. No npm package does.
 * @param tiles gzipped, in the order of their numbers; walked twice
 * @see https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
export async function writeArchive(
	path: string,
	tiles: () => Iterable<{ tile: number; content: Uint8Array }>,
	metadata: Metadata,
	[west, south, east, north]: Box
): Promise<void> {
	const entries: Entry[] = [];
	const places = new Map<string, number>();
	const owners: number[] = [];
	let dataLength = 0;
	for (const { tile, content } of tiles()) {
		const hash = createHash('sha256').update(content).digest('base64');
		const known = places.get(hash);
		const offset = known ?? dataLength;
		if (known === undefined) {
			places.set(hash, offset);
			owners.push(tile);
			dataLength += content.length;
		}
		const last = entries.at(-1);
		if (last && last.offset === offset && last.tile + last.run === tile) last.run++;
		else entries.push({ tile, offset, length: content.length, run: 1 });
	}
	const { root, leaves } = directories(entries);
	const json = gzipSync(JSON.stringify(metadata));
	const zooms = entries.map(({ tile }) => zoomOf(tile));
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
		entries.reduce((sum, { run }) => sum + run, 0),
		entries.length,
		owners.length
	];
	numbers.forEach((number, i) => header.writeBigUInt64LE(BigInt(number), 8 + 8 * i));
	const minZoom = Math.min(...zooms);
	header.set([1, Compression.Gzip, Compression.Gzip, TileType.Mvt, minZoom, Math.max(...zooms)], 96);
	const degrees = (value: number) => Math.round(value * 1e7);
	[west, south, east, north].forEach((value, i) => header.writeInt32LE(degrees(value), 102 + 4 * i));
	header.writeUInt8(minZoom, 118);
	header.writeInt32LE(degrees((west + east) / 2), 119);
	header.writeInt32LE(degrees((south + north) / 2), 123);

	const file = await open(path, 'w');
	try {
		await file.write(Buffer.concat([header, root, json, leaves]));
		let next = 0;
		for (const { tile, content } of tiles()) {
			if (tile !== owners[next]) continue;
			next++;
			await file.write(content);
		}
		await file.sync();
	} finally {
		await file.close();
	}
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
