import type { CameraFeature } from './feature.ts';
import { filterQuery, type Filter } from './filter.ts';
import type { MunicipalityId } from './municipalities.ts';
import type { WalkCamera } from './walk.ts';

/** What is read of a download. */
export interface DownloadedCamera extends WalkCamera {
	place: string | null;
	municipality: MunicipalityId | null;
}

/**
 * The cameras that a filter lets through, as the download that everybody gets has them, a line for each feature. The
 * browser keeps it and asks whether it has changed.
 * @param lang in which places are named
 * @param onread told how many have been read
 * @throws Error when it does not come, or not whole
 */
export async function fetchCameras(
	filter: Filter,
	lang: string,
	signal: AbortSignal,
	onread: (count: number) => void = () => {}
): Promise<DownloadedCamera[]> {
	const query = filterQuery(filter);
	query.set('lang', lang);
	const response = await fetch(`/data/cameras.geojson?${query}`, { signal });
	if (!response.ok || !response.body) throw new Error(`/data/cameras.geojson: ${response.status}`);
	return readCameras(response.body, onread);
}

/** Reads the download as it comes. @throws Error when its own count says something else than came */
export async function readCameras(
	file: ReadableStream<Uint8Array>,
	onread: (count: number) => void
): Promise<DownloadedCamera[]> {
	const cameras: DownloadedCamera[] = [];
	const decoder = new TextDecoder();
	let rest = '';
	let count: number | null = null;
	const take = (line: string) => {
		if (line.startsWith('{"type":"Feature",')) cameras.push(cameraOf(JSON.parse(line.replace(/,$/, ''))));
		const counted = /^"count":(\d+)\}/.exec(line);
		if (counted) count = Number(counted[1]);
	};
	for (const reader = file.getReader(); ;) {
		const { value, done } = await reader.read();
		const lines = (rest + decoder.decode(value, { stream: !done })).split('\n');
		rest = done ? '' : (lines.pop() ?? '');
		lines.forEach(take);
		onread(cameras.length);
		if (done) break;
	}
	if (count !== cameras.length) throw new Error(`${cameras.length} cameras came of ${count}`);
	return cameras;
}

function cameraOf({ id, geometry, properties }: CameraFeature): DownloadedCamera {
	const { type, heading_deg, state, place, municipality } = properties;
	const [lng = NaN, lat = NaN] = geometry.coordinates;
	return { id, lng, lat, type, heading_deg, state, place, municipality };
}
