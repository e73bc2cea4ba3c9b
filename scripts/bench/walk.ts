import { VectorTile } from '@mapbox/vector-tile';
import { Agent, get, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { PbfReader } from 'pbf';
import type { Load } from './wrk.ts';

/** A tile as a client sees it. */
export interface Tile {
	/** of the body as it was sent */
	bytes: number;
	features: number;
	etag: string | undefined;
}

/** Looks at each tile. @throws Error when one holds anything but the layer `cameras` */
export async function visit(origin: string, paths: string[]): Promise<Tile[]> {
	const agent = new Agent({ keepAlive: true });
	const tiles: Tile[] = [];
	for (const path of paths) {
		const { body, headers } = await fetchBody(agent, origin + path);
		const { layers } = new VectorTile(new PbfReader(headers['content-encoding'] ? gunzipSync(body) : body));
		if (Object.keys(layers).join() !== 'cameras' && headers['content-type'] !== 'application/octet-stream')
			throw new Error(`${origin}${path} holds ${Object.keys(layers).join()}`);
		tiles.push({ bytes: body.length, features: layers.cameras?.length ?? 0, etag: headers.etag });
	}
	agent.destroy();
	return tiles;
}

/** Asks for each address once, over so many connections. */
export async function walk(origin: string, paths: string[], connections: number): Promise<Load> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const taken: number[] = [];
	let bytes = 0;
	let next = 0;
	const began = performance.now();
	const client = async () => {
		for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
			const from = performance.now();
			bytes += (await fetchBody(agent, origin + path)).body.length;
			taken.push(performance.now() - from);
		}
	};
	await Promise.all(Array.from({ length: connections }, client));
	const seconds = (performance.now() - began) / 1000;
	agent.destroy();
	taken.sort((a, b) => a - b);
	const at = (part: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? 0;
	return { perSecond: paths.length / seconds, p50Ms: at(0.5), p99Ms: at(0.99), bytes };
}

function fetchBody(agent: Agent, address: string) {
	return new Promise<{ body: Buffer; headers: IncomingMessage['headers'] }>((resolve, reject) => {
		const asked = get(address, { agent, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
			const chunks: Buffer[] = [];
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('error', reject);
			response.on('end', () => {
				if (response.statusCode === 200) resolve({ body: Buffer.concat(chunks), headers: response.headers });
				else reject(new Error(`${address} was answered ${response.statusCode}`));
			});
		});
		asked.on('error', reject);
	});
}
