import { figureName, figures } from '../../camera/coverage.ts';
import { states } from '../../camera/vocabulary.ts';
import { cellId, lookedPlace, type Cell, type CoverageGrid } from '../coverage/index.ts';
import type { TileId } from '../live/index.ts';
import { encodeLayer, extent, type Feature } from './encode-layer.ts';

const figureNames = figures.map(figureName);

/**
 * The tile as Mapbox Vector Tile 2.1, not compressed; null when nothing lies in it. Layer `cells`: the cells of its zoom's
 * size that have a camera, watched or looked ground; ground_m2, cameras by state, the figures and looked_m2 in whole square
 * metres, at least 1; looked_month, 202611 for November 2026. What is 0 is left out. A cell on the border of tiles is in each.
 */
export function encodeCells(grid: CoverageGrid, tile: TileId): Uint8Array | null {
	const cells = grid.cellsIn(tile);
	if (cells.length === 0) return null;
	return encodeLayer('cells', cells.length, (i): Feature => {
		const cell = cells[i] as Cell;
		const ring = cell.mercator.map(([x, y]) => ({
			x: within(x, tile.x, tile.z),
			y: within(y, tile.y, tile.z)
		}));
		return {
			type: 3,
			id: cellId(cell),
			extent,
			properties: propertiesOf(cell, grid.groundM2(cell)),
			loadGeometry: () => [[...ring, ring[0] ?? { x: 0, y: 0 }]]
		};
	});
}

function propertiesOf({ numbers, lookedMonth }: Cell, ground_m2: number): Record<string, number> {
	const properties: Record<string, number> = { ground_m2 };
	for (const [i, state] of states.entries()) if (numbers[i]) properties[state] = numbers[i];
	const put = (name: string, dm2 = 0) => {
		if (dm2 > 0) properties[name] = Math.max(1, Math.round(dm2 / 100));
	};
	for (const [i, name] of figureNames.entries()) put(name, numbers[states.length + i]);
	put('looked_m2', numbers[lookedPlace]);
	if (lookedMonth > 0) properties.looked_month = lookedMonth;
	return properties;
}

function within(part: number, tile: number, z: number): number {
	return Math.round((part * 2 ** z - tile) * extent);
}
