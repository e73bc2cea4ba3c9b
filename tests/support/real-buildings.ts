import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { PbfReader } from 'pbf';
import { tileIdToZxy } from 'pmtiles';
import { fromMercator } from '../../src/lib/camera/mercator.ts';
import type { Point } from '../../src/lib/camera/isovist.ts';
import { openArchive } from '../../src/lib/server/basemap/archive.ts';
import { tilesIn, zoomOf } from '../../src/lib/server/basemap/box.ts';
import type { Buildings } from '../../src/lib/server/buildings/file.ts';
import { toUtm34 } from '../../src/lib/camera/utm34.ts';
import { walkableLines } from '../../src/lib/walk/street-lines.ts';
import { mulberry32 } from './random.ts';

/** real tiles of Liechtenstein with streets and buildings, in the folder of real data */
export const archiveWithBuildings = (folder: string) =>
	join(folder, 'basemap/liechtenstein-2013-omt-z14.pmtiles');
export const archiveZoom = 14;
const units = 2 ** archiveZoom * 4096;

/** Each tile of the archive, unpacked. */
export async function* tilesOf(path: string): AsyncGenerator<{ x: number; y: number; content: Buffer }> {
	const archive = await openArchive(path, 0);
	for (const tile of await archive.list(tilesIn(archive.bounds, archiveZoom))) {
		if (zoomOf(tile.tile) !== archiveZoom) continue;
		const [, x, y] = tileIdToZxy(tile.tile);
		const [content] = await archive.read([tile]);
		if (content) yield { x, y, content };
	}
	await archive.close();
}

/** The buildings as each tile has them: cut, and repeated in the buffers. Degrees. */
export async function rawBuildings(path: string): Promise<(Polygon | MultiPolygon)[]> {
	const found: (Polygon | MultiPolygon)[] = [];
	for await (const { x, y, content } of tilesOf(path)) {
		const layer = new VectorTile(new PbfReader(content)).layers.building;
		for (let i = 0; layer && i < layer.length; i++) {
			const feature = layer.feature(i).toGeoJSON(x, y, archiveZoom) as Feature<Polygon | MultiPolygon>;
			if (/Polygon/.test(feature.geometry.type)) found.push(feature.geometry);
		}
	}
	return found;
}

/** Places on streets and up to 8 m beside them, with at least five buildings within 60 m; metres of EPSG:32634. */
export async function placesOnStreets(
	path: string,
	buildings: Buildings,
	count: number,
	seed: number
): Promise<Point[]> {
	const sides: [from: Point, to: Point][] = [];
	for await (const { x, y, content } of tilesOf(path))
		for (const line of walkableLines(content, x, y)) {
			const metres = line.map(([px, py]) => toUtm34(fromMercator([px / units, py / units])));
			metres.slice(1).forEach((to, i) => sides.push([metres[i]!, to]));
		}
	const random = mulberry32(seed);
	const places: Point[] = [];
	while (places.length < count) {
		const [[ax, ay], [bx, by]] = sides[Math.floor(random() * sides.length)]!;
		const share = random();
		const beside = () => (random() - 0.5) * 16;
		const place: Point = [ax + share * (bx - ax) + beside(), ay + share * (by - ay) + beside()];
		if (buildings.around(place, 60).length >= 5) places.push(place);
	}
	return places;
}
