import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { expect, test } from 'vitest';
import { figureName, figures } from '../../camera/coverage.ts';
import { tileAt } from '../../camera/mercator.ts';
import { CoverageGrid } from '../coverage/grid.ts';
import { lookedPlace, numbersOfPiece } from '../coverage/piece.ts';
import { encodeCells } from './encode-cells.ts';

const [x, y] = [1828, 19_852];
const at: [number, number] = [20.458, 44.82];
function cells(z: number, numbers: Int32Array[]) {
	const grid = new CoverageGrid(250);
	grid.apply(
		numbers.map((own, i) => {
			const lookedMonth = own[lookedPlace] ? 202611 : 0;
			return { x: x + i, y, area: '', version: i, numbers: own, lookedMonth };
		})
	);
	const [tileX, tileY] = tileAt(at, z);
	const bytes = encodeCells(grid, { z, x: tileX, y: tileY });
	const layer = bytes && new VectorTile(new PbfReader(bytes)).layers.cells;
	return Array.from({ length: layer?.length ?? 0 }, (_, i) => layer?.feature(i));
}
const numbers = (values: Record<number, number>) => Object.assign(new Int32Array(numbersOfPiece), values);

test('a cell has its ground, its cameras and its figures in whole square metres, and nothing that is 0', () => {
	const [cell] = cells(14, [numbers({ 1: 2, 4: 3, 5: 10_049, [lookedPlace]: 51_234 })]);
	expect(cell?.id).toBe(x * 2 ** 21 + y);
	expect(cell?.properties).toEqual({
		ground_m2: 62_500,
		verified: 2,
		// What is there is never nothing.
		[figureName(figures[0] as never)]: 1,
		[figureName(figures[1] as never)]: 100,
		looked_m2: 512,
		looked_month: 202611
	});
});

test('cells are closed squares that go clockwise and share their sides, 18 px wide at zoom 12', () => {
	const [one, next] = cells(12, [numbers({ 0: 1 }), numbers({ 0: 1 })]).map(
		(feature) => feature?.loadGeometry()[0] ?? []
	);
	const area = (ring: { x: number; y: number }[] = []) =>
		ring.reduce((sum, at, i) => {
			const to = ring[(i + 1) % ring.length] ?? at;
			return sum + (at.x * to.y - to.x * at.y) / 2;
		}, 0);
	expect(one).toHaveLength(5);
	// 4096 units are 512 px.
	expect(Math.sqrt(area(one)) / 8).toBeCloseTo(18.4, 0);
	const points = (ring: { x: number; y: number }[] = [], ...corners: number[]) =>
		corners.map((corner) => [ring[corner]?.x, ring[corner]?.y]);
	expect(points(one, 1, 2)).toEqual(points(next, 0, 3));
});

test('from afar cells are put together, and a tile without any is null', () => {
	const [cell, ...others] = cells(8, [numbers({ 0: 1, 4: 100 }), numbers({ 0: 2, 4: 200 })]);
	expect(others).toEqual([]);
	expect(cell?.properties).toMatchObject({
		ground_m2: 62_500 * 256,
		reported: 3,
		[figureName(figures[0] as never)]: 3
	});
	expect(encodeCells(new CoverageGrid(250), { z: 3, x: 4, y: 2 })).toBeNull();
});
