import { expect, test } from 'vitest';
import { readCameras } from './download.ts';

/** A download in pieces of some bytes. */
function file(text: string, size = 7): ReadableStream<Uint8Array> {
	const bytes = new TextEncoder().encode(text);
	return new ReadableStream({
		start(controller) {
			for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.slice(at, at + size));
			controller.close();
		}
	});
}
const feature = (id: string) =>
	JSON.stringify({
		type: 'Feature',
		id,
		geometry: { type: 'Point', coordinates: [20.46, 44.81] },
		properties: { state: 'reported', type: 'fixed', heading_deg: 90, url: 'https://oko.example' }
	});
const download = (...ids: string[]) =>
	`{"type":"FeatureCollection",\n"features":[\n${ids.map(feature).join(',\n')}\n],\n"count":${ids.length}}\n`;

test('cameras are read as they come, wherever the pieces end', async () => {
	const counts: number[] = [];
	const cameras = await readCameras(file(download('A', 'B')), (count) => counts.push(count));
	expect(cameras.map(({ id }) => id)).toEqual(['A', 'B']);
	expect(cameras[0]).toEqual({
		id: 'A',
		lng: 20.46,
		lat: 44.81,
		type: 'fixed',
		heading_deg: 90,
		state: 'reported'
	});
	expect(counts.at(-1)).toBe(2);
	expect(counts).toContain(1);
});

test('no cameras are none', async () => expect(await readCameras(file(download()), () => {})).toEqual([]));

test.each([
	['cut off', download('A', 'B').slice(0, -14)],
	['of another form', JSON.stringify(JSON.parse(download('A', 'B')))],
	['empty', '']
])('what is %s is refused', async (_, text) =>
	expect(readCameras(file(text), () => {})).rejects.toThrow(/cameras came/)
);
