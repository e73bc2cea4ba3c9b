import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { municipalityIds } from '../../camera/municipalities.ts';
import { operators, states, types } from '../../camera/vocabulary.ts';
import { parseTilePath, TileCache, tilePath as pathOf, tilesHolding } from './cache.ts';
import { closestTileZoom } from '../../camera/mercator.ts';
import { CameraIndex, type TileId } from '../live/camera-index.ts';
import { lines, type Line } from '../live/lines.fixture.ts';
import { camerasPerTile, encodeTile } from './encode-cameras.ts';
import { answerTile } from './serve.ts';

const tilePath = (tile: TileId) => pathOf('cameras', tile);

/** What another reader of vector tiles finds: layer, and its features with their position on the tile. */
function decode(bytes: Uint8Array | null) {
	const layers: Record<
		string,
		{ id: number | undefined; x: number; y: number; properties: Record<string, unknown> }[]
	> = {};
	const tile = bytes ? new VectorTile(new PbfReader(bytes)) : { layers: {} };
	for (const [name, layer] of Object.entries(tile.layers)) {
		layers[name] = Array.from({ length: layer.length }, (_, i) => {
			const feature = layer.feature(i);
			const [[point] = []] = feature.loadGeometry();
			return { id: feature.id, x: point?.x ?? -1, y: point?.y ?? -1, properties: feature.properties };
		});
	}
	return layers;
}

const line = fc.record<Line>({
	number: fc.integer({ min: 0, max: 60 }),
	lng_e6: fc.integer({ min: 20_000_000, max: 20_900_000 }),
	lat_e6: fc.integer({ min: 44_200_000, max: 45_100_000 }),
	state: fc.constantFrom(...states, null),
	heading_deg: fc.option(fc.integer({ min: 0, max: 359 }))
});

/** The tile that holds a position, by the formula of the OpenStreetMap wiki, "Slippy map tilenames". */
function tileOf({ lng_e6, lat_e6 }: Line, z: number) {
	const lat = (lat_e6 / 1e6) * (Math.PI / 180);
	return {
		z,
		x: Math.floor(((lng_e6 / 1e6 + 180) / 360) * 2 ** z),
		y: Math.floor(((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) * 2 ** z)
	};
}

describe('the index and its tiles', () => {
	test('after any changes every tile holds exactly the cameras that lie in it', () => {
		fc.assert(
			fc.property(
				fc.array(fc.array(line, { maxLength: 30 }), { maxLength: 6 }),
				fc.integer({ min: 0, max: closestTileZoom }),
				(batches, z) => {
					const index = new CameraIndex();
					const known = new Map<number, Line>();
					for (const batch of batches) {
						index.apply(lines(batch));
						for (const one of batch) known.set(one.number, one);
						// So that the tree is built between the changes, too.
						index.rows({ z: 0, x: 0, y: 0 });
					}
					const seen = [...known.values()].filter(({ state }) => state !== null);
					expect(index.size).toBe(seen.length);
					const tiles = new Set(seen.map((one) => JSON.stringify(tileOf(one, z))));
					let drawn = 0;
					for (const text of tiles) {
						const tile = JSON.parse(text) as ReturnType<typeof tileOf>;
						for (const { id = -1, x, y, properties } of decode(encodeTile(index, tile)).cameras ?? []) {
							const camera = known.get(id);
							expect(camera && tileOf(camera, z)).toEqual(tile);
							const municipality = municipalityIds[id % 20];
							expect(properties).toEqual({
								state: camera?.state,
								type: types[id % types.length],
								operator: operators[id % operators.length],
								maker: 'huawei',
								capabilities: 'face_recognition',
								sign: 'no',
								...(municipality && { municipality }),
								confirmed_day: 20_416,
								changes: `20416${camera?.state?.[0]}`,
								...(camera?.heading_deg == null ? {} : { heading: camera.heading_deg })
							});
							const lng = ((tile.x + (x + 0.5) / 4096) / 2 ** z) * 360 - 180;
							expect(Math.abs(lng - (camera?.lng_e6 ?? 0) / 1e6)).toBeLessThanOrEqual(360 / 4096 / 2 ** z);
							expect(y).toBeGreaterThanOrEqual(0);
							expect(y).toBeLessThan(4096);
							drawn++;
						}
					}
					expect(drawn).toBe(seen.length);
				}
			)
		);
	});

	test('a tile with more cameras than it may hold has clusters that count every one', () => {
		const index = new CameraIndex();
		const many = Array.from({ length: camerasPerTile + 1 }, (_, i) => ({
			number: i * 1000,
			lng_e6: 20_300_000 + (i % 150) * 2000,
			lat_e6: 44_700_000 + Math.floor(i / 150) * 1500,
			state: states[i % 4] ?? null,
			heading_deg: null
		}));
		index.apply(lines(many));
		const { cameras, clusters = [] } = decode(encodeTile(index, { z: 0, x: 0, y: 0 }));
		expect(cameras).toBeUndefined();
		const sum = (name: string) =>
			clusters.reduce((total, { properties }) => total + Number(properties[name]), 0);
		expect(sum('count')).toBe(camerasPerTile + 1);
		for (const [i, state] of states.entries()) {
			expect(sum(state)).toBe(many.filter((_, at) => at % 4 === i).length);
		}
		const close = encodeTile(index, tileOf(many[0] as Line, 14));
		expect(decode(close).cameras?.length).toBeGreaterThan(0);
	});

	test('an empty tile is null', () => {
		expect(encodeTile(new CameraIndex(), { z: 3, x: 4, y: 2 })).toBeNull();
	});
});

describe('the addresses of tiles', () => {
	test.each(['0/0/0', '14/9120/5914', '9/285/185'])('%s is one', (tile) => {
		const [z = 0, x = 0, y = 0] = tile.split('/').map(Number);
		expect(parseTilePath('cameras', `/tiles/cameras/${tile}.mvt`)).toEqual({ z, x, y });
		expect(tilePath({ z, x, y })).toBe(`/tiles/cameras/${tile}.mvt`);
	});
	test.each(['15/0/0', '0/1/0', '3/8/0', '3/0/8', '-1/0/0', '01/0/0', '1/0/x', '1/0/00', '1/1.5/1'])(
		'%s is none',
		(tile) => {
			expect(parseTilePath('cameras', `/tiles/cameras/${tile}.mvt`)).toBeNull();
		}
	);
});

describe('the cache', () => {
	const camera: Line = {
		number: 7,
		lng_e6: 20_457_300,
		lat_e6: 44_817_800,
		state: 'reported',
		heading_deg: 90
	};
	function cached() {
		const index = new CameraIndex();
		index.apply(lines([camera]));
		return { index, cache: new TileCache('cameras', (tile) => encodeTile(index, tile)) };
	}
	const asked = (path: string, more: Partial<Parameters<typeof answerTile>[1]> = {}) => ({
		path,
		acceptEncoding: 'gzip, br',
		ifNoneMatch: null,
		...more
	});

	test('a change drops the tiles that hold it at every zoom, old place and new, and no others', async () => {
		const { index, cache } = cached();
		const moved = { ...camera, lng_e6: 20_600_000 };
		const tiles = Array.from({ length: closestTileZoom + 1 }, (_, z) => [
			tileOf(camera, z),
			tileOf(moved, z)
		]).flat();
		const elsewhere = { z: 14, x: 0, y: 0 };
		for (const tile of [...tiles, elsewhere]) await cache.make(tilePath(tile), tile);
		cache.drop(tilesHolding(index.apply(lines([moved]))));
		for (const tile of tiles) expect(cache.kept(tilePath(tile)), tilePath(tile)).toBeUndefined();
		expect(cache.kept(tilePath(elsewhere))).toBeDefined();
	});

	test('a tile that was in work when it changed is not kept', async () => {
		const { index, cache } = cached();
		const tile = tileOf(camera, 12);
		const work = cache.make(tilePath(tile), tile);
		cache.drop(tilesHolding(index.apply(lines([{ ...camera, state: 'verified' }]))));
		await work;
		expect(cache.kept(tilePath(tile))).toBeUndefined();
		const { body } = await cache.make(tilePath(tile), tile);
		expect(decode(gunzipSync(body ?? '')).cameras?.[0]?.properties.state).toBe('verified');
	});

	test('who asks for one tile at once waits for one work', async () => {
		const { cache } = cached();
		const tile = tileOf(camera, 10);
		expect(cache.make(tilePath(tile), tile)).toBe(cache.make(tilePath(tile), tile));
	});

	test('answers compressed or plain, each with its own strong tag, and 304 and 204', async () => {
		const { cache } = cached();
		const path = tilePath(tileOf(camera, 10));
		const packed = await answerTile(cache, asked(path));
		const plain = await answerTile(cache, asked(path, { acceptEncoding: 'gzip;q=0' }));
		expect(packed?.headers['Content-Encoding']).toBe('gzip');
		expect(plain?.headers['Content-Encoding']).toBeUndefined();
		expect(gunzipSync(packed?.body ?? '')).toEqual(plain?.body);
		const tag = String(packed?.headers.ETag);
		expect(tag).toMatch(/^"[\w-]{27}"$/);
		expect(plain?.headers.ETag).not.toBe(tag);
		expect((await answerTile(cache, asked(path, { ifNoneMatch: `"x", ${tag}` })))?.status).toBe(304);
		expect((await answerTile(cache, asked(tilePath({ z: 14, x: 0, y: 0 }))))?.status).toBe(204);
		expect(answerTile(cache, asked('/tiles/cameras/15/0/0.mvt'))).toBeNull();
	});
});
