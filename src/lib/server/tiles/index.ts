import { LiveCameras } from './live.ts';
import { tileListener } from './serve.ts';

export { answerTile } from './serve.ts';
export { maxZoom } from './cache.ts';

/** others' changes are in the tiles within two of these */
const everyMs = 1000;
const shared = globalThis as {
	okoCameras?: Promise<LiveCameras>;
	/** where scripts/start.js hands requests before the framework sees them */
	okoTiles?: ReturnType<typeof tileListener>;
};

/** The cameras in the memory of this process, read when first asked for; they survive a hot reload. */
export function liveCameras(): Promise<LiveCameras> {
	shared.okoCameras ??= start();
	return shared.okoCameras;
}

/** Brings what this process has just written into the tiles. Never fails: what was written is written. */
export async function refreshTiles(): Promise<void> {
	try {
		await (await liveCameras()).refresh();
	} catch {
		// The next round brings it.
	}
}

async function start(): Promise<LiveCameras> {
	const cameras = new LiveCameras();
	await cameras.load();
	shared.okoTiles = tileListener(cameras.cache);
	// While the database is away the tiles go on as they are.
	const next = () => setTimeout(() => void cameras.refresh().then(next, next), everyMs).unref();
	next();
	return cameras;
}
