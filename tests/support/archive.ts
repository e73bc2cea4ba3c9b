import { writeFileSync } from 'node:fs';
import { fromVectorTileJs, type VectorTileLike } from '@maplibre/vt-pbf';
import { PbfWriter } from 'pbf';
import { zxyToTileId } from 'pmtiles';

const extent = 4096;
const headerBytes = 127;

/** A named thing of an archive: a point, or the points of a line, degrees, longitude first. */
export interface Named {
	layer: string;
	properties: Record<string, string | number>;
	line: [lng: number, lat: number][];
}

/**
 * Writes a tiny PMTiles 3 archive of one zoom: a root directory, nothing compressed. A line goes whole into every
 * tile in which one of its points lies.
 * @see https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md
 */
export function writeTinyArchive(path: string, things: Named[], zoom = 14): void {
	const tiles = new Map<number, { x: number; y: number; things: Set<Named> }>();
	for (const thing of things) {
		for (const position of thing.line) {
			const [x, y] = project(position, zoom).map(Math.floor) as [number, number];
			const id = zxyToTileId(zoom, x, y);
			const tile = tiles.get(id) ?? { x, y, things: new Set<Named>() };
			tiles.set(id, { ...tile, things: tile.things.add(thing) });
		}
	}
	const sorted = [...tiles.entries()].sort(([a], [b]) => a - b);
	const contents = sorted.map(([, { x, y, things }]) => encode([...things], zoom, x, y));
	const directory = new PbfWriter();
	directory.writeVarint(sorted.length);
	sorted.forEach(([id], i) => directory.writeVarint(id - (sorted[i - 1]?.[0] ?? 0)));
	for (let i = 0; i < sorted.length; i++) directory.writeVarint(1);
	for (const { length } of contents) directory.writeVarint(length);
	// Zero says: right behind the one before.
	for (let i = 0; i < sorted.length; i++) directory.writeVarint(i === 0 ? 1 : 0);
	const root = directory.finish();
	const metadata = Buffer.from('{}');
	const dataOffset = headerBytes + root.length + metadata.length;
	const header = Buffer.alloc(headerBytes);
	header.write('PMTiles');
	header.writeUInt8(3, 7);
	const dataLength = contents.reduce((sum, { length }) => sum + length, 0);
	const numbers = [headerBytes, root.length, headerBytes + root.length, metadata.length, dataOffset, 0];
	[...numbers, dataOffset, dataLength, sorted.length, sorted.length, sorted.length].forEach((number, i) =>
		header.writeBigUInt64LE(BigInt(number), 8 + 8 * i)
	);
	header.set([1, 1, 1, 1, zoom, zoom], 96);
	const bounds = [0, 1].map((axis) => things.flatMap(({ line }) => line.map((at) => at[axis] ?? 0)));
	[...bounds.map((all) => Math.min(...all)), ...bounds.map((all) => Math.max(...all))].forEach((degrees, i) =>
		header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * i)
	);
	writeFileSync(path, Buffer.concat([header, root, metadata, ...contents]));
}

function encode(things: Named[], zoom: number, x: number, y: number): Uint8Array {
	const layers: VectorTileLike['layers'] = {};
	for (const name of new Set(things.map(({ layer }) => layer))) {
		const own = things.filter(({ layer }) => layer === name);
		const feature = (i: number) => {
			const { line, properties } = own[i] as Named;
			const points = line.map((position) => {
				const [px, py] = project(position, zoom);
				return { x: Math.round((px - x) * extent), y: Math.round((py - y) * extent) };
			});
			const type = line.length > 1 ? (2 as const) : (1 as const);
			return { type, id: undefined, extent, properties, loadGeometry: () => [points] };
		};
		layers[name] = { version: 2, name, extent, length: own.length, feature } as never;
	}
	return fromVectorTileJs({ layers });
}

function project([lng, lat]: [number, number], zoom: number): [x: number, y: number] {
	const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
	return [((lng + 180) / 360) * 2 ** zoom, y * 2 ** zoom];
}
