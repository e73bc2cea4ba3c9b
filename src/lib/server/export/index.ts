import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import type { Camera } from '../../camera/camera.ts';
import { belgradeDay } from '../../camera/day.ts';
import type { FeatureContext } from '../../camera/feature.ts';
import { filterQuery, type Filter } from '../../camera/filter.ts';
import { overview, page } from '../cameras.ts';
import { matches, preferredEncoding, type Encoding } from '../conditional.ts';
import { settings } from '../settings.ts';
import { csv } from './csv.ts';
import { geojson } from './geojson.ts';

/** What a format needs to know beside the cameras. */
export interface ExportContext extends FeatureContext {
	demonstration: boolean;
}

/** A file format: turns pages of cameras into pieces of text. */
export interface Format {
	extension: string;
	mediaType: string;
	write(pages: AsyncIterable<Camera[]>, context: ExportContext): AsyncIterable<string>;
}
export const formats = { geojson, csv } satisfies Record<string, Format>;

/**
 * A download: every camera that the filter lets through, as of one version, streamed. The same ETag means the
 * same bytes. `build` changes with the program.
 */
export async function download(
	request: Request,
	format: Format,
	filter: Filter,
	{ origin, build }: { origin: string; build: string }
): Promise<Response> {
	const [{ version }, numbers] = await Promise.all([overview(), settings()]);
	const today = belgradeDay();
	const demonstration = numbers.demonstration === 1;
	const encoding = preferredEncoding(request.headers.get('accept-encoding'));
	const identity = [build, version, today, origin, format.extension, filterQuery(filter), encoding].join(' ');
	const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 27)}"`;
	const headers = new Headers({
		ETag: etag,
		'Cache-Control': 'no-cache',
		Vary: 'Accept-Encoding'
	});
	if (matches(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });

	const name = `${demonstration ? 'DEMO-' : ''}oko-cameras-${today}.${format.extension}`;
	headers.set('Content-Type', format.mediaType);
	headers.set('Content-Disposition', `attachment; filename="${name}"`);
	if (encoding) headers.set('Content-Encoding', encoding);
	if (request.method === 'HEAD') return new Response(null, { headers });

	// The first page is read before anything is promised, so that a database that is away is still a 503.
	const first = await page(version, -1, numbers.export_page_rows, filter);
	async function* pages() {
		yield first.cameras;
		for (let next = first.next; next !== null;) {
			const following = await page(version, next, numbers.export_page_rows, filter);
			yield following.cameras;
			next = following.next;
		}
	}
	const context = { today, settings: numbers, origin, demonstration };
	const text = Readable.from(format.write(pages(), context), { objectMode: false });
	return new Response(Readable.toWeb(compress(text, encoding)) as ReadableStream, { headers });
}

function compress(text: Readable, encoding: Encoding): Readable {
	if (!encoding) return text;
	const squeeze =
		encoding === 'br'
			? createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
			: createGzip({ level: 6 });
	text.on('error', (error) => squeeze.destroy(error));
	return text.pipe(squeeze);
}
