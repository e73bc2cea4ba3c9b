import type { Candidate } from '$lib/camera/camera';
import type { CameraFeature } from '$lib/camera/feature';
import type { FieldError, ReportInput } from '$lib/camera/report';
import { solvedChallenge } from '$lib/ui/proof';

export interface Accepted {
	camera: CameraFeature;
	report_id: string;
	published: boolean;
	/** it stands beside something that was hidden, and is not public before a moderator says so */
	waits_for_moderator: boolean;
	withdraw_token: string;
	withdraw_seconds: number;
}

/** What came back of a sent report. `message` is a sentence in the page's language, from the server. */
export type Outcome =
	| { kind: 'accepted'; accepted: Accepted }
	| { kind: 'candidates'; candidates: Candidate[] }
	| { kind: 'refused'; message: string; errors: FieldError[] }
	| { kind: 'unreachable' };

/** Sends a report. The same key with the same body is safe to send again. */
export async function sendReport(
	body: ReportInput,
	key: string,
	locale: string,
	onphase: (phase: 'solving' | 'sending') => void
): Promise<Outcome> {
	try {
		onphase('solving');
		const challenge = await solvedChallenge();
		onphase('sending');
		const response = await fetch('/api/reports', {
			method: 'POST',
			headers: {
				'Content-Type': 'application/json',
				'Accept-Language': locale,
				'Idempotency-Key': key,
				'Oko-Challenge': challenge
			},
			body: JSON.stringify(body)
		});
		const answer = await response.json();
		if (response.status === 201) return { kind: 'accepted', accepted: answer as Accepted };
		if (response.status === 409) return { kind: 'candidates', candidates: answer.candidates as Candidate[] };
		return { kind: 'refused', message: String(answer.title), errors: (answer.errors ?? []) as FieldError[] };
	} catch {
		return { kind: 'unreachable' };
	}
}

/** Takes a report back; null when that was not possible. `cameraGone`: nobody else has reported the camera. */
export async function withdrawReport({
	report_id,
	withdraw_token
}: Accepted): Promise<{ cameraGone: boolean } | null> {
	try {
		const response = await fetch(`/api/reports/${report_id}/withdraw`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify({ withdraw_token })
		});
		if (!response.ok) return null;
		return { cameraGone: ((await response.json()) as { camera_gone: boolean }).camera_gone };
	} catch {
		return null;
	}
}
