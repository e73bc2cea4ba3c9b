import { betweenReader, type Days } from '../../camera/between.ts';
import { encodeCameraId } from '../../camera/id.ts';
import { csvLines } from '../csv-lines.ts';
import { liveCameras, refreshCameras } from '../live/index.ts';
import { settings } from '../settings.ts';
import { isKnown, taggedHeaders } from '../text-answer.ts';
import { encodedPages, type PagedText } from './paged.ts';

/** cameras that are looked at between two looks at the clock */
const pageRows = 256;

/**
 * The cameras that were in another state at the end of a day than at the end of an earlier one, as CSV (RFC 4180,
 * UTF-8): id, lon and lat in degrees, type and municipality as they are known now, both states and the address of the
 * camera's page. `state_from` is empty for a camera that nobody had reported. The same ETag means the same bytes.
 */
export async function changesFile(
	request: Request,
	days: Days,
	{ origin, build }: { origin: string; build: string }
): Promise<Response> {
	const [cameras, { demonstration }] = await Promise.all([liveCameras(), settings(), refreshCameras()]);
	const { from, to } = days;
	const headers = taggedHeaders(request, [build, cameras.edition, origin, from, to]);
	headers.set('Link', '<https://opendatacommons.org/licenses/odbl/1-0/>; rel="license"');
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	const file = `${demonstration === 1 ? 'DEMO-' : ''}oko-changes-${from}-${to}.csv`;
	headers.set('Content-Type', 'text/csv; charset=utf-8; header=present');
	headers.set('Content-Disposition', `attachment; filename="${file}"`);
	const { rows, camera, changes, release } = cameras.index.snapshot();
	const read = betweenReader(days);
	const text: PagedText = {
		head: () => csvLines([['id', 'lon', 'lat', 'type', 'municipality', 'state_from', 'state_to', 'url']]),
		pages: Math.ceil(rows.length / pageRows),
		page(index) {
			const lines: unknown[][] = [];
			for (const row of rows.subarray(index * pageRows, (index + 1) * pageRows)) {
				const one = camera(row);
				const was = one && read(changes(row));
				if (!was || was.before === was.after) continue;
				const id = encodeCameraId(one.number);
				const before = was.before === 'unknown' ? null : was.before;
				const url = `${origin}/cameras/${id}`;
				lines.push([id, one.lng, one.lat, one.type, one.municipality, before, was.after, url]);
			}
			return { text: lines.length > 0 ? csvLines(lines) : '', count: lines.length };
		},
		tail: () => '',
		release
	};
	return encodedPages(request, headers, text);
}
