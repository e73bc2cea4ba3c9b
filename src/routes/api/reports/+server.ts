import { json } from '@sveltejs/kit';
import { toFeature } from '$lib/camera/feature';
import type { AcceptedReport } from '$lib/camera/sent';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import { requestContext } from '$lib/server/feature-context';
import { passSolved } from '$lib/server/guard';
import { parseReport } from '$lib/server/reports';
import { addressOf, readIdempotencyKey, readJson } from '$lib/server/request';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const { request } = event;
		const report = await parseReport(await readJson(request));
		const key = readIdempotencyKey(request.headers.get('idempotency-key'));
		const passed = await passSolved(addressOf(event), request.headers.get('oko-challenge'));
		const { camera, ...rest } = await cameras.report(
			report,
			passed,
			key,
			(await contributors.current(event))?.salt
		);
		const feature = toFeature(camera, await requestContext(event));
		return json({ camera: feature, ...rest } satisfies AcceptedReport, {
			status: 201,
			headers: { Location: feature.properties.url, 'Cache-Control': 'no-store' }
		});
	});
