import { Readable } from 'node:stream';
import { answerHeaders, askedBytes } from '../byte-ranges.ts';
import { preferredEncoding } from '../conditional.ts';
import { encoded } from '../text-answer.ts';
import type { NamelessFile } from './version-file.ts';

/** The same request, without compression where it asks for a range: readers of such files ask for hundreds. */
export function unpacked(request: Request): Request {
	if (!request.headers.has('range')) return request;
	const headers = new Headers(request.headers);
	headers.set('accept-encoding', 'identity');
	return new Request(request.url, { method: request.method, headers });
}

/** Answers with a file, or with a range of it. @param mayGoOn asked while it is sent; when it says no, it breaks off */
export function fileResponse(
	request: Request,
	headers: Headers,
	file: NamelessFile,
	mayGoOn: () => boolean
): Response {
	const all = { first: 0, last: file.bytes - 1 };
	headers.set('Accept-Ranges', 'bytes');
	if (preferredEncoding(request.headers.get('accept-encoding')))
		return encoded(request, headers, file.read(all, mayGoOn));
	const range = askedBytes(request, headers.get('ETag') ?? '', file.bytes);
	const status = answerHeaders(headers, range, file.bytes);
	if (range === 'none' || request.method === 'HEAD') return new Response(null, { status, headers });
	const body = file.read(range ?? all, mayGoOn);
	return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}
