import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closestTileZoom } from '../../camera/mercator.ts';
import type { TileId } from '../live/camera-index.ts';
import { cellId, CoverageGrid, sizeAt, watchedOf } from './grid.ts';
import { lookedPlace, numbersOfPiece, parsePiece, type Piece } from './piece.ts';

/** cells around the middle of Belgrade: 457 km east in the zone, 4,962 km north */
const piece = fc
	.record({
		x: fc.integer({ min: 1820, max: 1840 }),
		y: fc.integer({ min: 19_840, max: 19_860 }),
		area: fc.constantFrom('', 'vracar', 'zemun'),
		numbers: fc.oneof(
			fc.constant(new Int32Array(numbersOfPiece)),
			fc.array(fc.integer({ min: 0, max: 6_250_000 }), {
				minLength: numbersOfPiece,
				maxLength: numbersOfPiece
			})
		),
		month: fc.constantFrom(202512, 202601, 202611)
	})
	.map(({ month, ...one }): Piece => {
		const numbers = Int32Array.from(one.numbers);
		return { ...one, version: 1, numbers, lookedMonth: numbers[lookedPlace] ? month : 0 };
	});
const batches = fc.array(fc.array(piece, { maxLength: 12 }), { maxLength: 4 });

const sum = (pieces: Piece[]) =>
	Array.from({ length: numbersOfPiece }, (_, i) =>
		pieces.reduce((total, { numbers }) => total + (numbers[i] ?? 0), 0)
	);

describe('the grid', () => {
	test('after any changes every size, municipality and the city are the sums of the pieces', () => {
		fc.assert(
			fc.property(batches, fc.integer({ min: 0, max: closestTileZoom }), (some, zoom) => {
				const grid = new CoverageGrid(250);
				const known = new Map<string, Piece>();
				for (const batch of some) {
					grid.apply(batch);
					for (const one of batch) known.set(`${one.x} ${one.y} ${one.area}`, one);
				}
				const pieces = [...known.values()];
				expect([...grid.city]).toEqual(sum(pieces));
				for (const [id, numbers] of grid.areas) {
					expect([...numbers]).toEqual(sum(pieces.filter(({ area }) => area === id)));
				}
				const size = sizeAt(zoom);
				const wanted = Map.groupBy(pieces, ({ x, y }) => cellId({ x: x >> size, y: y >> size }));
				const expected = [...wanted]
					.map(([id, own]) => ({
						id,
						numbers: sum(own),
						lookedMonth: Math.max(...own.map(({ lookedMonth }) => lookedMonth))
					}))
					.filter(({ numbers }) => numbers.some(Boolean));
				const cells = [...grid.cells(size)];
				const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;
				const found = cells.map((cell) => ({
					id: cellId(cell),
					numbers: [...cell.numbers],
					lookedMonth: cell.lookedMonth
				}));
				expect(found.sort(byId)).toEqual(expected.sort(byId));
				// Each cell is in every tile that it touches, and in no other.
				for (const cell of cells) {
					const [xs, ys] = [0, 1].map((axis) =>
						cell.mercator.map((corner) => (corner[axis] ?? 0) * 2 ** zoom)
					);
					const [west, east] = [Math.min(...(xs ?? [])), Math.max(...(xs ?? []))];
					const [north, south] = [Math.min(...(ys ?? [])), Math.max(...(ys ?? []))];
					for (let x = Math.floor(west) - 1; x <= Math.floor(east) + 1; x++) {
						for (let y = Math.floor(north) - 1; y <= Math.floor(south) + 1; y++) {
							const isIn = x <= east && x + 1 > west && y <= south && y + 1 > north;
							if (x < 0 || y < 0 || x >= 2 ** zoom || y >= 2 ** zoom) continue;
							expect(grid.cellsIn({ z: zoom, x, y }).includes(cell)).toBe(isIn);
						}
					}
				}
			}),
			{ numRuns: 50 }
		);
	});

	test('a change names the tiles that show it, and no others', () => {
		fc.assert(
			fc.property(batches, piece, (before, one) => {
				const grid = new CoverageGrid(250);
				for (const batch of before) grid.apply(batch);
				const shown = (tile: TileId) =>
					JSON.stringify(
						grid.cellsIn(tile).map((cell) => [cellId(cell), [...cell.numbers], cell.lookedMonth])
					);
				const around = Array.from({ length: closestTileZoom + 1 }, (_, z) => {
					const [cell] = [...grid.cells(sizeAt(z))];
					const [x = 0, y = 0] = (cell?.mercator[0] ?? [0.5568, 0.3603]).map((part) =>
						Math.floor(part * 2 ** z)
					);
					return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => ({ z, x: x + dx, y: y + dy })));
				}).flat();
				const was = around.map(shown);
				const changed = new Set(grid.apply([one]).map((tile) => JSON.stringify(tile)));
				for (const [i, tile] of around.entries())
					if (shown(tile) !== was[i]) expect(changed).toContain(JSON.stringify(tile));
				// At most the four corners of one cell, at each size; close up the smallest is in a few more.
				expect(changed.size).toBeLessThanOrEqual(4 * (closestTileZoom + 1) + 8);
			}),
			{ numRuns: 50 }
		);
	});
});

test('a cell of 250 m is so large on the ground, and lies where EPSG:32634 has it', () => {
	const grid = new CoverageGrid(250);
	const numbers = new Int32Array(numbersOfPiece).fill(1);
	grid.apply([{ x: 1828, y: 19_852, area: '', version: 1, numbers, lookedMonth: 202611 }]);
	const [cell] = [...grid.cells(0)];
	expect(cell && grid.groundM2(cell)).toBe(62_500);
	// gdaltransform -s_srs EPSG:32634 -t_srs EPSG:4326 of 457000 4963000, the south-western corner.
	const [lng = 0, lat = 0] = cell?.corners[3] ?? [];
	expect(lng).toBeCloseTo(20.4561292617827, 9);
	expect(lat).toBeCloseTo(44.8191100941881, 9);
});

test('a line is read as it is written, and another is refused', () => {
	const watched = Array.from({ length: 56 }, (_, i) => i * 10);
	const line = `7,1828,19852,vracar,6250000,1 2 3 4,${watched.join(' ')},77,202611`;
	expect(parsePiece(line)).toEqual({
		version: 7,
		x: 1828,
		y: 19_852,
		area: 'vracar',
		numbers: Int32Array.from([1, 2, 3, 4, ...watched, 77]),
		lookedMonth: 202611
	});
	expect(() => parsePiece('7,1828,19852,,6250000,1 2 3 4,')).toThrow();
	expect(() => parsePiece(line.slice(0, -',202611'.length))).toThrow();
	const watchedGround = watchedOf(Float64Array.from(parsePiece(line).numbers));
	expect(watchedGround.all.overview.glance).toEqual({ least_m2: 0, most_m2: 0.1 });
	expect(watchedGround.verified.scrutinise.zoomed).toEqual({ least_m2: 5.4, most_m2: 5.5 });
});
