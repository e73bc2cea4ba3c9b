import { open, type FileHandle } from 'node:fs/promises';
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles, TileType, type RangeResponse, type Source } from 'pmtiles';
import { fromMercator, tileAt } from '../../camera/mercator.ts';
import { namesOf, type Box, type Place, type PlaceKind } from './place.ts';

/** Layers that hold names, in OpenMapTiles, Protomaps and Shortbread, and what their features are. */
const layers: Record<string, PlaceKind> = {
	municipality: 'municipality',
	...kindOf('place', ['place', 'places', 'place_labels']),
	...kindOf('street', ['transportation_name', 'road', 'roads', 'street_labels', 'streets_polygons_labels']),
	...kindOf('landmark', [
		'poi',
		'pois',
		'park',
		'aerodrome_label',
		'mountain_peak',
		'public_transport',
		'sites'
	]),
	...kindOf('water', ['water_name', 'waterway', 'water', 'water_lines_labels', 'water_polygons_labels'])
};
/** classes and kinds that nobody goes to by searching, or that are too large for this map */
const passedOver = new Set([
	'continent',
	'country',
	'region',
	'state',
	'province',
	'rail',
	'ferry',
	'aerialway'
]);
/** a city at zoom 15 has a few thousand tiles; a country is not read */
const maxTiles = 40_000;

/** The archive cannot be searched; says why, for the operator. */
export class UnfitArchive extends Error {
	override name = 'UnfitArchive';
}

/**
 * The named things in the most detailed tiles of a PMTiles archive, tile by tile, in pieces as the tiles cut them.
 * @throws UnfitArchive, or what reading a damaged file throws
 */
export async function* readPlaces(path: string): AsyncGenerator<Place[]> {
	const file = await open(path);
	try {
		const archive = new PMTiles(new FileSource(path, file));
		const { maxZoom, tileType, minLon, minLat, maxLon, maxLat } = await archive.getHeader();
		if (tileType !== TileType.Mvt) throw new UnfitArchive('it holds no vector tiles');
		const [west, north] = tileAt([minLon, maxLat], maxZoom);
		const [east, south] = tileAt([maxLon, minLat], maxZoom);
		if ((east - west + 1) * (south - north + 1) > maxTiles) {
			throw new UnfitArchive(`it covers more than ${maxTiles} tiles`);
		}
		for (let x = west; x <= east; x++) {
			for (let y = north; y <= south; y++) {
				const tile = await archive.getZxy(maxZoom, x, y);
				if (tile) yield placesIn(new Uint8Array(tile.data), maxZoom, x, y);
			}
		}
	} finally {
		await file.close();
	}
}

/** The named things in one tile. */
export function placesIn(tile: Uint8Array, z: number, x: number, y: number): Place[] {
	const found: Place[] = [];
	for (const [name, layer] of Object.entries(new VectorTile(new PbfReader(tile)).layers)) {
		const kind = layers[name];
		if (!kind) continue;
		for (let i = 0; i < layer.length; i++) {
			const feature = layer.feature(i);
			const { properties } = feature;
			if ([properties.class, properties.kind].some((value) => passedOver.has(String(value)))) continue;
			const names = namesOf(properties);
			if (!names) continue;
			const isCity = [properties.class, properties.kind].some(
				(value) => value === 'city' || value === 'town'
			);
			found.push({ kind, names, ...whereabouts(feature, kind, z, x, y), ...(isCity && { isCity }) });
		}
	}
	return found;
}

function kindOf(kind: PlaceKind, names: string[]): Record<string, PlaceKind> {
	return Object.fromEntries(names.map((name) => [name, kind]));
}

/** The box of a feature and a point on it; of a polygon the middle of its box; of a street also its lines. */
function whereabouts(
	feature: VectorTileFeature,
	kind: PlaceKind,
	z: number,
	x: number,
	y: number
): Pick<Place, 'position' | 'bbox' | 'lines'> {
	const geometry = feature.loadGeometry();
	const points = geometry.flat();
	const size = 2 ** z * feature.extent;
	const degrees = (px: number, py: number) =>
		fromMercator([(x * feature.extent + px) / size, (y * feature.extent + py) / size]);
	let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const point of points) {
		left = Math.min(left, point.x);
		right = Math.max(right, point.x);
		top = Math.min(top, point.y);
		bottom = Math.max(bottom, point.y);
	}
	const [west, south] = degrees(left, bottom);
	const [east, north] = degrees(right, top);
	const middle = points[points.length >> 1];
	const onLine = feature.type === 2 && middle;
	const position = onLine ? degrees(middle.x, middle.y) : degrees((left + right) / 2, (top + bottom) / 2);
	const bbox: Box = [west, south, east, north];
	if (kind !== 'street') return { position, bbox };
	return { position, bbox, lines: geometry.map((line) => line.map((point) => degrees(point.x, point.y))) };
}

/** A file as the pmtiles package reads it; it keeps the file that was opened, whatever takes its name meanwhile. */
class FileSource implements Source {
	readonly #path: string;
	readonly #file: FileHandle;
	constructor(path: string, file: FileHandle) {
		this.#path = path;
		this.#file = file;
	}
	getKey(): string {
		return this.#path;
	}
	async getBytes(offset: number, length: number): Promise<RangeResponse> {
		const bytes = new Uint8Array(length);
		const { bytesRead } = await this.#file.read(bytes, 0, length, offset);
		return { data: bytes.buffer.slice(0, bytesRead) };
	}
}
