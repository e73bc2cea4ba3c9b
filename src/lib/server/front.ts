import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { logFault } from './log.ts';

/**
 * Node's listener around everything that answers: what goes wrong in it is the fault of one request, and ends that
 * request only. A thrown error, a rejected promise and a failing stream that was piped into the answer are each a
 * line in the log and a 500, or a cut connection where the answer had begun. A target that is no path is a 400
 * before anybody reads it.
 *
 * What does not become a request is answered by Node itself: 400, 408, 417 and 431, or a closed connection (CONNECT).
 * An upgrade that nobody listens for is a request like others.
 */
export function guarded(
	answer: (request: IncomingMessage, response: ServerResponse) => unknown
): RequestListener {
	return (request, response) => {
		const fail = (error: unknown) => {
			logFault(500, error, null);
			refuse(response, 500, 'The fault is ours: try again.');
		};
		const target = pathOf(request.url ?? '');
		if (target === null) return refuse(response, 400, 'The address of this request is not a path.');
		request.url = target;
		response.on('pipe', (source) => source.on('error', fail));
		try {
			Promise.resolve(answer(request, response)).catch(fail);
		} catch (error) {
			fail(error);
		}
	};
}

/**
 * The path and query of a request's target, as text; null where there is none. `new URL` would throw on some of them,
 * and take what follows `//` for a host. Programs may send the whole address (RFC 9112, section 3.2.2).
 */
function pathOf(target: string): string | null {
	const path = target.replace(/^https?:\/\/[^/?#]+/i, '') || '/';
	return /^\/(?![/\\])/.test(path) ? path : null;
}

function refuse(response: ServerResponse, status: number, sentence: string): void {
	if (response.headersSent) return void response.destroy();
	for (const name of response.getHeaderNames()) response.removeHeader(name);
	response
		.writeHead(status, {
			'Content-Type': 'text/plain',
			'X-Content-Type-Options': 'nosniff',
			'Cache-Control': 'no-store',
			Connection: 'close'
		})
		.end(`${sentence}\n`);
}
