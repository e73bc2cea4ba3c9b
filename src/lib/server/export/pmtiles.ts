import { placeAt, type Names } from '../search/index.ts';
import type { CameraLine } from '../live/index.ts';
import type { FileWriter } from './format.ts';

/** A camera as the thread takes it into an index of its own, and what its place is called. */
export type TileLine = [line: CameraLine, place: Names | null];

/** PMTiles 3: the tiles that the map reads, zoom 0–14. */
export const pmtiles: FileWriter = {
	thread: 'src/lib/server/tiles/pmtiles-thread.ts',
	line({ camera, changes }) {
		const line: TileLine = [{ camera, version: 0, changes }, placeAt([camera.lng, camera.lat])];
		return JSON.stringify(line);
	}
};
