import type { MultiPolygon, Polygon } from 'geojson';
import { sixDecimals } from './measures.ts';

/**
 * The same ground as RFC 7946 wants it, degrees with six decimals: the outer ring of a polygon runs counterclockwise, its
 * holes run clockwise (section 3.1.6).
 */
export function rightHanded<G extends Polygon | MultiPolygon>(geometry: G): G {
	const coordinates =
		geometry.type === 'Polygon' ? polygon(geometry.coordinates) : geometry.coordinates.map(polygon);
	return { ...geometry, coordinates };
}

function polygon(rings: number[][][]): number[][][] {
	return rings.map((ring, i) => {
		const rounded = ring.map((corner) => corner.map(sixDecimals));
		return runsCounterclockwise(rounded) === (i === 0) ? rounded : rounded.reverse();
	});
}

/** By the sign of the area, measured from the first corner, so that small rings keep their digits. */
function runsCounterclockwise(ring: number[][]): boolean {
	const [x0 = 0, y0 = 0] = ring[0] ?? [];
	let twiceArea = 0;
	for (const [i, [x = 0, y = 0]] of ring.entries()) {
		const [nextX = x0, nextY = y0] = ring[i + 1] ?? [];
		twiceArea += (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
	}
	return twiceArea > 0;
}
