import { fromVectorTileJs } from '@maplibre/vt-pbf';
import { expect, test } from 'vitest';
import { fromMercator, mercator } from '../camera/mercator.ts';
import type { Position } from '../camera/position.ts';
import { metresAlong } from '../camera/walk.ts';
import { shortestWay } from './street-graph.ts';
import { walkableLines, type WorldPoint } from './street-lines.ts';

const zoom = 14;
/** the tile of the middle of Belgrade, and its neighbour to the east */
const [left, top] = [9123, 5903];

interface Street {
	line: WorldPoint[];
	properties: Record<string, string | number>;
}
const street = (line: WorldPoint[], kind = 'minor', properties = {}): Street => ({
	line,
	properties: { class: kind, ...properties }
});

/** Streets as a tile holds them, in units of the tile. */
function tile(streets: Street[], { layer = 'transportation', extent = 4096 } = {}): Uint8Array {
	const feature = (i: number) => ({
		type: 2 as const,
		id: undefined,
		extent,
		properties: streets[i]!.properties,
		loadGeometry: () => [streets[i]!.line.map(([x, y]) => ({ x, y }))]
	});
	const like = { version: 2, name: layer, extent, length: streets.length, feature };
	return fromVectorTileJs({ layers: { [layer]: like as never } });
}

/** The position of a place in the left tile. */
function at(x: number, y: number): Position {
	return fromMercator([(left + x / 4096) / 2 ** zoom, (top + y / 4096) / 2 ** zoom]);
}
const corners = (way: Position[] | null) =>
	way?.map((position) => {
		const [x, y] = mercator(position);
		return [Math.round((x * 2 ** zoom - left) * 4096), Math.round((y * 2 ** zoom - top) * 4096)];
	});
const wayIn = (tiles: Uint8Array[], from: Position, to: Position) =>
	shortestWay(
		tiles.flatMap((content, i) => walkableLines(content, left + i, top)),
		zoom,
		from,
		to
	);

test('a way is the shortest along streets, from end to end as they are', () => {
	const around = street([
		[1000, 1000],
		[1000, 2000],
		[3000, 2000],
		[3000, 1000]
	]);
	const longer = street([
		[1000, 1000],
		[1000, 100],
		[3000, 100],
		[3000, 1000]
	]);
	const way = wayIn([tile([around, longer])], at(990, 1000), at(3010, 1001));
	expect(corners(way)).toEqual([
		[990, 1000],
		[1000, 1000],
		[1000, 100],
		[3000, 100],
		[3000, 1001],
		[3010, 1001]
	]);
});

test('a street goes on in the next tile, though each tile rounds and overlaps as it likes', () => {
	const here = street([
		[3000, 1000],
		[4160, 1012]
	]);
	const there = street([
		[-60, 1010],
		[900, 1020]
	]);
	expect(corners(wayIn([tile([here]), tile([there])], at(3000, 1000), at(4996, 1020)))).toEqual([
		[3000, 1000],
		[4996, 1020]
	]);
});

test('a street that ends at another one meets it, with and without a corner there; one that passes over it does not', () => {
	const main = street([
		[0, 2000],
		[4096, 2000]
	]);
	const side = street([
		[2000, 1000],
		[2000, 1999]
	]);
	const over = street([
		[3000, 1000],
		[3000, 3000]
	]);
	const both = tile([main, side, over]);
	expect(corners(wayIn([both], at(2000, 1000), at(500, 2000)))).toEqual([
		[2000, 1000],
		[2000, 2000],
		[500, 2000]
	]);
	expect(wayIn([both], at(3000, 1000), at(500, 2000))).toBeNull();
});

test.each([
	['a motorway of OpenMapTiles', 'transportation', { class: 'motorway' }],
	['a motorway of Protomaps', 'roads', { kind: 'highway', kind_detail: 'motorway' }],
	['a motorway of Shortbread', 'streets', { kind: 'motorway' }],
	['a railway', 'roads', { kind: 'rail' }],
	['a closed path', 'transportation', { class: 'path', access: 'no' }],
	['a street that is being built', 'transportation', { class: 'primary_construction' }]
])('nobody walks on %s', (_, layer, properties) => {
	const line: WorldPoint[] = [
		[100, 100],
		[900, 100]
	];
	expect(walkableLines(tile([street(line, '', properties)], { layer }), 0, 0)).toEqual([]);
	expect(walkableLines(tile([street(line, 'path')], { layer }), 0, 0)).toHaveLength(1);
});

test('from where no street is near, and from an island of streets, there is no way', () => {
	const one = street([
		[100, 100],
		[400, 100]
	]);
	const other = street([
		[3000, 3000],
		[3400, 3000]
	]);
	const both = tile([one, other], { extent: 4096 });
	expect(wayIn([both], at(100, 100), at(3400, 3000))).toBeNull();
	expect(wayIn([both], at(100, 100), at(400, 1500))).toBeNull();
	expect(wayIn([], at(100, 100), at(400, 100))).toBeNull();
});

test('begins and ends where it should on a single street, and on the nearer of two that do not meet', () => {
	const long = street([
		[0, 1000],
		[4096, 1000]
	]);
	const stub = street([
		[1400, 1010],
		[1500, 1010]
	]);
	const way = wayIn([tile([long, stub])], at(1450, 1012), at(3000, 990));
	expect(corners(way)).toEqual([
		[1450, 1012],
		[1450, 1000],
		[3000, 1000],
		[3000, 990]
	]);
	expect(metresAlong(way!).at(-1)).toBeGreaterThan(400);
});

test('a coarser extent says the same places', () => {
	const line: WorldPoint[] = [
		[0, 512],
		[512, 512]
	];
	expect(walkableLines(tile([street(line)], { extent: 1024 }), 1, 2)).toEqual([
		[
			[4096, 10_240],
			[6144, 10_240]
		]
	]);
});
