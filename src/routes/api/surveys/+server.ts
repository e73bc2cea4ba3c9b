import { json } from '@sveltejs/kit';
import { passSolved } from '$lib/server/guard';
import { addressOf, readIdempotencyKey, readJson } from '$lib/server/request';
import * as surveys from '$lib/server/surveys';
import { answering } from '$lib/answer/problems';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	answering(event, async () => {
		const { request } = event;
		const survey = await surveys.parseSurvey(await readJson(request));
		const key = readIdempotencyKey(request.headers.get('idempotency-key'));
		const passed = await passSolved(addressOf(event), request.headers.get('oko-challenge'));
		return json(await surveys.send(survey, passed, key), {
			status: 201,
			headers: { 'Cache-Control': 'no-store' }
		});
	});
