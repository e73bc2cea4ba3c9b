import { liveCoverage } from '../coverage/index.ts';
import { liveCameras } from '../live/index.ts';
import { processWide } from '../process-wide.ts';
import { placeAt, whenNamed } from '../search/index.ts';
import { TileCache, tilesHolding, type Tileset } from './cache.ts';
import { encodeCells } from './encode-cells.ts';
import { encodeTile } from './encode-cameras.ts';
import { tileListener } from './serve.ts';

export { answerTile } from './serve.ts';

const shared = globalThis as {
	/** where scripts/start.js hands requests before the framework sees them */
	okoTiles?: ReturnType<typeof tileListener>;
};

/** The tiles of this process, over its cameras and its cells. */
export const tiles = processWide('okoTileCaches', start);

async function start(): Promise<Record<Tileset, TileCache>> {
	const [live, measured] = await Promise.all([liveCameras(), liveCoverage()]);
	const cameras = new TileCache('cameras', (tile) => encodeTile(live.index, tile, placeAt));
	whenNamed(() => cameras.clear());
	const coverage = new TileCache('coverage', (tile) => encodeCells(measured.grid, tile));
	live.onchange = (places) => (places ? cameras.drop(tilesHolding(places)) : cameras.clear());
	measured.onchange = (tiles) => coverage.drop(tiles);
	const caches = { cameras, coverage };
	shared.okoTiles = tileListener(caches);
	return caches;
}
