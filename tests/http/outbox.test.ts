import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import type { Sent } from '../../src/lib/outbox/request.ts';
import {
	sendComplaint,
	sendCorrection,
	sendReport,
	sendReview,
	sendSurvey,
	withdrawReport,
	withdrawSurvey
} from '../../src/lib/outbox/send.ts';
import { describeServers } from '../support/on-engines.ts';
import { somewhere } from '../support/requests.ts';
import { makeContributor, type TestContributor } from '../support/signed-in.ts';

/** The device solves challenges. */
const device = vi.hoisted(() => ({ isAble: true }));
// A browser has workers. What is solved, and how it is handed over, is the same.
vi.mock('altcha-lib', async (original) => ({
	...(await original<typeof import('altcha-lib')>()),
	solveChallengeWorkers: async ({ challenge }: { challenge: Challenge }) =>
		device.isAble ? solveChallenge({ challenge, deriveKey }) : null
}));

const key = () => crypto.randomUUID() + crypto.randomUUID();

/** What was accepted. A transaction that the database gave up is a 503, and is sent again. */
async function accepted<Answer>(send: () => Promise<Sent<Answer>>): Promise<Answer> {
	let sent = await send();
	if (sent.kind === 'refused' && sent.problem.code === 'unavailable') sent = await send();
	if (sent.kind === 'accepted') return sent.answer;
	throw new Error(JSON.stringify(sent));
}
function problemOf(sent: Sent<unknown>) {
	if (sent.kind === 'refused') return sent.problem;
	throw new Error(JSON.stringify(sent));
}
const members = (answer: object) => Object.keys(answer).sort();

describeServers('the outbox and the server', { OKO_LIMITS: 'off' }, (server) => {
	const fetchOfNode = fetch;
	let people: TestContributor[];
	let cookie = '';
	beforeAll(async () => {
		people = [await makeContributor(server), await makeContributor(server)];
		// A page knows its origin, and a browser its cookie.
		vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
			fetchOfNode(server().origin + path, { ...init, headers: { ...init.headers, Cookie: cookie } })
		);
	});
	afterAll(() => vi.unstubAllGlobals());
	const reported = async () =>
		(await accepted(() => sendReport({ position: somewhere(), heading_deg: 10 }, key(), 'en'))).camera.id;

	test('a report is accepted once with its key, and withdrawn', async () => {
		const [body, sameKey] = [{ position: somewhere() }, key()];
		const first = await accepted(() => sendReport(body, sameKey, 'en'));
		expect(members(first)).toEqual([
			'camera',
			'published',
			'report_id',
			'waits_for_moderator',
			'withdraw_seconds',
			'withdraw_token'
		]);
		expect((await accepted(() => sendReport(body, sameKey, 'en'))).report_id).toBe(first.report_id);
		const near = problemOf(await sendReport(body, key(), 'en'));
		expect(near).toMatchObject({ status: 409, candidates: [{ id: first.camera.id }] });
		expect(problemOf(await sendReport({ position: [44.8, 20.4] }, key(), 'en')).errors).toEqual([
			{ field: 'position', code: 'swapped', message: expect.stringContaining('Swap them') }
		]);
		expect(problemOf(await withdrawReport({ ...first, withdraw_token: 'x' }, 'en')).code).toBe('wrong_token');
		expect(await accepted(() => withdrawReport(first, 'en'))).toEqual({ camera_gone: true });
	});

	test('a survey is accepted and withdrawn', async () => {
		const [lng, lat] = somewhere();
		const drawn = {
			type: 'LineString' as const,
			coordinates: [
				[lng, lat],
				[lng + 0.003, lat]
			]
		};
		const body = { drawn, looked_on: belgradeDay(), method: 'on_foot' as const };
		const survey = await accepted(() => sendSurvey(body, key(), 'en'));
		expect(members(survey)).toEqual([
			'looked_m2',
			'published',
			'survey_id',
			'withdraw_seconds',
			'withdraw_token'
		]);
		const early = problemOf(await sendSurvey({ ...body, looked_on: '2010-01-01' }, key(), 'en'));
		expect(early.errors).toMatchObject([{ field: 'looked_on', code: 'too_old' }]);
		expect(await accepted(() => withdrawSurvey(survey, 'en'))).toEqual({ withdrawn: true });
	});

	test('a review is accepted, changes nothing twice, is taken back, and is refused by field', async () => {
		const id = await reported();
		const signedOut = problemOf(await sendReview(id, { verdict: 'present' }, 'sr-Cyrl'));
		expect(signedOut).toMatchObject({ status: 401, code: 'sign_in_required' });
		expect(signedOut.title).toMatch(/кључ/);
		cookie = people[0]!.cookie;
		const said = await accepted(() => sendReview(id, { verdict: 'absent', on_site: true }, 'en'));
		expect(members(said)).toEqual(['camera', 'outcome', 'own', 'reviews', 'state']);
		expect(said).toMatchObject({
			outcome: 'counted',
			state: 'reported',
			own: { verdict: 'absent', on_site: true },
			reviews: { absent: { people: 1 } },
			camera: { id, properties: { state: 'reported' } }
		});
		const again = await accepted(() => sendReview(id, { verdict: 'absent', on_site: true }, 'en'));
		expect(again).toMatchObject({ outcome: 'unchanged', reviews: { absent: { people: 1 } } });
		expect(await accepted(() => sendReview(id, { verdict: null }, 'en'))).toMatchObject({
			outcome: 'taken_back',
			own: { verdict: null }
		});
		expect(problemOf(await sendReview(id, { verdict: 'maybe' }, 'en'))).toMatchObject({
			status: 422,
			errors: [{ field: 'verdict', code: 'invalid', message: expect.any(String) }]
		});
		expect(problemOf(await sendReview('0000000000', { verdict: 'absent' }, 'en')).status).toBe(404);
		cookie = '';
	});

	test('a correction is accepted, voted on, and refused by field', async () => {
		const id = await reported();
		cookie = people[0]!.cookie;
		const open = await accepted(() => sendCorrection(id, { field: 'heading_deg', value: 90 }, 'en'));
		expect(members(open)).toEqual(['camera', 'corrections', 'outcome']);
		expect(open).toMatchObject({
			outcome: 'open',
			corrections: [{ field: 'heading_deg', value: 90, people: 1, agrees: true }],
			camera: { id, properties: { heading_deg: 10 } }
		});
		const again = await accepted(() => sendCorrection(id, { field: 'heading_deg', value: 90 }, 'en'));
		expect(again).toMatchObject({ outcome: 'open', corrections: [{ people: 1 }] });
		expect(problemOf(await sendCorrection(id, { field: 'heading_deg', value: 400 }, 'en'))).toMatchObject({
			status: 422,
			errors: [{ field: 'value', code: 'out_of_range', message: expect.any(String) }]
		});
		cookie = people[1]!.cookie;
		const against = { field: 'heading_deg', value: 90, agrees: false };
		expect(await accepted(() => sendCorrection(id, against, 'en'))).toMatchObject({
			outcome: 'open',
			corrections: [{ people: 1, against_people: 1, agrees: false }]
		});
		cookie = '';
	});

	test('a complaint is accepted with a solved challenge, and refused without one or without a kind', async () => {
		const id = await reported();
		const complaint = { kind: 'wrong', message: 'It is a lamp.' };
		expect(await accepted(() => sendComplaint(id, complaint, 'en'))).toBeNull();
		expect(problemOf(await sendComplaint(id, { message: 'x' }, 'en'))).toMatchObject({
			status: 422,
			errors: [{ field: 'kind', code: 'required', message: expect.any(String) }]
		});
		device.isAble = false;
		const unsolved = problemOf(await sendComplaint(id, complaint, 'en'));
		device.isAble = true;
		expect(unsolved).toMatchObject({ status: 428, code: 'challenge_required' });
	});

	test('nobody answers when the server has ended', async () => {
		const id = await reported();
		await server().end();
		for (const sent of [
			sendReport({ position: somewhere() }, key(), 'en'),
			sendReview(id, { verdict: 'present' }, 'en'),
			sendCorrection(id, { field: 'type', value: 'dome' }, 'en'),
			sendComplaint(id, { kind: 'home' }, 'en')
		]) {
			expect(await sent).toEqual({ kind: 'unreachable' });
		}
	});
});
