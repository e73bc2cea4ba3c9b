import type { Camera } from '../camera/camera.ts';
import { encodeCameraId } from '../camera/id.ts';
import type { Day } from '../camera/day.ts';
import type { ComplaintKind, Verdict } from '../camera/vocabulary.ts';
import { numberOf } from './cameras.ts';
import type { Contributor } from './contributors.ts';
import { engine, unwrap } from './engine/index.ts';
import { refreshCameras } from './live/index.ts';

/** What moderators have before them. Cameras by their ids; nothing of who reported or reviewed. */
export interface Desk {
	bursts: {
		people: { id: string; verdict: Verdict; people: number; newPeople: number }[];
		networks: { acts: number; ids: string[] }[];
	};
	disputed: { camera: Camera; present: number; absent: number }[];
	complaints: { id: string; camera: string; kind: ComplaintKind; message: string | null; receivedOn: Day }[];
	notes: { camera: string; note: string; deleteOn: Day }[];
	reported: Camera[];
	hidden: { id: string; reason: string; mergedInto: string | null; changedOn: Day }[];
}

export const deskActs = ['hide', 'restore', 'merge'] as const;
/** One act on a camera: hiding says why in public, merging names the camera that stays. */
export type DeskAct =
	| { act: 'hide'; id: string; reason: string }
	| { act: 'restore'; id: string }
	| { act: 'merge'; id: string; into: string };

interface Row {
	number: number;
}
interface Answer {
	bursts: {
		people: (Row & { verdict: Verdict; people: number; new_people: number })[];
		networks: { acts: number; numbers: number[] }[];
	};
	disputed: (Camera & { reviews: { present: { weight: number }; absent: { weight: number } } | null })[];
	complaints: (Row & { id: string; kind: ComplaintKind; message: string | null; received_on: Day })[];
	notes: (Row & { note: string; delete_on: Day })[];
	reported: Camera[];
	hidden: (Row & { reason: string; merged_into: number | null; changed_on: Day })[];
}

/** @throws Problem 403 for a contributor who is no moderator */
export async function look({ id }: Contributor): Promise<Desk> {
	const { service } = await engine();
	const found = (await unwrap(service.rpc('desk', { p_contributor: id }))) as unknown as Answer;
	return {
		bursts: {
			people: found.bursts.people.map(({ number, verdict, people, new_people }) => ({
				id: encodeCameraId(number),
				verdict,
				people,
				newPeople: new_people
			})),
			networks: found.bursts.networks.map(({ acts, numbers }) => ({ acts, ids: numbers.map(encodeCameraId) }))
		},
		disputed: found.disputed.map(({ reviews, ...camera }) => ({
			camera,
			present: reviews?.present.weight ?? 0,
			absent: reviews?.absent.weight ?? 0
		})),
		complaints: found.complaints.map(({ id, number, kind, message, received_on }) => ({
			id,
			camera: encodeCameraId(number),
			kind,
			message,
			receivedOn: received_on
		})),
		notes: found.notes.map(({ number, note, delete_on }) => ({
			camera: encodeCameraId(number),
			note,
			deleteOn: delete_on
		})),
		reported: found.reported,
		hidden: found.hidden.map(({ number, reason, merged_into, changed_on }) => ({
			id: encodeCameraId(number),
			reason,
			mergedInto: merged_into === null ? null : encodeCameraId(merged_into),
			changedOn: changed_on
		}))
	};
}

/** Whether anybody is a moderator: without one nobody becomes trusted. */
export async function hasModerators(): Promise<boolean> {
	const { service } = await engine();
	return ((await unwrap(service.rpc('moderators'))) as unknown[]).length > 0;
}

/** @throws Problem 403, 404, 409, 410, 422, 429 */
export async function act({ id, salt }: Contributor, given: DeskAct): Promise<void> {
	const { service } = await engine();
	await unwrap(
		service.rpc('moderate', {
			p_contributor: id,
			p_salt: salt,
			p_number: numberOf(given.id),
			p_act: given.act,
			p_reason: given.act === 'hide' ? given.reason : undefined,
			p_into: given.act === 'merge' ? numberOf(given.into) : undefined
		})
	);
	await refreshCameras();
}

/** Closes a complaint, or opens it again. @throws Problem 403, 404 */
export async function closeComplaint({ id }: Contributor, complaint: string, closed: boolean): Promise<void> {
	const { service } = await engine();
	await unwrap(
		service.rpc('close_complaint', { p_contributor: id, p_complaint: complaint, p_closed: closed })
	);
}
