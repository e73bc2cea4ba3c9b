import { json } from '@sveltejs/kit';
import { toFeature } from '$lib/camera/feature';
import { requestContext } from '$lib/server/feature-context';
import * as cameras from '$lib/server/cameras';
import { Problem } from '$lib/server/problem';
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
		return json({ camera: toFeature(found.camera, await requestContext(event)), history: found.history });
	});
