import { json } from '@sveltejs/kit';
import { toFeature } from '$lib/camera/feature';
import { requestContext } from '$lib/server/feature-context';
import type { AcceptedCorrection } from '$lib/camera/sent';
import * as contributors from '$lib/server/contributors';
import { passSignedIn } from '$lib/server/guard';
import { parseCorrection } from '$lib/server/reports';
import { addressOf, readJson } from '$lib/server/request';
import * as reviews from '$lib/server/reviews';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const { id } = event.params;
		const contributor = await contributors.current(event);
		const correction = await parseCorrection(await readJson(event.request));
		const answer = await reviews.correct(id, correction, contributor, await passSignedIn(addressOf(event)));
		const { camera } = await reviews.camera(id, contributor);
		return json(
			{ ...answer, camera: toFeature(camera, await requestContext(event)) } satisfies AcceptedCorrection,
			{
				headers: { 'Cache-Control': 'no-store' }
			}
		);
	});
