import { json } from '@sveltejs/kit';
import { toFeature } from '$lib/camera/feature';
import { requestContext } from '$lib/server/feature-context';
import type { AcceptedReview } from '$lib/camera/sent';
import * as contributors from '$lib/server/contributors';
import { passSignedIn } from '$lib/server/guard';
import { parseReview } from '$lib/server/reports';
import { addressOf, readJson } from '$lib/server/request';
import * as reviews from '$lib/server/reviews';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

const headers = { 'Cache-Control': 'no-store' };

export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const contributor = await contributors.current(event);
		return json((await reviews.camera(event.params.id, contributor)).reviewing, { headers });
	});

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const { id } = event.params;
		const contributor = await contributors.current(event);
		const review = parseReview(await readJson(event.request));
		const answer = await reviews.cast(id, review, contributor, await passSignedIn(addressOf(event)));
		const { camera, reviewing } = await reviews.camera(id, contributor);
		const accepted = {
			...answer,
			reviews: reviewing.reviews,
			camera: toFeature(camera, await requestContext(event))
		};
		return json(accepted satisfies AcceptedReview, { headers });
	});
