import { json } from '@sveltejs/kit';
import { belgradeDay } from '$lib/camera/day';
import { toFeature } from '$lib/camera/feature';
import * as cameras from '$lib/server/cameras';
import { Problem } from '$lib/server/problem';
import { settings } from '$lib/server/settings';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const found = await cameras.get(event.params.id);
		if ('gone' in found && found.gone === 'merged') {
			// Asked for again each time: a merge can be undone.
			const headers = { Location: `/api/cameras/${found.into}`, 'Cache-Control': 'no-cache' };
			return new Response(null, { status: 301, headers });
		}
		if ('gone' in found) throw new Problem(410, 'gone', { reason: found.reason ?? undefined });
		const context = { today: belgradeDay(), settings: await settings(), origin: event.url.origin };
		return json({ camera: toFeature(found.camera, context), history: found.history });
	});
