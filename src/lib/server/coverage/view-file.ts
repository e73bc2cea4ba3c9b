import { belgradeDay } from '../../camera/day.ts';
import { encodeCameraId } from '../../camera/id.ts';
import { viewFeatures } from '../../camera/view-ground.ts';
import { get } from '../cameras.ts';
import { collectionMembers } from '../export/geojson.ts';
import { Problem } from '../problem.ts';
import { settings } from '../settings.ts';
import { wholeText } from '../text-answer.ts';
import { buildingsInForce, sightOfCamera } from './camera-sight.ts';
import { measuredBy } from './geojson.ts';

/**
 * view.geojson: the sectors and circles of a camera, one for each level, reading and bound. A removed camera has none. Of
 * one that is merged, where the other's are.
 * @throws Problem 404, 410
 */
export async function viewFile(request: Request, id: string, origin: string): Promise<Response> {
	const [found, numbers] = await Promise.all([get(id), settings()]);
	if ('gone' in found && found.gone === 'merged') {
		// Asked for again each time: a merge can be undone.
		const headers = { Location: `/cameras/${found.into}/view.geojson`, 'Cache-Control': 'no-cache' };
		return new Response(null, { status: 301, headers });
	}
	if ('gone' in found) throw new Problem(410, 'gone', { reason: found.reason ?? undefined });
	const { number, lng, lat, state, type, heading_deg } = found.camera;
	const [inForce, sight] = await Promise.all([buildingsInForce(), sightOfCamera(found.camera)]);
	const collection = {
		...collectionMembers({ origin, today: belgradeDay(), demonstration: numbers.demonstration === 1 }),
		camera: { url: `${origin}/cameras/${encodeCameraId(number)}`, state, type, heading_deg },
		...measuredBy(numbers, inForce),
		features: state === 'removed' ? [] : viewFeatures([lng, lat], { type, heading_deg }, numbers, sight)
	};
	const text = `${JSON.stringify(collection)}\n`;
	return wholeText(request, 'application/geo+json', text);
}
