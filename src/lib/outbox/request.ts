import type { ProblemBody } from '$lib/camera/sent';

/** What came back of something sent. The title of a problem is a sentence in the page's language. */
export type Sent<Answer> =
	{ kind: 'accepted'; answer: Answer } | { kind: 'refused'; problem: ProblemBody } | { kind: 'unreachable' };

/** The server answers or refuses within 23 s (`waitMs` and `limitMs` of its engine); what takes longer hangs. */
const limitMs = 30_000;

/**
 * Asks an address of the API. Unreachable is also who does not answer in time, and who answers something else than the
 * API: a proxy in its place.
 */
export async function request<Answer>(
	path: string,
	init: RequestInit,
	waitMs = limitMs
): Promise<Sent<Answer>> {
	try {
		const response = await fetch(path, { ...init, signal: AbortSignal.timeout(waitMs) });
		const answer = response.status === 204 ? null : await response.json();
		if (response.ok) return { kind: 'accepted', answer };
		const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
		return isProblem ? { kind: 'refused', problem: answer } : { kind: 'unreachable' };
	} catch {
		return { kind: 'unreachable' };
	}
}
