import type { Camera } from '../../camera/camera.ts';
import type { Day } from '../../camera/day.ts';
import { formats, type FormatName } from '../../camera/formats.ts';
import { filterQuery, matcher, type Filter } from '../../camera/filter.ts';
import type { State } from '../../camera/vocabulary.ts';
import type { Locale } from '../../i18n/locale.ts';
import { featureContext } from '../feature-context.ts';
import { liveCameras, refreshCameras, type Snapshot } from '../live/index.ts';
import { Problem } from '../problem.ts';
import { namesVersion } from '../search/index.ts';
import { isKnown, nameFile, taggedHeaders } from '../text-answer.ts';
import type { ExportContext, Exported, FileWriter, Writer } from './format.ts';
import { collectionMembers } from './geojson.ts';
import { encodedPages, whole, type PagedText } from './paged.ts';
import { runThread } from './run-thread.ts';
import { inSlices } from './slices.ts';
import { fileResponse, unpacked } from './file-response.ts';
import { forgetFiles, versionFile } from './version-file.ts';
import { writers } from './writers.ts';

export { changesFile } from './changes.ts';

/** What is asked of a download beside its headers. */
export interface Asked extends Pick<ExportContext, 'origin' | 'reader' | 'words'> {
	format: FormatName;
	filter: Filter;
	/** in which places are named */
	locale: Locale;
	/** changes with the program */
	build: string;
	/** without the cameras that were first reported later */
	reportedUntil?: Day;
}

/** how often a file is written anew for one request, because something in it was hidden meanwhile */
const tries = 3;

/**
 * A download: every camera that the filter lets through, as of one version, from the memory of this process; while the
 * database is away, as it was last known. The same ETag means the same bytes.
 * @throws Problem 503 when too many wait for files
 */
export async function download(request: Request, asked: Asked): Promise<Response> {
	for (let attempt = 0; attempt < tries; attempt++) {
		const response = await answer(request, asked);
		if (response) return response;
	}
	throw new Problem(503, 'unavailable', { retryAfterSeconds: 10 });
}

/** @returns null when it must be asked anew */
async function answer(asking: Request, asked: Asked): Promise<Response | null> {
	const { format, filter, origin, locale, build, reader, words, reportedUntil } = asked;
	const { mediaType, leavesOut } = formats[format];
	const writer = writers[format];
	const request = 'thread' in writer ? unpacked(asking) : asking;
	const [cameras, features] = await Promise.all([
		liveCameras(),
		featureContext({ origin, locale }),
		refreshCameras()
	]);
	const { today } = features;
	const demonstration = features.settings.demonstration === 1;
	const places = [namesVersion(), locale];
	const identity = [build, cameras.edition, today, origin, format, filterQuery(filter), ...places];
	if (reader) identity.push(reader);
	if (reportedUntil) identity.push(reportedUntil);
	const headers = taggedHeaders(request, identity);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });

	nameFile(headers, mediaType, `cameras-${today}.${format}`, demonstration);
	const context = { ...features, demonstration, reader, words };
	const snapshot = cameras.index.snapshot();
	const isAsked = matcher(filter, context);
	const leftOut: readonly State[] = leavesOut;
	const isIn = (camera: Camera) =>
		!leftOut.includes(camera.state) &&
		(!reportedUntil || camera.first_reported_on <= reportedUntil) &&
		isAsked(camera);
	const text = paged(snapshot, writer, isIn, context);
	if (!('thread' in writer)) return encodedPages(request, headers, text);
	const { takenAway } = cameras;
	const mayGoOn = () => cameras.takenAway === takenAway;
	try {
		const file = await versionFile(identity.join(' '), fileMaker(writer, text, context));
		if (mayGoOn()) return fileResponse(request, headers, file, mayGoOn);
	} finally {
		snapshot.release();
	}
	forgetFiles();
	return null;
}

function fileMaker({ thread }: FileWriter, text: PagedText, context: ExportContext) {
	const { attribution } = collectionMembers(context);
	const { today, origin, demonstration } = context;
	return (file: number, scratch: number) =>
		runThread(thread, { file, scratch, today, origin, attribution, demonstration }, inSlices(whole(text)));
}

/** cameras that are written between two looks at the clock */
const pageRows = 16;

function paged(
	{ rows, camera, changes, release }: Snapshot,
	writer: Writer,
	isIn: (camera: Camera) => boolean,
	context: ExportContext
): PagedText {
	const { head, write, tail } = textOf(writer, context);
	return {
		head,
		pages: Math.ceil(rows.length / pageRows),
		page(index, before) {
			const some: Exported[] = [];
			for (const row of rows.subarray(index * pageRows, (index + 1) * pageRows)) {
				const one = camera(row);
				if (one && isIn(one)) some.push({ camera: one, changes: changes(row) });
			}
			return { text: some.length > 0 ? write(some, before) : '', count: some.length };
		},
		tail,
		release
	};
}

/** The text of a format, or of what its thread gets. */
function textOf(writer: Writer, context: ExportContext) {
	if ('thread' in writer) {
		const write = (some: Exported[]) => some.map((one) => `${writer.line(one, context)}\n`).join('');
		return { head: () => '', write, tail: () => '' };
	}
	return {
		head: () => writer.head(context),
		write: (some: Exported[], before: number) => writer.rows(some, context, before),
		tail: (count: number) => writer.tail(count)
	};
}
