import type { ReportInput } from '$lib/camera/report';
import type {
	AcceptedComplaint,
	AcceptedCorrection,
	AcceptedReport,
	AcceptedReview,
	AcceptedSurvey,
	WithdrawnReport,
	WithdrawnSurvey
} from '$lib/camera/sent';
import type { SurveyInput } from '$lib/camera/survey';
import { solvedChallenge } from './proof.ts';
import { request, type Sent } from './request.ts';

/** A challenge takes seconds on a slow phone; then the request goes out. */
export type Phase = 'solving' | 'sending';

/** A form as a reader of `$lib/camera` reads it: the server refuses what is wrong in it, by field. */
type FormBody = Record<string, unknown>;

/** Sends a report. The same key with the same body is safe to send again. */
export const sendReport = (
	body: ReportInput,
	key: string,
	locale: string,
	onphase?: (phase: Phase) => void
): Promise<Sent<AcceptedReport>> =>
	postSolved('/api/reports', body, locale, onphase, { 'Idempotency-Key': key });

/** Sends a survey. The same key with the same body is safe to send again. */
export const sendSurvey = (
	body: SurveyInput,
	key: string,
	locale: string,
	onphase?: (phase: Phase) => void
): Promise<Sent<AcceptedSurvey>> =>
	postSolved('/api/surveys', body, locale, onphase, { 'Idempotency-Key': key });

/** Sends a complaint about a camera, to the moderators. */
export const sendComplaint = (
	id: string,
	body: FormBody,
	locale: string,
	onphase?: (phase: Phase) => void
): Promise<Sent<AcceptedComplaint>> => postSolved(`/api/cameras/${id}/complaints`, body, locale, onphase);

/** Casts a review of a camera, or with the verdict null takes it back. Sent twice it counts once. */
export const sendReview = (id: string, body: FormBody, locale: string) =>
	post<AcceptedReview>(`/api/cameras/${id}/reviews`, body, locale);

/** Proposes a correction of a camera, or says something of an open one. Sent twice it counts once. */
export const sendCorrection = (id: string, body: FormBody, locale: string) =>
	post<AcceptedCorrection>(`/api/cameras/${id}/corrections`, body, locale);

/** Takes a report back, within its time. */
export const withdrawReport = ({ report_id, withdraw_token }: AcceptedReport, locale: string) =>
	post<WithdrawnReport>(`/api/reports/${report_id}/withdraw`, { withdraw_token }, locale);

/** Takes a survey back, within its time. */
export const withdrawSurvey = ({ survey_id, withdraw_token }: AcceptedSurvey, locale: string) =>
	post<WithdrawnSurvey>(`/api/surveys/${survey_id}/withdraw`, { withdraw_token }, locale);

async function postSolved<Answer>(
	path: string,
	body: object,
	locale: string,
	onphase: (phase: Phase) => void = () => {},
	headers: Record<string, string> = {}
): Promise<Sent<Answer>> {
	onphase('solving');
	const challenge = await solvedChallenge({ 'Accept-Language': locale });
	if (challenge.kind !== 'accepted') return challenge;
	onphase('sending');
	return post(path, body, locale, { ...headers, 'Oko-Challenge': challenge.answer });
}

const post = <Answer>(path: string, body: object, locale: string, headers: Record<string, string> = {}) =>
	request<Answer>(path, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', 'Accept-Language': locale, ...headers },
		body: JSON.stringify(body)
	});

/** A body that waits to be sent, with the key that makes sending it twice safe; another body gets another key. */
export interface Attempt {
	body: string;
	key: string;
}

/** The attempt for a body: the one before, where it is the same body. */
export function attemptOf(body: object, before: Attempt | null): Attempt {
	const text = JSON.stringify(body);
	return before?.body === text ? before : { body: text, key: randomKey() };
}

/** 256 random bits as hexadecimal text. `randomUUID` is only where the page came by https. */
function randomKey(): string {
	const bytes = crypto.getRandomValues(new Uint8Array(32));
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
