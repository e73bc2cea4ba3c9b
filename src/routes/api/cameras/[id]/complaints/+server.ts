import * as cameras from '$lib/server/cameras';
import { passSolved } from '$lib/server/guard';
import { parseComplaint } from '$lib/server/reports';
import { addressOf, readJson } from '$lib/server/request';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const complaint = await parseComplaint(await readJson(event.request));
		const passed = await passSolved(addressOf(event), event.request.headers.get('oko-challenge'));
		await cameras.complain(event.params.id, complaint, passed);
		return new Response(null, { status: 204 });
	});
