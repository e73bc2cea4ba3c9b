import { Readable } from 'node:stream';
import { belgradeDay } from '../../camera/day.ts';
import type { Filter } from '../../camera/filter.ts';
import { encodeCameraId } from '../../camera/id.ts';
import { roundedPosition } from '../../camera/measures.ts';
import { collectionHead, collectionMembers } from '../export/geojson.ts';
import { liveCameras } from '../live/index.ts';
import { settings } from '../settings.ts';
import { encoded, isKnown, nameFile, taggedHeaders } from '../text-answer.ts';
import { originOf, storedSights } from './camera-sight.ts';
import { buildingsNow } from './own-buildings.ts';

/** cameras that are asked about at once; the database answers 1,000 at most */
const atOnce = 500;

/**
 * sights.geojson: what each camera that stands sees all around among the buildings, by which its views at least are cut.
 * Cameras around which nothing stands are not in it; without buildings it is empty.
 */
export async function sightsFile(
	request: Request,
	filter: Filter,
	{ origin, build }: { origin: string; build: string }
): Promise<Response> {
	const [{ index, version }, numbers, inForce] = await Promise.all([
		liveCameras(),
		settings(),
		// As it is now: its version stands for the sights.
		buildingsNow()
	]);
	const today = belgradeDay();
	const demonstration = numbers.demonstration === 1;
	const headers = taggedHeaders(request, [
		...[build, version, today, origin, JSON.stringify(filter), JSON.stringify(inForce)]
	]);
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	nameFile(headers, 'application/geo+json', `sights-${today}.geojson`, demonstration);
	const head = collectionHead({
		...collectionMembers({ origin, today, demonstration }),
		method,
		buildings: originOf(inForce)
	});
	const isAsked = index.filtered(filter, { today, settings: numbers });
	const stateOf = index.columns.reader('state');
	const asked = [...index.inOrder('id')]
		.filter((row) => inForce && isAsked(row) && stateOf(row) !== 'removed')
		.map((row) => index.columns.at.number[row] ?? 0);
	return encoded(request, headers, Readable.from(written(head, asked), { objectMode: false }));
}

const method = `What a camera sees all around among buildings, on level ground, as far as any view reaches. Its views at least are cut by it, after they were moved to lens, which is outside of the building in which the camera was placed. A camera that is not here has nothing around it that stands in its way.`;

async function* written(head: string, asked: number[]): AsyncGenerator<string> {
	yield head;
	let count = 0;
	for (let from = 0; from < asked.length; from += atOnce) {
		const sights = await storedSights(asked.slice(from, from + atOnce));
		const lines = [...sights].map(([number, { at, ring }]) =>
			JSON.stringify({
				type: 'Feature',
				id: encodeCameraId(number),
				geometry: { type: 'Polygon', coordinates: [ring.map(roundedPosition)] },
				properties: { lens: roundedPosition(at) }
			})
		);
		if (lines.length > 0) yield `${count > 0 ? ',' : ''}\n${lines.join(',\n')}`;
		count += lines.length;
	}
	yield `\n],\n"count":${count}}\n`;
}
