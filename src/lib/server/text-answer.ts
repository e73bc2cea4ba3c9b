import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { answerHeaders, askedBytes } from './byte-ranges.ts';
import { compress } from './compress.ts';
import { matchesTag, preferredEncoding } from './conditional.ts';

/** Headers of a text that is the same while all of `identity` is: its ETag stands for that and the coding. */
export function taggedHeaders(request: Request, identity: unknown[]): Headers {
	const all = [...identity, preferredEncoding(request.headers.get('accept-encoding'))].join(' ');
	return new Headers({
		ETag: `"${createHash('sha256').update(all).digest('base64url').slice(0, 27)}"`,
		'Cache-Control': 'no-cache',
		Vary: 'Accept-Encoding'
	});
}

/** Says what a file is and what it is called; one of invented data is called DEMO-…. */
export function nameFile(headers: Headers, mediaType: string, name: string, isDemonstration: boolean): void {
	headers.set('Content-Type', mediaType);
	headers.set('Content-Disposition', `attachment; filename="${isDemonstration ? 'DEMO-' : ''}oko-${name}"`);
}

/** Whether the reader has it already: then the answer is a 304 with these headers. */
export function isKnown(request: Request, headers: Headers): boolean {
	return matchesTag(request.headers.get('if-none-match'), headers.get('ETag') ?? '');
}

/** The text in the coding that the reader prefers; only the headers when it asks for no more. */
export function encoded(request: Request, headers: Headers, text: Readable): Response {
	const encoding = preferredEncoding(request.headers.get('accept-encoding'));
	if (encoding) headers.set('Content-Encoding', encoding);
	if (request.method === 'HEAD') {
		text.destroy();
		return new Response(null, { headers });
	}
	return new Response(Readable.toWeb(compress(text, encoding)) as ReadableStream, { headers });
}

/** A text that is in memory, as {@link encoded} sends it; what is not packed has its length, and is sent in ranges too. */
export function encodedWhole(request: Request, headers: Headers, text: string): Response {
	if (preferredEncoding(request.headers.get('accept-encoding')))
		return encoded(request, headers, Readable.from([text], { objectMode: false }));
	const bytes = new TextEncoder().encode(text);
	const range = askedBytes(request, headers.get('ETag') ?? '', bytes.length);
	const status = answerHeaders(headers, range, bytes.length);
	if (range === 'none' || request.method === 'HEAD') return new Response(null, { status, headers });
	const body = range ? bytes.subarray(range.first, range.last + 1) : bytes;
	return new Response(body, { status, headers });
}

/** A text that is in memory, with a tag of its own: 304 for who has it. */
export function wholeText(request: Request, mediaType: string, text: string): Response {
	const headers = taggedHeaders(request, [text]);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	headers.set('Content-Type', mediaType);
	return encodedWhole(request, headers, text);
}
