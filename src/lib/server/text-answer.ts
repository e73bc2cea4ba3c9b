import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
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
