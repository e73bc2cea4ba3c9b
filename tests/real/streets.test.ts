import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles, tileIdToZxy, zxyToTileId } from 'pmtiles';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withPlaceNames } from '../../src/lib/i18n/place-names.ts';
import { tilesIn } from '../../src/lib/server/basemap/box.ts';
import { basemap } from '../../src/lib/server/basemap/file.ts';
import { LocalFile } from '../../src/lib/server/basemap/pmtiles.ts';
import { provision } from '../../src/lib/server/basemap/provision.ts';
import { startRangeServer } from '../support/range-server.ts';

const folder = join(process.env.OKO_REAL_DATA ?? '', 'basemap');
let dataDir: string;
beforeAll(() => {
	dataDir = mkdtempSync(join(tmpdir(), 'oko-real-'));
	process.env.OKO_DATA_DIR = dataDir;
});
afterAll(() => rmSync(dataDir, { recursive: true }));

const layersOf = async (path: string, tile: number) => {
	const file = await LocalFile.open(path);
	const found = await new PMTiles(file).getZxy(...tileIdToZxy(tile));
	await file.close();
	return new VectorTile(new PbfReader(new Uint8Array(found?.data ?? []))).layers;
};

/** Every tile says the same in both, but for its names. */
async function expectTheSame(source: string): Promise<Set<string>> {
	const names = new Set<string>();
	const held = (await basemap())?.bounds ?? [0, 0, 0, 0];
	for (const tile of tilesIn(held, 14).filter((_, i) => i % 7 === 0)) {
		const [before, after] = [
			await layersOf(source, tile),
			await layersOf(join(dataDir, 'basemap.pmtiles'), tile)
		];
		expect(Object.keys(after)).toEqual(Object.keys(before));
		for (const [name, layer] of Object.entries(before)) {
			expect(after[name]?.length).toBe(layer.length);
			for (let i = 0; i < layer.length; i++) {
				const [old, own] = [layer.feature(i), after[name]?.feature(i)];
				expect(own?.loadGeometry()).toEqual(old.loadGeometry());
				if (own?.properties.name) names.add(String(own.properties.name));
			}
		}
	}
	return names;
}

describe('real archives', () => {
	test('Belgrade, read in ranges, is whole, and named in Cyrillic', { timeout: 120_000 }, async () => {
		const source = join(folder, 'belgrade-coarse.pmtiles');
		const server = await startRangeServer(source);
		await provision({ source: server.address, dataDir, rename: withPlaceNames, say: () => {} });
		await server.close();
		expect(server.asked.length).toBeLessThan(10);
		expect(await basemap()).toMatchObject({ schema: null, zooms: [0, 14] });
		expect((await basemap())?.attribution).toMatch(/OpenStreetMap contributors/);
		const names = await expectTheSame(source);
		expect([...names]).toEqual(expect.arrayContaining(['Раковица', 'Дунав', 'Сава']));
		const cyrillic = [...names].filter((name) => /[\u0400-\u04ff]/.test(name));
		expect(cyrillic.length / names.size).toBeGreaterThan(0.95);
	});

	test('Liechtenstein is not Belgrade, but is taken when it is wanted', { timeout: 120_000 }, async () => {
		const source = join(folder, 'liechtenstein-2013-omt-z14.pmtiles');
		const options = { source, dataDir, rename: withPlaceNames, say: () => {} };
		await expect(provision(options)).rejects.toThrow(/holds no streets of Belgrade/);
		await provision({ ...options, anywhere: true });
		expect(await basemap()).toMatchObject({
			schema: 'openmaptiles',
			attribution: '© OpenStreetMap contributors'
		});
		await expectTheSame(source);
		const vaduz = await layersOf(join(dataDir, 'basemap.pmtiles'), zxyToTileId(14, 8625, 5748));
		expect(Object.keys(vaduz)).toContain('transportation');
	});
});
