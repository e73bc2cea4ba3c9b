import type { Camera } from '../../camera/camera.ts';
import type { FeatureContext } from '../../camera/feature.ts';
import { filterQuery, matcher, type Filter } from '../../camera/filter.ts';
import type { Locale } from '../../i18n/locale.ts';
import { featureContext } from '../feature-context.ts';
import { liveCameras, refreshCameras, type Snapshot } from '../live/index.ts';
import { namesVersion } from '../search/index.ts';
import { isKnown, taggedHeaders } from '../text-answer.ts';
import { csv } from './csv.ts';
import { geojson } from './geojson.ts';
import { encodedPages, type PagedText } from './paged.ts';

export { changesFile } from './changes.ts';

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
 * process; while the database is away, as it was last known. Places are named in the language `locale`. The same ETag
 * means the same bytes. `build` changes with the program.
 */
export async function download(
	request: Request,
	format: Format,
	filter: Filter,
	{ origin, locale, build }: { origin: string; locale: Locale; build: string }
): Promise<Response> {
	const [cameras, context] = await Promise.all([
		liveCameras(),
		featureContext({ origin, locale }),
		refreshCameras()
	]);
	const { today } = context;
	const demonstration = context.settings.demonstration === 1;
	const query = filterQuery(filter);
	const places = [namesVersion(), locale];
	const identity = [build, cameras.edition, today, origin, format.extension, query, ...places];
	const headers = taggedHeaders(request, identity);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });

	const name = `${demonstration ? 'DEMO-' : ''}oko-cameras-${today}.${format.extension}`;
	headers.set('Content-Type', format.mediaType);
	headers.set('Content-Disposition', `attachment; filename="${name}"`);
	const snapshot = cameras.index.snapshot();
	return encodedPages(request, headers, paged(snapshot, format, filter, { ...context, demonstration }));
}

/** cameras that are written between two looks at the clock */
const pageRows = 16;

function paged(
	{ rows, camera, release }: Snapshot,
	format: Format,
	filter: Filter,
	context: ExportContext
): PagedText {
	const isAsked = matcher(filter, context);
	return {
		head: () => format.head(context),
		pages: Math.ceil(rows.length / pageRows),
		page(index, before) {
			const some: Camera[] = [];
			for (const row of rows.subarray(index * pageRows, (index + 1) * pageRows)) {
				const one = camera(row);
				if (one && isAsked(one)) some.push(one);
			}
			return { text: some.length > 0 ? format.rows(some, context, before) : '', count: some.length };
		},
		tail: (count) => format.tail(count),
		release
	};
}
