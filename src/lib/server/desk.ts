import * as v from 'valibot';
import type { Camera } from '../camera/camera.ts';
import type { Day } from '../camera/day.ts';
import type { MunicipalityId } from '../camera/municipalities.ts';
import type { CameraType, ComplaintKind, Operator, Verdict } from '../camera/vocabulary.ts';
import { numberOf } from './cameras.ts';
import type { Contributor } from './contributors.ts';
import * as deskAnswers from './desk-answers.ts';
import { checked, engine, parsed, unwrap } from './engine/index.ts';
import type { TakenBack } from './floods.ts';
import { refreshCameras } from './live/index.ts';
import { forDesk, type DeskSurvey } from './surveys.ts';

/** What a camera is called by, of hidden ones too. */
export type Named = v.InferOutput<typeof deskAnswers.titled>;

/** A list of the desk: what waits for moderators, or what they did. Nobody's name. */
interface Rows {
	disputed: Camera;
	complaints: { id: string; camera: Named; kind: ComplaintKind; message: string | null; receivedOn: Day };
	/** reports beside what was hidden, which are not public before a moderator says so */
	waiting: {
		id: string;
		type: CameraType;
		operator: Operator;
		lng: number;
		lat: number;
		municipality: MunicipalityId | null;
		note: string | null;
		deleteOn: Day;
		hidden: { camera: Named; reason: string }[];
	};
	notes: { id: string; camera: Named; note: string; deleteOn: Day };
	surveys: DeskSurvey;
	reported: Camera;
	hidden: { camera: Named; reason: string; mergedInto: Named | null; changedOn: Day };
	taken_back: TakenBack;
}
export type DeskList = keyof Rows;
export const deskLists: readonly DeskList[] = [
	'complaints',
	'waiting',
	'disputed',
	'notes',
	'reported',
	'surveys',
	'hidden',
	'taken_back'
];

/** The rows of one list, with its name. */
export type DeskRows = { [L in DeskList]: { list: L; rows: Rows[L][] } }[DeskList];
/** A page of a list: how long it is, and the places from which one goes on. */
export type DeskPage = DeskRows & { count: number; before: string | null; after: string | null };

/** Several people who said the same, and networks that did much. */
export interface Bursts {
	people: { camera: Named; verdict: Verdict; people: number; newPeople: number }[];
	networks: { acts: number; cameras: Named[] }[];
}

/** What the database says of a row, by list. */
type Answers = { [L in DeskList]: v.InferOutput<(typeof deskAnswers.deskRows)[L]> };

const readers: { [L in DeskList]: (row: Answers[L]) => Rows[L] } = {
	disputed: (camera) => camera,
	complaints: ({ received_on, ...rest }) => ({ ...rest, receivedOn: received_on }),
	waiting: ({ delete_on, hidden, ...rest }) => ({
		...rest,
		deleteOn: delete_on,
		hidden: hidden ?? []
	}),
	notes: ({ delete_on, ...rest }) => ({ ...rest, deleteOn: delete_on }),
	surveys: (survey) => survey,
	reported: (camera) => camera,
	hidden: ({ merged_into, changed_on, ...rest }) => ({
		...rest,
		mergedInto: merged_into,
		changedOn: changed_on
	}),
	taken_back: (act) => act
};

function read<L extends DeskList>(list: L, rows: unknown[]) {
	const schema = deskAnswers.deskRows[list] as unknown as v.GenericSchema<unknown, Answers[L]>;
	return { list, rows: rows.map((row) => readers[list](checked(row, schema))) };
}

/**
 * What moderators have before them: the beginning of each list, and how long it is.
 * @throws Problem 403 for a contributor who is no moderator
 */
export async function look(contributor: Contributor): Promise<{ bursts: Bursts; lists: DeskPage[] }> {
	const { service } = await engine();
	const [found, surveys] = await Promise.all([
		parsed(service.rpc('desk', { p_contributor: contributor.id }), deskAnswers.desk),
		forDesk(contributor)
	]);
	const { people, networks } = found.bursts;
	return {
		bursts: {
			people: people.map(({ new_people, ...rest }) => ({ ...rest, newPeople: new_people })),
			networks
		},
		lists: deskLists.map((list) => ({
			...read(list, list === 'surveys' ? surveys : found[list]),
			count: found.counts[list],
			before: null,
			after: null
		})) as DeskPage[]
	};
}

/** A page of one list, from a place on; `isBack` goes back from there. @throws Problem 403, 422 */
export async function page(
	{ id }: Contributor,
	list: DeskList,
	at: string | null,
	isBack: boolean
): Promise<DeskPage> {
	const { service } = await engine();
	const { rows, ...rest } = await parsed(
		service.rpc('desk_list', { p_contributor: id, p_list: list, p_at: at ?? undefined, p_is_back: isBack }),
		deskAnswers.deskPage
	);
	return { ...read(list, rows), ...rest } as DeskPage;
}

export const deskActs = ['hide', 'restore', 'merge'] as const;
/** One act on a camera: hiding says why in public, merging names the camera that stays. */
export type DeskAct =
	| { act: 'hide'; id: string; reason: string }
	| { act: 'restore'; id: string }
	| { act: 'merge'; id: string; into: string };

/** Whether anybody is a moderator: without one nobody becomes trusted. */
export async function hasModerators(): Promise<boolean> {
	const { service } = await engine();
	return (await parsed(service.rpc('moderators'), v.array(v.unknown()))).length > 0;
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

export const waitingActs = ['publish', 'refuse', 'wait'] as const;
/** Publishes a report that waits, refuses it, or lets a refused one wait again. @throws Problem 403, 404, 409, 429 */
export async function decide(
	{ id, salt }: Contributor,
	report: string,
	act: (typeof waitingActs)[number]
): Promise<void> {
	const { service } = await engine();
	await unwrap(
		service.rpc('decide_report', { p_contributor: id, p_salt: salt, p_report: report, p_act: act })
	);
	await refreshCameras();
}
