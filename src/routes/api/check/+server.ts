import { json } from '@sveltejs/kit';
import { encodeCameraId } from '$lib/camera/id';
import { requestContext } from '$lib/server/feature-context';
import { worklist } from '$lib/server/worklist';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** The most urgent cameras of the city, for a browser that sorts them by a distance which only it knows. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { settings, placeAt } = await requestContext(event);
		const { items, total } = await worklist({}, 0, settings.worklist_near_rows);
		return json({
			total,
			cameras: items.map(({ camera: { number, lng, lat, type, state, municipality }, reason }) => ({
				id: encodeCameraId(number),
				position: [lng, lat],
				place: placeAt([lng, lat]),
				municipality,
				type,
				state,
				reason
			}))
		});
	});
