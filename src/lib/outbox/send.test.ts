import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AcceptedReport } from '../camera/sent.ts';
import { attemptOf, sendReport, sendSurvey, withdrawReport } from './send.ts';
import { solvedChallenge } from './proof.ts';

vi.mock('./proof.ts', () => ({ solvedChallenge: vi.fn(async () => 'solved') }));
afterEach(() => vi.unstubAllGlobals());

const answering = (answer: () => Response) => {
	const asked = vi.fn(async (_path: string, _init: RequestInit) => answer());
	vi.stubGlobal('fetch', asked);
	return asked;
};
const body = { position: [20.4, 44.8] } as Parameters<typeof sendReport>[0];

describe('what is sent', () => {
	test('goes with its key, its challenge and the language, in two phases', async () => {
		const asked = answering(() => Response.json({ report_id: 'x' }, { status: 201 }));
		const phases: string[] = [];
		const sent = await sendReport(body, 'key', 'en', (phase) => phases.push(phase));
		expect(sent).toEqual({ kind: 'accepted', answer: { report_id: 'x' } });
		expect(phases).toEqual(['solving', 'sending']);
		expect(asked.mock.calls[0]?.[1].headers).toMatchObject({
			'Accept-Language': 'en',
			'Idempotency-Key': 'key',
			'Oko-Challenge': 'solved'
		});
	});

	test('is refused with the sentence of the server', async () => {
		const problem = { title: 'Too many.', status: 429, code: 'network_limit' };
		answering(() => Response.json(problem, { status: 429 }));
		expect(await sendSurvey({} as never, 'key', 'en')).toEqual({ kind: 'refused', problem });
	});

	test.each([
		['nobody answers', () => Promise.reject(new TypeError('fetch failed'))],
		['a proxy answers for the server', async () => new Response('<h1>Bad gateway</h1>', { status: 502 })]
	])('is not taken for refused when %s', async (_name, answer) => {
		vi.stubGlobal('fetch', answer);
		expect(await sendReport(body, 'key', 'en')).toEqual({ kind: 'unreachable' });
		expect(await withdrawReport({ report_id: 'x' } as AcceptedReport, 'en')).toEqual({ kind: 'unreachable' });
	});

	test('is not sent without a challenge', async () => {
		const asked = answering(() => Response.json({}));
		vi.mocked(solvedChallenge).mockRejectedValueOnce(new Error('challenge: 503'));
		expect(await sendReport(body, 'key', 'en')).toEqual({ kind: 'unreachable' });
		expect(asked).not.toHaveBeenCalled();
	});
});

test('the same body keeps its key, another gets another', () => {
	const first = attemptOf({ a: 1 }, null);
	expect(first.key).toMatch(/^[0-9a-f-]{72}$/);
	expect(attemptOf({ a: 1 }, first)).toBe(first);
	expect(attemptOf({ a: 2 }, first).key).not.toBe(first.key);
});
