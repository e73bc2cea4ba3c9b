import { createHmac, randomUUID } from 'node:crypto';
import type * as v from 'valibot';
import type { Camera, Candidate, HistoryEntry } from '../camera/camera.ts';
import { decodeCameraId, encodeCameraId } from '../camera/id.ts';
import type { Position } from '../camera/position.ts';
import type { OpenCorrection, ReviewSums } from '../camera/review.ts';
import type { Complaint, Report } from '../camera/report.ts';
import type { AcceptedReport, WithdrawnReport } from '../camera/sent.ts';
import type { State } from '../camera/vocabulary.ts';
import * as answers from './answers.ts';
import { checked, DatabaseError, engine, parsed, unwrap } from './engine/index.ts';
import { guardArguments, type Passed } from './guard/index.ts';
import { Problem } from './problem.ts';
import { refreshCameras, takeCamera } from './live/index.ts';

/** What the front page says before the map is there. */
export interface Overview {
	version: number;
	counts: Record<State, number>;
	total: number;
	newest: Camera[];
}

export async function overview(): Promise<Overview> {
	const { anon } = await engine();
	return parsed(anon.rpc('overview'), answers.overview);
}

/** A camera with its history, or why it is no longer shown. */
export type Found =
	| { camera: Camera; reviews: ReviewSums | null; corrections: OpenCorrection[]; history: HistoryEntry[] }
	| { gone: 'hidden' | 'withdrawn'; reason: string | null }
	/** `into` is the id of the camera that stands for it */
	| { gone: 'merged'; into: string; reason: null };

/** @throws Problem 404 when there is none */
export async function get(id: string): Promise<Found> {
	const { anon } = await engine();
	const found = await parsed(anon.rpc('camera', { p_number: numberOf(id) }), answers.found);
	if (!found) throw new Problem(404, 'not_found');
	if (!('gone' in found) || found.gone !== 'merged') return found;
	return { gone: found.gone, into: encodeCameraId(found.into), reason: null };
}

/** Where a public camera stands, or the one that it was merged into; null where there is none. */
export async function positionOf(id: string): Promise<Position | null> {
	try {
		const found = await get(id);
		if ('camera' in found) return [found.camera.lng, found.camera.lat];
		return found.gone === 'merged' ? await positionOf(found.into) : null;
	} catch (error) {
		if (error instanceof Problem && error.status === 404) return null;
		throw error;
	}
}

/** Known cameras around a position, nearest first. */
export async function near([lng, lat]: Position, heading: number | null): Promise<Candidate[]> {
	const { anon } = await engine();
	const asked = { p_lng: lng, p_lat: lat, p_heading_deg: heading ?? undefined };
	return toCandidates(await parsed(anon.rpc('cameras_near', asked), answers.near));
}

/** What a reporter is told of an accepted report. */
export interface Reported extends Omit<AcceptedReport, 'camera'> {
	camera: Camera;
}

/**
 * Takes a report, as a whole or not at all. `idempotencyKey` makes sending it twice safe; with the salt of who is signed
 * in, it is theirs, and they do not review what they reported.
 * @throws Problem 409 with candidates, 410, 422, 428, 429
 */
export async function report(
	input: Report,
	passed: Passed,
	idempotencyKey: string | null,
	salt?: string
): Promise<Reported> {
	const { service, key } = await engine();
	// The body with the key, which only the sender has: whoever has database and secret cannot try bodies.
	const hash = (text: string) => createHmac('sha256', key('idempotency')).update(text).digest('base64url');
	const { position, on_dwelling: _, ...said } = input;
	const [lng, lat] = position;
	try {
		const { line, ...answer } = await parsed(
			service.rpc('report_camera', {
				p_report: {
					report_id: randomUUID(),
					lng,
					lat,
					...said,
					key_hash: idempotencyKey ? hash(idempotencyKey) : null,
					body_hash: idempotencyKey ? hash(`${idempotencyKey}\n${JSON.stringify(input)}`) : null,
					salt
				},
				p_guard: passed
			}),
			answers.reported
		);
		// While it waits for its publication there is none.
		if (line) await takeCamera(line);
		return { ...answer, withdraw_token: await withdrawToken(answer.report_id) };
	} catch (error) {
		if (error instanceof DatabaseError && error.status === 409) {
			throw new Problem(409, 'known_cameras_near', {
				candidates: toCandidates(checked(error.detail, answers.near))
			});
		}
		throw error;
	}
}

/**
 * Takes a report back within its time.
 * @throws Problem 403 for a wrong token, 410 when the time is over
 */
export async function withdraw(reportId: string, token: string): Promise<WithdrawnReport> {
	if (token !== (await withdrawToken(reportId))) throw new Problem(403, 'wrong_token');
	const { service } = await engine();
	const answer = await parsed(service.rpc('withdraw_report', { p_report_id: reportId }), answers.withdrawn);
	await refreshCameras();
	return answer;
}

/** Tells the moderators of a problem with an entry. @throws Problem 404, 410, 422, 428, 429 */
export async function complain(id: string, complaint: Complaint, passed: Passed): Promise<void> {
	const { service } = await engine();
	await unwrap(
		service.rpc('complain', {
			p_number: numberOf(id),
			p_kind: complaint.kind,
			p_message: complaint.message ?? undefined,
			...guardArguments(passed)
		})
	);
}

/** The number behind an id. @throws Problem 404 for what is no id */
export function numberOf(id: string): number {
	const number = decodeCameraId(id);
	if (number === null) throw new Problem(404, 'not_found');
	return number;
}

/** What whoever sent a report or a survey shows to take it back. */
export async function withdrawToken(id: string): Promise<string> {
	const { key } = await engine();
	return createHmac('sha256', key('withdraw')).update(id).digest('base64url');
}

function toCandidates(rows: v.InferOutput<typeof answers.near>): Candidate[] {
	return rows.map(({ number, lng, lat, ...rest }) => ({
		id: encodeCameraId(number),
		...rest,
		position: [lng, lat]
	}));
}
