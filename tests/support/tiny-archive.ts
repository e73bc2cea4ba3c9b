import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { fromVectorTileJs, type VectorTileLayerLike } from '@maplibre/vt-pbf';
import { PbfReader } from 'pbf';
import { PMTiles, tileIdToZxy } from 'pmtiles';
import { tilesIn, type Box } from '../../src/lib/server/basemap/box.ts';
import { LocalFile } from '../../src/lib/server/basemap/pmtiles.ts';
import { writeArchive } from '../../src/lib/server/basemap/write.ts';

/** the middle of Belgrade: what the tiny archive holds */
export const middle: Box = [20.44, 44.8, 20.475, 44.825];
const elsewhere: Box = [0.001, 0.001, 0.002, 0.002];
export const deepest = 14;

type Properties = Record<string, string | number>;
interface Layer {
	type: 1 | 2 | 3;
	features: { properties: Properties; line: [x: number, y: number][] }[];
}

function encode(layers: Record<string, Layer>): Buffer {
	const like = Object.entries(layers).map(([name, { type, features }]): [string, VectorTileLayerLike] => [
		name,
		{
			version: 2,
			name,
			extent: 4096,
			length: features.length,
			feature: (i) => ({
				type,
				id: undefined,
				extent: 4096,
				properties: features[i]?.properties ?? {},
				loadGeometry: () => [(features[i]?.line ?? []).map(([x, y]) => ({ x, y }))] as never
			})
		}
	]);
	return gzipSync(fromVectorTileJs({ layers: Object.fromEntries(like) }));
}

const street = (name: string, y: number, detail: string, kind: string) => ({
	properties: { name, kind, kind_detail: detail },
	line: [
		[0, y],
		[4096, y]
	] as [number, number][]
});

/** A tile in Protomaps' schema: named in Cyrillic alone, in both scripts, and in Latin alone. */
function belgrade(tile: number): Buffer {
	return encode({
		roads: {
			type: 2,
			features: [
				street('Његошева', 1000, 'residential', 'minor_road'),
				street('Булевар деспота Стефана', 2000, 'primary', 'major_road'),
				street('Ulica Džordža Vašingtona', 3000, 'residential', 'minor_road')
			]
		},
		places: {
			type: 1,
			features: [
				{
					properties: {
						kind: 'locality',
						kind_detail: 'neighbourhood',
						name: 'Београд',
						'name:en': 'Belgrade',
						tile
					},
					line: [[2048, 2500]]
				}
			]
		}
	});
}

/** so large that no reader takes it along with its neighbours */
const foreign = () =>
	encode({
		pois: { type: 1, features: [{ properties: { x: randomBytes(150_000).toString('hex') }, line: [[1, 1]] }] }
	});

const metadata = {
	attribution: '<a href="https://protomaps.com">Protomaps</a> © <a href="https://osm.org">OpenStreetMap</a>',
	vector_layers: [
		'boundaries',
		'buildings',
		'earth',
		'landcover',
		'landuse',
		'places',
		'pois',
		'roads',
		'water'
	].map((id) => ({ id, fields: { kind: 'String' } as const }))
};

function contents(): { tile: number; content: Buffer }[] {
	const wanted = new Set(tilesIn(middle, deepest));
	return [...wanted, ...tilesIn(elsewhere, deepest).filter((tile) => !wanted.has(tile))]
		.sort((a, b) => a - b)
		.map((tile) => ({ tile, content: wanted.has(tile) ? belgrade(tile) : foreign() }));
}

/** Writes a world of two places: the middle of Belgrade, and one that is far away. */
export async function writeTinyArchive(path: string): Promise<void> {
	const tiles = contents();
	await writeArchive(path, () => tiles, metadata, [-180, -85, 180, 85]);
}

export function writeTinyMbtiles(path: string): void {
	rmSync(path, { force: true });
	const database = new DatabaseSync(path);
	database.exec(`create table metadata (name text, value text);
		create table tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);`);
	const { attribution, vector_layers } = metadata;
	const named = { format: 'pbf', attribution, json: JSON.stringify({ vector_layers }) };
	for (const pair of Object.entries(named))
		database.prepare('insert into metadata values (?, ?)').run(...pair);
	const insert = database.prepare('insert into tiles values (?, ?, ?, ?)');
	for (const { tile, content } of contents()) {
		const [z, x, y] = tileIdToZxy(tile);
		insert.run(z, x, 2 ** z - 1 - y, content);
	}
	database.close();
}

/** Reads a tile as the browser's library does. @returns the names in each layer, or null without such a tile */
export async function namesIn(path: string, tile: number): Promise<Record<string, Properties[]> | null> {
	const file = await LocalFile.open(path);
	const found = await new PMTiles(file).getZxy(...tileIdToZxy(tile));
	await file.close();
	if (!found) return null;
	const { layers } = new VectorTile(new PbfReader(new Uint8Array(found.data)));
	return Object.fromEntries(
		Object.entries(layers).map(([name, layer]) => [
			name,
			Array.from({ length: layer.length }, (_, i) => layer.feature(i).properties as Properties)
		])
	);
}
