import { json } from '@sveltejs/kit';
import { askedNumber, askedPosition } from '$lib/server/asked-position';
import * as cameras from '$lib/server/cameras';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { searchParams } = event.url;
		const isAsked = searchParams.has('heading_deg');
		const heading = isAsked ? askedNumber(searchParams, 'heading_deg', 359) : null;
		const isBad = isAsked && (heading === null || heading < 0 || heading % 1 !== 0);
		const position = await askedPosition(searchParams, isBad ? ['heading_deg'] : []);
		return json({ candidates: await cameras.near(position, heading) });
	});
