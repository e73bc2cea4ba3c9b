import parseRange from 'range-parser';

/** Bytes of a text, both included, counted from 0. */
export interface ByteRange {
	first: number;
	last: number;
}

/**
 * The bytes that a request asks for (RFC 9110, section 14): null for all of them, `'none'` when the text ends before them.
 * Several ranges, and ranges of a text that has changed since (`If-Range`), are answered with all of it.
 */
export function askedBytes(request: Request, etag: string, totalBytes: number): ByteRange | 'none' | null {
	if (!asksBytes(request, etag)) return null;
	const ranges = parseRange(totalBytes, request.headers.get('range') ?? '');
	if (ranges === -1) return 'none';
	const [range, ...others] = ranges === -2 || ranges.type !== 'bytes' ? [] : ranges;
	return range && others.length === 0 ? { first: range.start, last: range.end } : null;
}

/** Whether a request asks for bytes of a text as it still is. */
export function asksBytes(request: Request, etag: string): boolean {
	const { headers, method } = request;
	const ifRange = headers.get('if-range');
	return method === 'GET' && headers.has('range') && (ifRange === null || ifRange === etag);
}

/** The status of an answer of these bytes, and the headers for it: 200, 206 or 416. */
export function answerHeaders(
	headers: Headers,
	range: ByteRange | 'none' | null,
	totalBytes: number
): 200 | 206 | 416 {
	headers.set('Accept-Ranges', 'bytes');
	if (range === 'none') {
		headers.set('Content-Range', `bytes */${totalBytes}`);
		for (const name of ['Content-Type', 'Content-Disposition']) headers.delete(name);
		return 416;
	}
	const { first, last } = range ?? { first: 0, last: totalBytes - 1 };
	headers.set('Content-Length', String(last - first + 1));
	if (!range) return 200;
	headers.set('Content-Range', `bytes ${first}-${last}/${totalBytes}`);
	return 206;
}
