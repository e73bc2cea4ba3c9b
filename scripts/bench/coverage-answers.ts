import type { TileId } from '../../src/lib/server/live/camera-index.ts';
import { tilePath } from '../../src/lib/server/tiles/cache.ts';
import { tileAt } from '../../src/lib/camera/mercator.ts';
import type { Box } from './data.ts';
import { memoryMb, startApp } from './process.ts';
import { median, round, type Aim, type Table } from './results.ts';
import { addressFile, wrk } from './wrk.ts';

const zooms = [8, 9, 10, 11, 12, 13, 14];
const downloads = 5;
const connections = 16;
const seconds = 5;

/**
 * How long the answers about watched ground take, at one size, from the server itself, with everything measured: tiles of
 * every zoom of the map when they are asked for first, one after the other, and when they are kept; and the whole file.
 */
export async function measureCoverageAnswers(
	engine: string,
	size: number,
	box: Box,
	env: Record<string, string>,
	folder: string
): Promise<{ rows: Table['rows']; aims: Aim[] }> {
	const server = await startApp(env);
	try {
		const paths = tilesOf(box).map((tile) => tilePath('coverage', tile));
		const cold: number[] = [];
		for (const path of paths) cold.push(await timed(server.origin + path));
		const file = addressFile(folder, `coverage ${engine} ${size}`, paths);
		const warm = await wrk(server.origin, 'walk', { connections, seconds, args: [file] });
		const whole: number[] = [];
		for (let i = 0; i < downloads; i++) whole.push(await timed(`${server.origin}/data/coverage.geojson`));
		const { count } = (await (await fetch(`${server.origin}/data/coverage.geojson`)).json()) as {
			count: number;
		};
		const cameras = size.toLocaleString('en');
		const sorted = cold.toSorted((a, b) => a - b);
		return {
			rows: [
				{
					engine,
					cameras,
					'cells in the file': count.toLocaleString('en'),
					'tile made, p50 ms': round(median(sorted, Number)),
					'tile made, p99 ms': round(sorted[Math.floor(sorted.length * 0.99)] ?? 0),
					'tile kept, p99 ms': round(warm.p99Ms),
					'tiles kept, per s': Math.round(warm.perSecond).toLocaleString('en'),
					'coverage.geojson, ms': round(median(whole, Number)),
					'server, MB': round(memoryMb(server.pid, 'VmRSS'))
				}
			],
			aims: [
				{
					what: `p99 of a coverage tile that is kept, ${cameras} cameras, ${engine}`,
					measured: warm.p99Ms,
					aim: 30,
					atMost: true,
					unit: 'ms'
				}
			]
		};
	} finally {
		await server.end();
	}
}

/** The tiles of the box, at most a hundred of each zoom. */
function tilesOf([west, south, east, north]: Box): TileId[] {
	return zooms.flatMap((z) => {
		const [left, top] = tileAt([west, north], z);
		const [right, bottom] = tileAt([east, south], z);
		const tiles: TileId[] = [];
		for (let x = left; x <= right; x++) for (let y = top; y <= bottom; y++) tiles.push({ z, x, y });
		return tiles.slice(0, 100);
	});
}

async function timed(address: string): Promise<number> {
	const from = performance.now();
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} answered ${response.status}`);
	await response.arrayBuffer();
	return performance.now() - from;
}
