import { LRUCache } from 'lru-cache';
import { freshnessDays } from '../camera/camera.ts';
import type { Day } from '../camera/day.ts';
import { filterQuery, mapFilter, type Filter, type FilterContext } from '../camera/filter.ts';
import { stackingOrder, type View, type ViewContents } from '../camera/view.ts';
import type { CameraIndex, LiveCameras, TileId } from './live/index.ts';
import { toMercator } from './live/camera-index.ts';
import { camerasPerTile, clustersOf } from './tiles/encode-cameras.ts';
import { extent } from './tiles/encode-layer.ts';

const world = 2 ** 32;
/** more dots than this are too much for a page that is there at once: those that nearly cover each other become one */
const mostDots = 3000;
const kept = new LRUCache<string, ViewContents>({ max: 50 });

/**
 * The cameras of a view as the map will show them, from memory; looked up anew when a camera, a number or the day has
 * changed.
 */
export function viewContents(
	{ index, edition }: Pick<LiveCameras, 'index' | 'edition'>,
	view: View,
	filter: Filter,
	{ today, settings }: { today: Day; settings: FilterContext['settings'] }
): ViewContents {
	const shown = mapFilter(filter);
	const days = freshnessDays(today, settings);
	const key = JSON.stringify([edition, days, view, String(filterQuery(shown))]);
	const known = kept.get(key);
	if (known) return known;
	const contents: ViewContents = { dots: [], clusters: [] };
	const toView = placer(view);
	const { columns } = index;
	const stateOf = columns.reader('state');
	const isShown = index.filtered(shown, { today, settings });
	for (const tile of tilesOf(view)) {
		const rows = index.rows(tile);
		if (rows.length > camerasPerTile) {
			contents.clusters.push(
				...clustersIn(index, tile, rows).map((one) => ({ ...one, ...toView(one.x, one.y) }))
			);
			continue;
		}
		for (const row of rows) {
			if (!isShown(row)) continue;
			contents.dots.push({
				...toView(columns.at.x[row] ?? 0, columns.at.y[row] ?? 0),
				state: stateOf(row),
				isStale: columns.confirmedDay(row) < days.notStale
			});
		}
	}
	const isSeen = ({ x, y }: { x: number; y: number }) =>
		Math.abs(x) <= view.width_px / 2 && Math.abs(y) <= view.height_px / 2;
	contents.clusters = contents.clusters.filter(isSeen);
	contents.dots = thin(contents.dots.filter(isSeen));
	kept.set(key, contents);
	return contents;
}

/** Turns a place in mercator into one in the view. */
function placer({ center, zoom }: View): (x: number, y: number) => { x: number; y: number } {
	const [centerX, centerY] = toMercator(...center);
	const scale = (512 * 2 ** zoom) / world;
	return (x, y) => ({ x: Math.round((x - centerX) * scale), y: Math.round((y - centerY) * scale) });
}

/** The tiles that MapLibre asks for to fill a view. */
function tilesOf({ center, zoom, width_px, height_px }: View): TileId[] {
	const [x, y] = toMercator(...center).map((part) => (part / world) * 2 ** zoom) as [number, number];
	const [reachX, reachY] = [width_px / 1024, height_px / 1024];
	const tiles: TileId[] = [];
	for (let tileX = Math.floor(x - reachX); tileX <= x + reachX; tileX++) {
		for (let tileY = Math.floor(y - reachY); tileY <= y + reachY; tileY++) {
			tiles.push({ z: zoom, x: tileX, y: tileY });
		}
	}
	return tiles;
}

/** The clusters of a tile, in mercator. */
function clustersIn(index: CameraIndex, { z, x, y }: TileId, rows: Uint32Array) {
	const size = world / 2 ** z;
	return clustersOf(index, rows, z).map((cluster) => ({
		x: (x + cluster.x / extent) * size,
		y: (y + cluster.y / extent) * size,
		count: cluster.count
	}));
}

/** So few dots that the page stays small: of those that share a cell the one that the map draws on top. */
function thin(dots: ViewContents['dots']): ViewContents['dots'] {
	let left = dots;
	const order = (dot: ViewContents['dots'][number]) => stackingOrder.indexOf(dot.state);
	for (let cell_px = 2; left.length > mostDots; cell_px *= 1.5) {
		const tops = new Map<string, ViewContents['dots'][number]>();
		for (const dot of left) {
			const key = `${Math.round(dot.x / cell_px)} ${Math.round(dot.y / cell_px)}`;
			const top = tops.get(key);
			if (!top || order(dot) > order(top)) tops.set(key, dot);
		}
		left = [...tops.values()];
	}
	return left;
}
