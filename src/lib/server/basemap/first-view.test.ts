import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { writeTinyArchive } from '../../../../tests/support/tiny-archive.ts';
import { fromMercator, tileAt } from '../../camera/mercator.ts';
import { basemap, basemapFile } from './file.ts';
import { streetLines } from './first-view.ts';

const folder = mkdtempSync(join(tmpdir(), 'oko-first-view-'));
beforeAll(async () => {
	vi.stubEnv('OKO_DATA_DIR', folder);
	await writeTinyArchive(join(folder, 'source.pmtiles'));
	copyFileSync(join(folder, 'source.pmtiles'), join(folder, basemapFile));
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true });
});

/** The y of each line that begins at the left edge of its tile, in px from the middle of the view. */
const heights = (path: string) => [...path.matchAll(/M-?\d+ (-?\d+)l/g)].map(([, y]) => Number(y));

test('main roads are drawn where the map draws them, and side streets are not', async () => {
	const streets = await basemap();
	// The middle of the view is the corner of a tile at zoom 12, so that places can be worked out.
	const corner = (tileX: number, tileY: number) => fromMercator([tileX / 4096, tileY / 4096]);
	const view = {
		center: corner(...tileAt([20.4573, 44.8125], 12)),
		zoom: 12,
		width_px: 1024,
		height_px: 1024
	};
	const lines = await streetLines(streets!, view);
	// The one primary road of a tile lies at 2000 of 4096: 250 px of 512 below its upper edge.
	const found = [...new Set(heights(lines!.roads))].map((y) => ((y % 512) + 512) % 512);
	expect(found.length).toBeGreaterThan(0);
	expect(new Set(found)).toEqual(new Set([250]));
	expect(await streetLines(streets!, view)).toBe(lines);
});

test('what cannot be read is no fault: the first view stays schematic', async () => {
	const streets = await basemap();
	rmSync(join(folder, basemapFile));
	const view = { center: [20.45, 44.81] as [number, number], zoom: 11, width_px: 512, height_px: 512 };
	expect(await streetLines(streets!, view)).toBeNull();
});
