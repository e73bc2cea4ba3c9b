import { json } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import type { AcceptedCorrection } from '$lib/camera/sent';
import * as contributors from '$lib/server/contributors';
import { passSignedIn } from '$lib/server/guard';
import { parseCorrection } from '$lib/server/reports';
import { addressOf, readJson } from '$lib/server/request';
import * as reviews from '$lib/server/reviews';
import { settings } from '$lib/server/settings';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const { id } = event.params;
		const contributor = await contributors.current(event);
		const correction = await parseCorrection(await readJson(event.request));
		const answer = await reviews.correct(id, correction, contributor, await passSignedIn(addressOf(event)));
		const { camera } = await reviews.camera(id, contributor);
		const context = { today: belgradeDay(), settings: await settings(), origin: event.url.origin };
		return json({ ...answer, camera: toFeature(camera, context) } satisfies AcceptedCorrection, {
			headers: { 'Cache-Control': 'no-store' }
		});
	});
