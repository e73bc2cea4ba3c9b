import type { Camera } from '../camera/camera.ts';
import type { Day } from '../camera/day.ts';
import type { FloodArea, FloodAsked, FloodKind } from '../camera/flood.ts';
import { decodeCameraId } from '../camera/id.ts';
import type { Contributor } from './contributors.ts';
import { engine, unwrap } from './engine/index.ts';
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
export interface TakenBack {
	id: string;
	kind: FloodKind;
	from: Day;
	to: Day;
	area: FloodArea;
	reason: string;
	entries: number;
	made_on: Day;
	undone_on: Day | null;
}

/** @throws Problem 403, 422 */
export async function show({ id, salt }: Contributor, asked: FloodAsked, at: string | null): Promise<Flood> {
	const { service } = await engine();
	const { rows, after, ...rest } = (await unwrap(
		service.rpc('desk_flood', {
			p_contributor: id,
			p_salt: salt,
			...floodArguments(asked),
			p_at: at ?? undefined
		})
	)) as unknown as Omit<Flood, 'cameras' | 'surveys' | 'after'> & {
		rows: unknown;
		after: string | number | null;
	};
	return {
		...rest,
		cameras: asked.kind === 'reports' ? (rows as Camera[]) : [],
		surveys: asked.kind === 'surveys' ? (rows as DeskSurvey[]) : [],
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
	const done = await unwrap(
		service.rpc('desk_take_back', {
			p_contributor: id,
			p_salt: salt,
			...floodArguments(asked),
			p_shown: shown,
			p_reason: reason
		})
	);
	await refreshCameras();
	return done as unknown as TakenBack;
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
