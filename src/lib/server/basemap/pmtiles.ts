import { statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib';
import { Compression, PMTiles, TileType, type Header, type RangeResponse, type Source } from 'pmtiles';
import type { Archive, Listed, Metadata } from './archive.ts';
import { ProvisionError } from './errors.ts';
import type { RemoteFile } from './remote.ts';

/** what unpacks a tile, by the compression that its archive names */
export const decompress: Record<number, (data: Buffer) => Promise<Buffer>> = {
	[Compression.None]: async (data) => data,
	[Compression.Gzip]: promisify(gunzip) as (data: Buffer) => Promise<Buffer>,
	[Compression.Brotli]: promisify(brotliDecompress) as (data: Buffer) => Promise<Buffer>,
	[Compression.Zstd]: promisify(zstdDecompress) as (data: Buffer) => Promise<Buffer>
};
export class LocalFile implements Source {
	readonly identity: string;
	readonly #handle: Awaited<ReturnType<typeof open>>;
	readonly #path: string;

	private constructor(path: string, handle: Awaited<ReturnType<typeof open>>, identity: string) {
		this.#path = path;
		this.#handle = handle;
		this.identity = identity;
	}

	static async open(path: string): Promise<LocalFile> {
		const handle = await open(path);
		return new LocalFile(path, handle, identityOf(path));
	}

	getKey(): string {
		return this.#path;
	}

	async getBytes(offset: number, length: number): Promise<RangeResponse> {
		const { buffer, bytesRead } = await this.#handle.read(new Uint8Array(length), 0, length, offset);
		return { data: buffer.buffer.slice(0, bytesRead) };
	}

	async close(): Promise<void> {
		await this.#handle.close();
	}
}

export function identityOf(path: string): string {
	const { size, mtimeMs } = statSync(path);
	return `${size} ${mtimeMs}`;
}

/** @throws ProvisionError when it is no archive of vector tiles */
export async function openPmtiles(file: LocalFile | RemoteFile, source: string): Promise<Archive> {
	try {
		return await opened(file, source);
	} catch (error) {
		await file.close();
		throw error;
	}
}

async function opened(file: LocalFile | RemoteFile, source: string): Promise<Archive> {
	const pmtiles = new PMTiles(file);
	let header: Header;
	let metadata: Metadata;
	try {
		header = await pmtiles.getHeader();
		metadata = (await pmtiles.getMetadata()) as Metadata;
	} catch (error) {
		if (error instanceof ProvisionError) throw error;
		throw new ProvisionError(`${source} is not a PMTiles archive.`);
	}
	if (header.tileType !== TileType.Mvt) throw new ProvisionError(`${source} holds no vector tiles.`);
	const unpack = decompress[header.tileCompression];
	if (!unpack) throw new ProvisionError(`${source} is compressed in a way that is not known here.`);
	return {
		source,
		identity: `${source} ${file.identity}`,
		metadata,
		bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
		zooms: [header.minZoom, header.maxZoom],
		list: (wanted) => listed(pmtiles, header, header.rootDirectoryOffset, header.rootDirectoryLength, wanted),
		async read(step) {
			const from = Math.min(...step.map(({ offset }) => offset));
			const to = Math.max(...step.map(({ offset, length }) => offset + length));
			const { data } = await file.getBytes(header.tileDataOffset + from, to - from);
			const bytes = Buffer.from(data);
			return Promise.all(
				step.map(({ offset, length }) =>
					unpack(bytes.subarray(offset - from, offset - from + length)).catch(() => null)
				)
			);
		},
		close: () => file.close()
	};
}

/** Follows the directories that hold wanted tiles, and no others. */
async function listed(
	pmtiles: PMTiles,
	header: Header,
	offset: number,
	length: number,
	wanted: number[]
): Promise<Listed[]> {
	const entries = await pmtiles.cache.getDirectory(pmtiles.source, offset, length, header);
	const found: Listed[] = [];
	let next = 0;
	for (const [i, entry] of entries.entries()) {
		const isLeaf = entry.runLength === 0;
		const end = isLeaf ? (entries[i + 1]?.tileId ?? Infinity) : entry.tileId + entry.runLength;
		while (next < wanted.length && (wanted[next] ?? 0) < entry.tileId) next++;
		const first = next;
		while (next < wanted.length && (wanted[next] ?? 0) < end) next++;
		const inside = wanted.slice(first, next);
		if (inside.length === 0) continue;
		if (isLeaf) {
			const at = header.leafDirectoryOffset + entry.offset;
			found.push(...(await listed(pmtiles, header, at, entry.length, inside)));
		} else {
			found.push(...inside.map((tile) => ({ tile, offset: entry.offset, length: entry.length })));
		}
	}
	return found;
}
