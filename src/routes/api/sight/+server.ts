import { json } from '@sveltejs/kit';
import { askedNumber, askedPosition } from '$lib/server/asked-position';
import { sightAt } from '$lib/server/coverage/camera-sight';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** What a camera would see from a position among buildings. Nothing is kept of the question. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { searchParams } = event.url;
		const isAsked = searchParams.has('height_m');
		const height_m = isAsked ? askedNumber(searchParams, 'height_m', 999) : null;
		const position = await askedPosition(searchParams, isAsked && height_m === null ? ['height_m'] : []);
		return json({ sight: await sightAt(position, height_m) });
	});
