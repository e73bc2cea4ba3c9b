import type { FieldError } from '$lib/camera/report';
import type { SurveyInput } from '$lib/camera/survey';
import { solvedChallenge } from '$lib/ui/proof';

export interface Accepted {
	survey_id: string;
	published: boolean;
	looked_m2: number;
	withdraw_token: string;
	withdraw_seconds: number;
}

/** What came back of a sent survey. `message` is a sentence in the page's language, from the server. */
export type Outcome =
	| { kind: 'accepted'; accepted: Accepted }
	| { kind: 'refused'; message: string; errors: FieldError[] }
	| { kind: 'unreachable' };

/** Sends a survey. The same key with the same body is safe to send again. */
export async function sendSurvey(body: SurveyInput, key: string, locale: string): Promise<Outcome> {
	try {
		const response = await fetch('/api/surveys', {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'Accept-Language': locale,
				'Idempotency-Key': key,
				'Oko-Challenge': await solvedChallenge()
			},
			body: JSON.stringify(body)
		});
		const answer = await response.json();
		if (response.status === 201) return { kind: 'accepted', accepted: answer as Accepted };
		return { kind: 'refused', message: String(answer.title), errors: (answer.errors ?? []) as FieldError[] };
	} catch {
		return { kind: 'unreachable' };
	}
}

/** Takes a survey back; false when that was not possible. */
export async function withdrawSurvey({ survey_id, withdraw_token }: Accepted): Promise<boolean> {
	try {
		const response = await fetch(`/api/surveys/${survey_id}/withdraw`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ withdraw_token })
		});
		return response.ok;
	} catch {
		return false;
	}
}
