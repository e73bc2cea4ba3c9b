/*
 * The thread that writes the tiles of the cameras as a PMTiles 3 archive: it has an index of its own, so that the server
 * answers meanwhile, and encodes as the server does. Contents wait in the scratch file until the directory is known.
 */
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { tileIdToZxy, zxyToTileId } from 'pmtiles';
import { closestTileZoom } from '../../camera/mercator.ts';
import { archiveHead, Entries } from '../archive-head.ts';
import { ByteSink, writeFile, type FileBuilder, type FileJob } from '../export/file-thread.ts';
import type { TileLine } from '../export/pmtiles.ts';
import { CameraIndex } from '../live/camera-index.ts';
import type { Names } from '../search/place.ts';
import { cameraLayers } from './camera-layers.ts';
import { encodeTile } from './encode-cameras.ts';

/** bytes that are copied at once */
const copiedBytes = 1 << 20;

function begin(job: FileJob): FileBuilder {
	const index = new CameraIndex();
	const places: (Names | null)[] = [];
	/** far fewer than cameras */
	const known = new Map<string, Names>();
	return {
		take(text) {
			const [line, place] = JSON.parse(text) as TileLine;
			index.apply([line]);
			const key = place && JSON.stringify(place);
			if (key && !known.has(key)) known.set(key, place);
			places.push(key ? (known.get(key) ?? null) : null);
		},
		finish() {
			const scratch = new ByteSink(job.scratch);
			const entries = new Entries();
			for (const tile of tilesOf(index)) {
				const [z, x, y] = tileIdToZxy(tile);
				const encoded = encodeTile(index, { z, x, y }, (_, row) => places[row] ?? null);
				if (!encoded) continue;
				const content = gzipSync(encoded);
				const hash = createHash('sha256').update(content).digest('base64');
				if (entries.add(tile, content.length, hash)) scratch.write(content);
			}
			scratch.flush();
			const file = new ByteSink(job.file);
			file.write(archiveHead(entries, metadataOf(job), boxOf(index)));
			const piece = Buffer.allocUnsafe(copiedBytes);
			for (let at = 0, read; (read = readSync(job.scratch, piece, 0, copiedBytes, at)) > 0; at += read)
				file.write(piece.subarray(0, read));
			file.flush();
		}
	};
}

/** The numbers of the tiles that hold cameras, zoom after zoom, in their order. */
function* tilesOf({ columns, rowCount }: CameraIndex): Generator<number> {
	const { x: xs, y: ys } = columns.at;
	for (let z = 0; z <= closestTileZoom; z++) {
		const at = (coordinate = 0) => (z === 0 ? 0 : coordinate >>> (32 - z));
		const tiles = new Set<number>();
		for (let row = 0; row < rowCount; row++) tiles.add(at(xs[row]) * 2 ** z + at(ys[row]));
		yield* Float64Array.from(tiles, (tile) =>
			zxyToTileId(z, Math.floor(tile / 2 ** z), tile % 2 ** z)
		).sort();
	}
}

function metadataOf({ attribution, today, demonstration }: FileJob): object {
	return {
		name: demonstration ? 'Oko (demonstration)' : 'Oko',
		description: `Reported Safe City surveillance cameras in Belgrade, ${today}`,
		attribution: `${attribution}, ODbL 1.0`,
		type: 'overlay',
		...(demonstration ? { demonstration } : {}),
		vector_layers: cameraLayers.map((layer) => ({
			...layer,
			minzoom: 0,
			maxzoom: closestTileZoom
		}))
	};
}

/** The box around all cameras; the whole world where there is none. */
function boxOf(index: CameraIndex): [number, number, number, number] {
	if (index.rowCount === 0) return [-180, -85, 180, 85];
	const box: [number, number, number, number] = [180, 90, -180, -90];
	for (let row = 0; row < index.rowCount; row++) {
		const [lng, lat] = index.columns.position(row);
		box[0] = Math.min(box[0], lng);
		box[1] = Math.min(box[1], lat);
		box[2] = Math.max(box[2], lng);
		box[3] = Math.max(box[3], lat);
	}
	return box;
}

writeFile(begin);
