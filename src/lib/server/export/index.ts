import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { Camera } from '../../camera/camera.ts';
import { belgradeDay } from '../../camera/day.ts';
import type { FeatureContext } from '../../camera/feature.ts';
import { filterQuery, matches, type Filter } from '../../camera/filter.ts';
import { compress } from '../compress.ts';
import { matchesTag, preferredEncoding } from '../conditional.ts';
import { liveCameras, refreshCameras, type Snapshot } from '../live/index.ts';
import { settings } from '../settings.ts';
import { csv } from './csv.ts';
import { geojson } from './geojson.ts';

/** What a format needs to know beside the cameras. */
export interface ExportContext extends FeatureContext {
	demonstration: boolean;
}

/** A file format, in pieces of text that follow each other. */
export interface Format {
	extension: string;
	mediaType: string;
	head(context: ExportContext): string;
	/** at least one camera; so many stand before them */
	rows(cameras: Camera[], context: ExportContext, before: number): string;
	tail(count: number): string;
}
export const formats = { geojson, csv } satisfies Record<string, Format>;

/**
 * A download: every camera that the filter lets through, as of one version, streamed from the memory of this
 * process; while the database is away, as it was last known. The same ETag means the same bytes. `build` changes
 * with the program.
 */
export async function download(
	request: Request,
	format: Format,
	filter: Filter,
	{ origin, build }: { origin: string; build: string }
): Promise<Response> {
	const [cameras, numbers] = await Promise.all([liveCameras(), settings(), refreshCameras()]);
	const today = belgradeDay();
	const demonstration = numbers.demonstration === 1;
	const encoding = preferredEncoding(request.headers.get('accept-encoding'));
	const query = filterQuery(filter);
	const identity = [build, cameras.version, today, origin, format.extension, query, encoding].join(' ');
	const etag = `"${createHash('sha256').update(identity).digest('base64url').slice(0, 27)}"`;
	const headers = new Headers({
		ETag: etag,
		'Cache-Control': 'no-cache',
		Vary: 'Accept-Encoding'
	});
	if (matchesTag(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });

	const name = `${demonstration ? 'DEMO-' : ''}oko-cameras-${today}.${format.extension}`;
	headers.set('Content-Type', format.mediaType);
	headers.set('Content-Disposition', `attachment; filename="${name}"`);
	if (encoding) headers.set('Content-Encoding', encoding);
	if (request.method === 'HEAD') return new Response(null, { headers });

	const snapshot = cameras.index.snapshot();
	const context = { today, settings: numbers, origin, demonstration };
	const text = Readable.from(write(snapshot, format, filter, context), { objectMode: false });
	text.once('close', () => snapshot.release());
	return new Response(Readable.toWeb(compress(text, encoding)) as ReadableStream, { headers });
}

/** a download works for so long at a time */
const sliceMs = 0.5;
/** and then lets others work for so many turns of the event loop */
const turnsOfOthers = 8;
/** a turn that took less had nobody in it */
const emptyTurnMs = 0.1;

async function* write(
	{ rows, camera }: Snapshot,
	format: Format,
	filter: Filter,
	context: ExportContext
): AsyncGenerator<string> {
	let text = format.head(context);
	let count = 0;
	let began = performance.now();
	const pageRows = context.settings.export_page_rows;
	for (let from = 0; from < rows.length; from += pageRows) {
		const some: Camera[] = [];
		for (const row of rows.subarray(from, from + pageRows)) {
			const one = camera(row);
			if (one && matches(one, filter)) some.push(one);
		}
		if (some.length > 0) text += format.rows(some, context, count);
		count += some.length;
		if (performance.now() - began < sliceMs) continue;
		yield text;
		text = '';
		await giveWay();
		began = performance.now();
	}
	yield text + format.tail(count);
}

/** Lets every other request have its turns, while there are any: tiles are waited for, downloads are not. */
async function giveWay(): Promise<void> {
	for (let turn = 0; turn < turnsOfOthers; turn++) {
		const began = performance.now();
		await setImmediate();
		if (performance.now() - began < emptyTurnMs) return;
	}
}
