import { Readable } from 'node:stream';
import { LRUCache } from 'lru-cache';
import { answerHeaders, askedBytes, asksBytes, type ByteRange } from '../byte-ranges.ts';
import { preferredEncoding } from '../conditional.ts';
import { encoded } from '../text-answer.ts';
import { giveWay, inSlices } from './slices.ts';

/** A text of one version in pages, each of which can be written by itself. */
export interface PagedText {
	head(): string;
	pages: number;
	/** the text of a page, and how many entries it has; so many stand before them */
	page(index: number, before: number): { text: string; count: number };
	tail(count: number): string;
	/** called once, when no page is asked for any more */
	release(): void;
}

/**
 * Answers with a text that no memory holds: all of it is written while it is sent. For `Content-Length` of HEAD and for
 * ranges the pages are counted once a version, and a range is written from the page in which it begins. What is packed
 * has neither. The ETag in the headers stands for the version.
 */
export async function encodedPages(request: Request, headers: Headers, text: PagedText): Promise<Response> {
	const etag = headers.get('ETag') ?? '';
	const isPacked = preferredEncoding(request.headers.get('accept-encoding')) !== '';
	if (!isPacked) headers.set('Accept-Ranges', 'bytes');
	if (isPacked || (request.method !== 'HEAD' && !asksBytes(request, etag)))
		return encoded(request, headers, readable(inSlices(whole(text)), text));
	let layout: Layout;
	try {
		layout = await layoutOf(etag, text);
	} catch (error) {
		text.release();
		throw error;
	}
	const range = askedBytes(request, etag, layout.totalBytes);
	const status = answerHeaders(headers, range, layout.totalBytes);
	if (range === 'none' || request.method === 'HEAD') {
		text.release();
		return new Response(null, { status, headers });
	}
	if (!range) return encoded(request, headers, readable(inSlices(whole(text)), text));
	const body = readable(part(text, layout, range), text);
	return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}

function readable(pieces: AsyncIterable<string | Buffer>, text: PagedText): Readable {
	return Readable.from(pieces, { objectMode: false }).once('close', () => text.release());
}

/** A text from its head to its tail, page after page. */
export function* whole(text: PagedText): Generator<string> {
	yield text.head();
	let before = 0;
	for (let index = 0; index < text.pages; index++) {
		const page = text.page(index, before);
		before += page.count;
		// A page of which nothing is asked took its time too.
		yield page.text;
	}
	yield text.tail(before);
}

/** Where the pages of a text begin, in bytes, with its tail as the last; and how many entries stand before each. */
interface Layout {
	starts: Float64Array;
	before: Uint32Array;
	totalBytes: number;
}

/** by ETag; 12 bytes a page each */
const layouts = new LRUCache<string, Promise<Layout>>({ max: 8 });

/** Whoever asks for a version first counts it, the others wait. */
function layoutOf(etag: string, text: PagedText): Promise<Layout> {
	const known = layouts.get(etag);
	if (known) return known;
	const layout = counted(text);
	layouts.set(etag, layout);
	layout.catch(() => layouts.delete(etag));
	return layout;
}

async function counted(text: PagedText): Promise<Layout> {
	const starts = new Float64Array(text.pages + 1);
	const before = new Uint32Array(text.pages + 1);
	starts[0] = Buffer.byteLength(text.head());
	for (let index = 0; index < text.pages; index++) {
		const page = text.page(index, before[index] ?? 0);
		starts[index + 1] = (starts[index] ?? 0) + Buffer.byteLength(page.text);
		before[index + 1] = (before[index] ?? 0) + page.count;
		if (index % pagesAtOnce === 0) await giveWay();
	}
	const tail = Buffer.byteLength(text.tail(before[text.pages] ?? 0));
	return { starts, before, totalBytes: (starts[text.pages] ?? 0) + tail };
}

/** pages that are counted or sent before others have their turns */
const pagesAtOnce = 8;

/**
 * The bytes of a range. What was hidden meanwhile is in no page any more: then the text is another, and the answer breaks
 * off.
 */
async function* part(text: PagedText, layout: Layout, { first, last }: ByteRange): AsyncGenerator<Buffer> {
	const { starts, before, totalBytes } = layout;
	const bytesFrom = (start: number, end: number, written: string): Buffer => {
		const bytes = Buffer.from(written);
		if (bytes.length !== end - start) throw new Error('The text has changed while it was sent.');
		return bytes.subarray(Math.max(0, first - start), Math.max(0, last + 1 - start));
	};
	const headBytes = starts[0] ?? 0;
	if (first < headBytes) yield bytesFrom(0, headBytes, text.head());
	for (let index = pageAt(starts, first); index < text.pages; index++) {
		const [start = 0, end = 0] = starts.subarray(index, index + 2);
		if (start > last) return;
		yield bytesFrom(start, end, text.page(index, before[index] ?? 0).text);
		if (index % pagesAtOnce === 0) await giveWay();
	}
	const tailStart = starts[text.pages] ?? 0;
	if (tailStart <= last) yield bytesFrom(tailStart, totalBytes, text.tail(before[text.pages] ?? 0));
}

/** The last page that begins at a byte or before it; the first when it lies in the head. */
function pageAt(starts: Float64Array, byte: number): number {
	let [low, high] = [0, starts.length - 1];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if ((starts[middle] ?? 0) <= byte) low = middle;
		else high = middle - 1;
	}
	return low;
}
