import { Problem } from '$lib/server/problem';
import { answerTile, tiles } from '$lib/server/tiles';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

/** Tiles are answered before this under npm start; here they are while developing, and what is no tile. */
export const GET: RequestHandler = (event) =>
	answering(event, async () => {
		const { request, url, params } = event;
		const cache = Object.entries(await tiles()).find(([tileset]) => tileset === params.tileset)?.[1];
		const answered =
			cache &&
			answerTile(cache, {
				path: url.pathname,
				acceptEncoding: request.headers.get('accept-encoding'),
				ifNoneMatch: request.headers.get('if-none-match')
			});
		if (!answered) throw new Problem(404, 'not_found');
		const { status, headers, body } = await answered;
		return new Response(body as BodyInit | null, { status, headers: headers as Record<string, string> });
	});
