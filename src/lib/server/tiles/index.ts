import { liveCameras } from '../live/index.ts';
import { TileCache } from './cache.ts';
import { tileListener } from './serve.ts';

export { answerTile } from './serve.ts';
export { maxZoom } from './cache.ts';

const shared = globalThis as {
	okoTileCache?: Promise<TileCache>;
	/** where scripts/start.js hands requests before the framework sees them */
	okoTiles?: ReturnType<typeof tileListener>;
};

/** The tiles of this process, over its cameras; they survive a hot reload. */
export function tiles(): Promise<TileCache> {
	shared.okoTileCache ??= liveCameras().then((cameras) => {
		const cache = new TileCache(cameras.index);
		cameras.onchange = (places) => cache.drop(places);
		shared.okoTiles = tileListener(cache);
		return cache;
	});
	return shared.okoTileCache;
}
