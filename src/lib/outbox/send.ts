import type { ReportInput } from '$lib/camera/report';
import type {
	AcceptedReport,
	AcceptedSurvey,
	ProblemBody,
	WithdrawnReport,
	WithdrawnSurvey
} from '$lib/camera/sent';
import type { SurveyInput } from '$lib/camera/survey';
import { solvedChallenge } from './proof.ts';

/** What came back of something sent. The title of a problem is a sentence in the page's language. */
export type Sent<Answer> =
	{ kind: 'accepted'; answer: Answer } | { kind: 'refused'; problem: ProblemBody } | { kind: 'unreachable' };

/** A challenge takes seconds on a slow phone; then the request goes out. */
export type Phase = 'solving' | 'sending';

/** Sends a report. The same key with the same body is safe to send again. */
export const sendReport = (
	body: ReportInput,
	key: string,
	locale: string,
	onphase?: (phase: Phase) => void
): Promise<Sent<AcceptedReport>> => sendOnce('/api/reports', body, key, locale, onphase);

/** Sends a survey. The same key with the same body is safe to send again. */
export const sendSurvey = (
	body: SurveyInput,
	key: string,
	locale: string,
	onphase?: (phase: Phase) => void
): Promise<Sent<AcceptedSurvey>> => sendOnce('/api/surveys', body, key, locale, onphase);

/** Takes a report back, within its time. */
export const withdrawReport = ({ report_id, withdraw_token }: AcceptedReport, locale: string) =>
	post<WithdrawnReport>(`/api/reports/${report_id}/withdraw`, { withdraw_token }, locale);

/** Takes a survey back, within its time. */
export const withdrawSurvey = ({ survey_id, withdraw_token }: AcceptedSurvey, locale: string) =>
	post<WithdrawnSurvey>(`/api/surveys/${survey_id}/withdraw`, { withdraw_token }, locale);

async function sendOnce<Answer>(
	path: string,
	body: object,
	key: string,
	locale: string,
	onphase: (phase: Phase) => void = () => {}
): Promise<Sent<Answer>> {
	onphase('solving');
	const challenge = await solvedChallenge().catch(() => null);
	if (challenge === null) return { kind: 'unreachable' };
	onphase('sending');
	return post(path, body, locale, { 'Idempotency-Key': key, 'Oko-Challenge': challenge });
}

async function post<Answer>(
	path: string,
	body: object,
	locale: string,
	headers: Record<string, string> = {}
): Promise<Sent<Answer>> {
	try {
		const response = await fetch(path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', 'Accept-Language': locale, ...headers },
			body: JSON.stringify(body)
		});
		const answer = await response.json();
		return response.ok ? { kind: 'accepted', answer } : { kind: 'refused', problem: answer };
	} catch {
		return { kind: 'unreachable' };
	}
}

/** A body that waits to be sent, with the key that makes sending it twice safe; another body gets another key. */
export interface Attempt {
	body: string;
	key: string;
}

/** The attempt for a body: the one before, where it is the same body. */
export function attemptOf(body: object, before: Attempt | null): Attempt {
	const text = JSON.stringify(body);
	return before?.body === text ? before : { body: text, key: crypto.randomUUID() + crypto.randomUUID() };
}
