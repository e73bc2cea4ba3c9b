import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { isWalkable, streetLineLayers } from '../map/streets/walkable.ts';

/** In units of a tile, of which the world has 2^zoom × 4096 in each direction; x to the east, y to the south. */
export type WorldPoint = [x: number, y: number];
/** units in a tile, whatever its own extent is */
export const tileUnits = 4096;

/** The streets and paths of a vector tile on which people walk, cut at its edges. */
export function walkableLines(tile: Uint8Array, x: number, y: number): WorldPoint[][] {
	const read = new VectorTile(new PbfReader(tile)).layers;
	return streetLineLayers.flatMap((name) => {
		const layer = read[name];
		if (!layer) return [];
		return Array.from({ length: layer.length }, (_, i) => layer.feature(i))
			.filter(({ type, properties }) => type === 2 && isWalkable(properties))
			.flatMap((feature) => feature.loadGeometry())
			.flatMap((line) => cutAtEdges(line, layer.extent))
			.map((line) =>
				line.map(([px, py]): WorldPoint => {
					const scale = tileUnits / layer.extent;
					return [Math.round(x * tileUnits + px * scale), Math.round(y * tileUnits + py * scale)];
				})
			);
	});
}

/** The parts of a line within a square that begins at 0, 0 (Liang and Barsky 1984). */
function cutAtEdges(line: { x: number; y: number }[], size: number): WorldPoint[][] {
	const parts: WorldPoint[][] = [];
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1], line[i]] as [{ x: number; y: number }, { x: number; y: number }];
		const [dx, dy] = [b.x - a.x, b.y - a.y];
		let [from, to] = [0, 1];
		for (const [step, room] of [
			[-dx, a.x],
			[dx, size - a.x],
			[-dy, a.y],
			[dy, size - a.y]
		] as const) {
			if (step === 0 && room < 0) to = -1;
			if (step < 0) from = Math.max(from, room / step);
			if (step > 0) to = Math.min(to, room / step);
		}
		if (from > to || (dx === 0 && dy === 0)) continue;
		const end: WorldPoint = [a.x + to * dx, a.y + to * dy];
		const open = parts.at(-1);
		// It goes on where the last part ended, unless that one left the tile.
		if (open && from === 0 && i > 1 && isAt(open.at(-1), a)) open.push(end);
		else parts.push([[a.x + from * dx, a.y + from * dy], end]);
	}
	return parts;
}

function isAt(point: WorldPoint | undefined, { x, y }: { x: number; y: number }): boolean {
	return point !== undefined && point[0] === x && point[1] === y;
}
