import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AcceptedReport } from '../camera/sent.ts';
import {
	attemptOf,
	sendComplaint,
	sendCorrection,
	sendReport,
	sendReview,
	sendSurvey,
	withdrawReport,
	withdrawSurvey
} from './send.ts';
import { solvedChallenge } from './proof.ts';

vi.mock('./proof.ts', () => ({
	solvedChallenge: vi.fn(async () => ({ kind: 'accepted', answer: 'solved' }))
}));
afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

const answering = (answer: (init: RequestInit) => Response | Promise<Response>) => {
	const asked = vi.fn(async (_path: string, init: RequestInit) => answer(init));
	vi.stubGlobal('fetch', asked);
	return asked;
};
const refusal = (problem: { status: number }) =>
	Response.json(problem, {
		status: problem.status,
		headers: { 'Content-Type': 'application/problem+json' }
	});
const position: [number, number] = [20.4, 44.8];

/** Every kind that is sent: whether it takes a challenge, and its address. */
const kinds = {
	report: [true, '/api/reports', () => sendReport({ position }, 'key', 'en')],
	survey: [true, '/api/surveys', () => sendSurvey({} as never, 'key', 'en')],
	complaint: [true, '/api/cameras/X/complaints', () => sendComplaint('X', { kind: 'home' }, 'en')],
	review: [false, '/api/cameras/X/reviews', () => sendReview('X', { verdict: null }, 'en')],
	correction: [false, '/api/cameras/X/corrections', () => sendCorrection('X', { field: 'type' }, 'en')],
	'withdrawn report': [
		false,
		'/api/reports/R/withdraw',
		() => withdrawReport({ report_id: 'R', withdraw_token: 't' } as AcceptedReport, 'en')
	],
	'withdrawn survey': [
		false,
		'/api/surveys/S/withdraw',
		() => withdrawSurvey({ survey_id: 'S', withdraw_token: 't' } as never, 'en')
	]
} as const;

describe.each(Object.entries(kinds))('a %s', (_name, [isSolved, path, send]) => {
	test('goes to its address in the language of the page, with a challenge where it takes one', async () => {
		const asked = answering(() => Response.json({ some: 'answer' }));
		expect(await send()).toEqual({ kind: 'accepted', answer: { some: 'answer' } });
		const [to, { method, headers }] = asked.mock.calls[0]!;
		expect([method, to]).toEqual(['POST', path]);
		expect(headers).toMatchObject({ 'Accept-Language': 'en', 'Content-Type': 'application/json' });
		expect((headers as Record<string, string>)['Oko-Challenge']).toBe(isSolved ? 'solved' : undefined);
	});

	test('is refused with the problem of the server, which names the field', async () => {
		const errors = [{ field: 'value', code: 'invalid', message: 'It is not understood.' }];
		const problem = { title: 'Something is wrong.', status: 422, code: 'invalid_report', errors };
		answering(() => refusal(problem));
		expect(await send()).toEqual({ kind: 'refused', problem });
	});

	test.each<[string, () => Promise<Response>]>([
		['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
		['a proxy answers for the server', async () => new Response('<h1>Bad gateway</h1>', { status: 502 })],
		['a proxy answers in JSON', async () => Response.json({ error: 'slow down' }, { status: 429 })],
		['a network asks for a password', async () => new Response('<h1>Sign in</h1>')]
	])('is not taken for refused or accepted when %s', async (_case, answer) => {
		answering(answer);
		expect(await send()).toEqual({ kind: 'unreachable' });
	});

	test('is given up when the answer hangs', async () => {
		const limit = new AbortController();
		const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(limit.signal);
		answering(
			({ signal }) =>
				new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
		);
		const sent = send();
		await vi.waitFor(() => expect(timeout).toHaveBeenCalledWith(30_000));
		limit.abort(new DOMException('', 'TimeoutError'));
		expect(await sent).toEqual({ kind: 'unreachable' });
	});
});

test('a report and a survey take the key that makes sending them twice safe, in two phases', async () => {
	const asked = answering(() => Response.json({}, { status: 201 }));
	const phases: string[] = [];
	await sendReport({ position }, 'key', 'en', (phase) => phases.push(phase));
	await sendSurvey({} as never, 'key', 'en', (phase) => phases.push(phase));
	expect(phases).toEqual(['solving', 'sending', 'solving', 'sending']);
	for (const [, { headers }] of asked.mock.calls) expect(headers).toMatchObject({ 'Idempotency-Key': 'key' });
});

test('a complaint is accepted without a body', async () => {
	answering(() => new Response(null, { status: 204 }));
	expect(await sendComplaint('X', {}, 'en')).toEqual({ kind: 'accepted', answer: null });
});

test.each([
	{ kind: 'unreachable' } as const,
	{ kind: 'refused', problem: { title: 'Away.', status: 503, code: 'unavailable' } } as const
])('nothing is sent without a challenge: $kind', async (refused) => {
	const asked = answering(() => Response.json({}));
	vi.mocked(solvedChallenge).mockResolvedValueOnce(refused);
	expect(await sendReport({ position }, 'key', 'en')).toEqual(refused);
	expect(asked).not.toHaveBeenCalled();
});

test('the same body keeps its key, another gets another', () => {
	// A page that came by plain http has no more of it.
	vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
	const first = attemptOf({ a: 1 }, null);
	expect(first.key).toMatch(/^[0-9a-f]{64}$/);
	expect(attemptOf({ a: 1 }, first)).toBe(first);
	expect(attemptOf({ a: 2 }, first).key).not.toBe(first.key);
});
