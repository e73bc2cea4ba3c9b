import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { logFault } from '../log.ts';
import { matchesTag, preferredEncoding } from '../conditional.ts';
import { parseTilePath, type Tile, type TileCache, type Tileset } from './cache.ts';

/** a moderator's hiding reaches every screen within the sum of both */
const lifetime = 'public, max-age=30, stale-while-revalidate=30';
const common = {
	'Cache-Control': lifetime,
	Vary: 'Accept-Encoding',
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Expose-Headers': 'ETag, Content-Range',
	'Cross-Origin-Resource-Policy': 'cross-origin',
	'X-Content-Type-Options': 'nosniff'
};

export interface TileAnswer {
	status: 200 | 204 | 304;
	headers: Record<string, string | number>;
	body: Buffer | null;
}

/** What is asked with a request; the headers as Node and as Fetch name them. */
interface Asked {
	path: string;
	acceptEncoding: string | null;
	ifNoneMatch: string | null;
}

/** Answers at once when the tile is kept, later when it must be made; null when there is no such tile. */
export function answerTile(cache: TileCache, asked: Asked): TileAnswer | Promise<TileAnswer> | null {
	const kept = cache.kept(asked.path);
	if (kept) return answer(kept, asked);
	const id = parseTilePath(cache.tileset, asked.path);
	return id && cache.make(asked.path, id).then((tile) => answer(tile, asked));
}

function answer({ body, etag }: Tile, { acceptEncoding, ifNoneMatch }: Asked): TileAnswer {
	const isCompressed = body !== null && acceptsGzip(acceptEncoding);
	const tag = isCompressed || !body ? etag : `${etag.slice(0, -1)}-plain"`;
	const headers: TileAnswer['headers'] = { ...common, ETag: tag };
	if (ifNoneMatch && matchesTag(ifNoneMatch, tag)) return { status: 304, headers, body: null };
	if (!body) return { status: 204, headers, body: null };
	const bytes = isCompressed ? body : gunzipSync(body);
	headers['Content-Type'] = 'application/vnd.mapbox-vector-tile';
	headers['Content-Length'] = bytes.length;
	if (isCompressed) headers['Content-Encoding'] = 'gzip';
	return { status: 200, headers, body: bytes };
}

function acceptsGzip(header: string | null): boolean {
	if (!header?.includes('q=')) return header?.includes('gzip') ?? false;
	return preferredEncoding(header, ['gzip']) === 'gzip';
}

/** Answers a tile before the framework is asked. @returns whether the request was one for a tile that exists */
export function tileListener({ cameras, coverage }: Record<Tileset, TileCache>) {
	return (request: IncomingMessage, response: ServerResponse): boolean => {
		const { method, headers, url: path = '' } = request;
		if (method !== 'GET' && method !== 'HEAD') return false;
		const answered = answerTile(path.startsWith('/tiles/coverage/') ? coverage : cameras, {
			path,
			acceptEncoding: headers['accept-encoding']?.toString() ?? null,
			ifNoneMatch: headers['if-none-match'] ?? null
		});
		if (!answered) return false;
		const send = ({ status, headers, body }: TileAnswer) => {
			response.writeHead(status, headers).end(method === 'HEAD' ? undefined : (body ?? undefined));
		};
		if (answered instanceof Promise) {
			answered.then(send).catch((error: unknown) => {
				logFault(500, error, '/tiles');
				response.destroy();
			});
		} else send(answered);
		return true;
	};
}
