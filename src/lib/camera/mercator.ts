import type { Position } from './position.ts';

/** The closest zoom of which there are tiles. */
export const closestTileZoom = 14;
/** From this zoom on tiles of watched ground have the smallest cells, 18 px wide (250 m at 44.8° north); each zoom before has its size. */
export const smallestCellsZoom = 12;

/** A position in web mercator (EPSG:3857), the world from 0 to 1, x to the east and y to the south. */
export function mercator([lng, lat]: Position): [x: number, y: number] {
	const sin = Math.sin((lat * Math.PI) / 180);
	return [(lng + 180) / 360, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** The position at a place in web mercator: the other way round of `mercator`. */
export function fromMercator([x, y]: readonly [x: number, y: number]): Position {
	return [x * 360 - 180, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

/** The tile that holds a position at a zoom; the nearest for one outside the square of web mercator. */
export function tileAt(position: Position, z: number): [x: number, y: number] {
	const count = 2 ** z;
	const within = (part: number) => Math.min(count - 1, Math.max(0, Math.floor(part * count)));
	const [x, y] = mercator(position);
	return [within(x), within(y)];
}
