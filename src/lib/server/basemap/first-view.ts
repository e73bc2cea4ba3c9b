import { LRUCache } from 'lru-cache';
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { zxyToTileId } from 'pmtiles';
import { mercator } from '../../camera/mercator.ts';
import type { View } from '../../camera/view.ts';
import { pathOfFile, type Basemap } from './file.ts';
import { LocalFile, openPmtiles } from './pmtiles.ts';

/** Rivers and main roads of a view, as paths of SVG in px from its middle. */
export interface StreetLines {
	/** areas of water */
	water: string;
	/** the middles of rivers, where an archive has no areas of them */
	rivers: string;
	roads: string;
}

/** Layers that hold areas of water in OpenMapTiles, Protomaps and Shortbread. */
const waterLayers = ['water', 'water_polygons', 'ocean'];
const roadLayers = ['transportation', 'roads', 'streets', 'road'];
const mainRoads = new Set(['motorway', 'trunk', 'primary']);
/** tiles are cut with a margin, of which this is more than any */
const mostTiles = 400;
/** a shape that is smaller nobody would miss, in px of its box */
const smallest_px = 4;

/** views of the archive that is in place */
const kept = new LRUCache<string, Promise<StreetLines | null>>({ max: 20 });

/** What the first view draws of the streets that are in place, read once; null where they cannot be read. */
export function streetLines(basemap: Basemap, view: View): Promise<StreetLines | null> {
	const key = JSON.stringify([basemap.version, view]);
	const known = kept.get(key);
	if (known) return known;
	const read = readLines(basemap, view).catch(() => null);
	kept.set(key, read);
	return read;
}

async function readLines({ schema, zooms }: Basemap, view: View): Promise<StreetLines> {
	const z = Math.max(zooms[0], Math.min(zooms[1], view.zoom));
	const tile_px = 512 * 2 ** (view.zoom - z);
	const [middleX, middleY] = mercator(view.center).map((part) => part * 2 ** z) as [number, number];
	const reach = [view.width_px / 2 / tile_px, view.height_px / 2 / tile_px] as const;
	const lines: StreetLines = { water: '', rivers: '', roads: '' };
	const wanted = new Map<number, [x: number, y: number]>();
	for (let x = Math.floor(middleX - reach[0]); x <= middleX + reach[0]; x++)
		for (let y = Math.floor(middleY - reach[1]); y <= middleY + reach[1]; y++)
			wanted.set(zxyToTileId(z, x, y), [x, y]);
	if (wanted.size > mostTiles) return lines;
	const archive = await openPmtiles(await LocalFile.open(pathOfFile()), 'the streets');
	try {
		for (const one of await archive.list([...wanted.keys()].sort((a, b) => a - b))) {
			const [tile] = await archive.read([one]);
			const [x = 0, y = 0] = wanted.get(one.tile) ?? [];
			const place = ([left, top]: [number, number], extent: number): [number, number] => [
				Math.round((x + left / extent - middleX) * tile_px),
				Math.round((y + top / extent - middleY) * tile_px)
			];
			if (tile) addTile(lines, new VectorTile(new PbfReader(tile)), place, schema === null);
		}
	} finally {
		await archive.close();
	}
	return lines;
}

type Placer = (point: [number, number], extent: number) => [number, number];

function addTile(lines: StreetLines, { layers }: VectorTile, place: Placer, isUnknown: boolean): void {
	const featuresOf = (names: string[]) =>
		names.flatMap((name) => {
			const layer = layers[name];
			return layer ? Array.from({ length: layer.length }, (_, i) => layer.feature(i)) : [];
		});
	for (const feature of featuresOf(waterLayers))
		if (feature.type === 3) lines.water += pathOf(feature, place, 'Z');
	// Elsewhere these are brooks, or stand for areas that are there as well.
	if (isUnknown) for (const feature of featuresOf(['waterway'])) lines.rivers += pathOf(feature, place, '');
	for (const feature of featuresOf(roadLayers)) {
		const { class: kind, kind_detail, kind: plain, kind_inferred } = feature.properties;
		// As src/lib/map/streets/plain.ts draws what is of no known schema.
		const isDrawn = isUnknown
			? kind_inferred !== 'rail'
			: mainRoads.has(String(kind ?? kind_detail ?? plain));
		if (feature.type === 2 && isDrawn) lines.roads += pathOf(feature, place, '');
	}
}

/** The lines of a feature on whole px, without what falls on one. */
function pathOf(feature: VectorTileFeature, place: Placer, end: '' | 'Z'): string {
	return feature
		.loadGeometry()
		.map((line) => {
			const points = line.map(({ x, y }) => place([x, y], feature.extent));
			const distinct = points.filter(
				([x, y], i) => i === 0 || x !== points[i - 1]?.[0] || y !== points[i - 1]?.[1]
			);
			const size = (axis: 0 | 1) => {
				const values = distinct.map((point) => point[axis]);
				return Math.max(...values) - Math.min(...values);
			};
			if (distinct.length < 2 || Math.max(size(0), size(1)) < smallest_px) return '';
			// Relative, and so shorter.
			const [[fromX, fromY] = [0, 0], ...more] = distinct;
			const steps = more.map(([x, y], i) => {
				const [beforeX = 0, beforeY = 0] = distinct[i] ?? [];
				return `${x - beforeX} ${y - beforeY}`;
			});
			return `M${fromX} ${fromY}l${steps.join(' ')}${end}`;
		})
		.join('');
}
