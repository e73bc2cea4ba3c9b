import * as v from 'valibot';
import type { Camera } from '../camera/camera.ts';
import type { FloodAsked } from '../camera/flood.ts';
import { decodeCameraId } from '../camera/id.ts';
import type { Contributor } from './contributors.ts';
import * as answers from './answers.ts';
import * as deskAnswers from './desk-answers.ts';
import { checked, engine, parsed, unwrap } from './engine/index.ts';
import { refreshCameras } from './live/index.ts';
import type { DeskSurvey } from './surveys.ts';

/** What would be taken back, before it is. */
export interface Flood {
	count: number;
	/** one act takes back at most so many */
	most: number;
	/** what stays, and why: somebody confirmed it, it was reported again, the moderator reported it, it was named */
	spared: { confirmed?: number; seen?: number; own?: number; kept?: number };
	/** names what was shown: nothing else is taken back */
	shown: string;
	/** a page of it, by kind */
	cameras: Camera[];
	surveys: DeskSurvey[];
	/** where the next page begins */
	after: string | null;
}

/** An act that took a flood back. */
export type TakenBack = v.InferOutput<typeof deskAnswers.takenBack>;

/** @throws Problem 403, 422 */
export async function show({ id, salt }: Contributor, asked: FloodAsked, at: string | null): Promise<Flood> {
	const { service } = await engine();
	const { rows, after, ...rest } = await parsed(
		service.rpc('desk_flood', {
			p_contributor: id,
			p_salt: salt,
			...floodArguments(asked),
			p_at: at ?? undefined
		}),
		deskAnswers.flood
	);
	return {
		...rest,
		cameras: asked.kind === 'reports' ? checked(rows, v.array(answers.camera)) : [],
		surveys: asked.kind === 'surveys' ? checked(rows, v.array(deskAnswers.deskSurvey)) : [],
		after: after === null ? null : String(after)
	};
}

/** Takes back what was shown, as one act with a public reason. @throws Problem 403, 409, 422, 429 */
export async function takeBack(
	{ id, salt }: Contributor,
	asked: FloodAsked,
	shown: string,
	reason: string
): Promise<TakenBack> {
	const { service } = await engine();
	const done = await parsed(
		service.rpc('desk_take_back', {
			p_contributor: id,
			p_salt: salt,
			...floodArguments(asked),
			p_shown: shown,
			p_reason: reason
		}),
		deskAnswers.takenBack
	);
	await refreshCameras();
	return done;
}

/** Undoes such an act. @throws Problem 403, 404, 409 */
export async function undo({ id }: Contributor, takenBack: string): Promise<void> {
	const { service } = await engine();
	await unwrap(service.rpc('desk_undo_take_back', { p_contributor: id, p_id: takenBack }));
	await refreshCameras();
}

function floodArguments({ kind, from, to, area, isStrict, kept }: FloodAsked) {
	return {
		p_kind: kind,
		p_from: from,
		p_to: to,
		p_area: JSON.stringify(area),
		p_is_strict: isStrict,
		p_kept: kept.map(decodeCameraId).filter((number) => number !== null)
	};
}
