import { setTimeout as pause } from 'node:timers/promises';
import { engine } from '../engine/index.ts';
import { processWide } from '../process-wide.ts';
import { nextRound } from '../rounds.ts';
import { LiveCameras } from './live-cameras.ts';

export type { CameraIndex, RowOrder, Snapshot, TileId } from './camera-index.ts';
export type { CameraLine } from './camera-line.ts';
export type { GoneCamera, LiveCameras } from './live-cameras.ts';

/** others' changes are in within two of these */
const everyMs = 1000;

/** The published cameras in the memory of this process, read when first asked for. */
export const liveCameras = processWide('okoCameras', start);

/** Brings in what has changed. Never fails: what was written is written, and the next round brings it. */
export async function refreshCameras(): Promise<void> {
	await liveCameras()
		.then((cameras) => cameras.refresh())
		.catch(() => {});
}

/** Brings in a camera that this process has just written, see {@link LiveCameras.take}. Never fails. */
export async function takeCamera(line: string): Promise<void> {
	await liveCameras()
		.then((cameras) => cameras.take(line))
		.catch(() => {});
}

async function start(): Promise<LiveCameras> {
	const cameras = new LiveCameras();
	await cameras.load();
	void keepCurrent(cameras);
	void keepPlaced(cameras);
	return cameras;
}

/** While the database is away they stay as they are. */
async function keepCurrent(cameras: LiveCameras): Promise<never> {
	for (;;) {
		await nextRound('cameras', everyMs);
		await cameras.refresh().catch(() => {});
	}
}

/** All cameras are placed anew when an operator has brought other boundaries. */
async function keepPlaced(cameras: LiveCameras): Promise<never> {
	for (;;) {
		const { isFar } = await engine();
		await pause(isFar ? 60_000 : 5_000, undefined, { ref: false });
		await cameras.renew().catch(() => {});
	}
}
