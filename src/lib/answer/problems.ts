import { error, type RequestEvent } from '@sveltejs/kit';
import type { ProblemBody } from '$lib/camera/sent';
import { queryOf } from '$lib/answer/api/addresses';
import { checkQuery } from '$lib/answer/api/query';
import { loadI18n, type Messages } from '$lib/i18n/load';
import { toProblem, type Problem } from '$lib/server/problem';
import { logFault } from '$lib/server/log';

type Answer = (m: Messages) => Promise<Response> | Response;

/**
 * Answers a data address, whose parameters are those of the table of addresses; what goes wrong becomes
 * application/problem+json (RFC 9457) in the reader's language.
 */
export async function answering(event: RequestEvent, answer: Answer): Promise<Response> {
	const { m } = await loadI18n(event.locals.locale);
	try {
		const query = queryOf(event.route.id, event.url.pathname, event.request.method);
		if (query) checkQuery(event.url.searchParams, query);
		return await answer(m);
	} catch (thrown) {
		const problem = toProblem(thrown);
		if (problem) return problemResponse(problem, m);
		logFault(500, thrown, event.route.id);
		return problemResponse(null, m);
	}
}

/** What a page needs. What goes wrong becomes the error page, with its status. */
export async function orErrorPage<T>(wanted: Promise<T>): Promise<T> {
	try {
		return await wanted;
	} catch (thrown) {
		const problem = toProblem(thrown);
		if (!problem) throw thrown;
		const { code, members } = problem;
		error(problem.status, { message: code, code, errors: members.errors });
	}
}

function problemResponse(problem: Problem | null, m: Messages): Response {
	const { status, code, members } = problem ?? { status: 500, code: 'internal' as const, members: {} };
	const { errors, candidates, names, reason, renewableOn, retryAfterSeconds, sha256, download } = members;
	const body: ProblemBody = {
		title: m.errors.problem[code],
		status,
		code,
		...(reason && { detail: reason }),
		...(errors && {
			errors: errors.map(({ field, code }) => ({ field, code, message: m.errors.field[code] }))
		}),
		...(names && {
			errors: names.map((field) => ({ field, code: 'invalid', message: m.errors.field.invalid }))
		}),
		...(candidates && { candidates }),
		...(renewableOn && { renewable_on: renewableOn }),
		...(sha256 && { sha256 }),
		...(download && { download })
	};
	const headers = new Headers({ 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' });
	if (retryAfterSeconds) headers.set('Retry-After', String(retryAfterSeconds));
	return new Response(JSON.stringify(body), { status, headers });
}
