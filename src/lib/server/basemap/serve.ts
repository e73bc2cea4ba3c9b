import type { IncomingMessage, ServerResponse } from 'node:http';
import send from 'send';
import { logFault } from '../log.ts';
import { basemap, basemapFile, dataDir } from './file.ts';

const address = `/${basemapFile}`;
const headers = {
	'X-Content-Type-Options': 'nosniff',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Content-Type': 'application/vnd.pmtiles'
};

/**
 * Answers `/basemap.pmtiles`, in ranges, before the framework is asked. With the version of the file in its query it
 * is kept for good; without, or with another, it is asked for again each time.
 * @returns whether the request was one for it
 */
export function basemapListener(request: IncomingMessage, response: ServerResponse): boolean {
	const [path, query] = (request.url ?? '').split('?', 2);
	if (path !== address) return false;
	answer(request, response, new URLSearchParams(query).get('v')).catch((error: unknown) => {
		logFault(500, error, address);
		refuse(response, 500, 'It cannot be read just now.');
	});
	return true;
}

async function answer(request: IncomingMessage, response: ServerResponse, version: string | null) {
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		response.setHeader('Allow', 'GET, HEAD');
		return refuse(response, 405, 'It is read with GET or HEAD.');
	}
	const current = await basemap();
	if (!current)
		return refuse(response, 404, 'There are no streets here: the operator runs npm run provision.');
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
	response.setHeader('ETag', `"${current.version}"`);
	response.setHeader(
		'Cache-Control',
		version === current.version ? 'public, max-age=31536000, immutable' : 'public, no-cache'
	);
	send(request, address, { root: dataDir(), cacheControl: false, lastModified: false })
		.on('error', ({ status = 500 }: { status?: number }) => refuse(response, status, 'It cannot be read so.'))
		.pipe(response);
}

function refuse(response: ServerResponse, status: number, detail: string): void {
	if (response.headersSent) return void response.destroy();
	response.setHeader('Cache-Control', 'no-store');
	response.setHeader('Content-Type', 'application/problem+json');
	response.statusCode = status;
	response.end(JSON.stringify({ type: 'about:blank', status, detail }));
}
