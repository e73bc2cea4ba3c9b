import type { Actions, RequestEvent } from '@sveltejs/kit';
import { decodeCameraId, encodeCameraId } from '$lib/camera/id';
import type { Contributor } from '$lib/server/contributors';
import * as desk from '$lib/server/desk';
import * as floods from '$lib/server/floods';
import { answerForm, moderator, textOf } from '$lib/answer/form-action';
import { Problem } from '$lib/server/problem';
import * as surveys from '$lib/server/surveys';
import type { Done } from './answer';

/** What the forms of the desk do, on each of its pages. */
export const deskActions: Actions = {
	camera: (event) =>
		answerForm(event, (form) => {
			const text = (name: string) => textOf(form)(name).trim();
			const typed = { act: text('act'), id: text('id'), reason: text('reason'), into: text('into') };
			return {
				typed: { typed },
				async act(): Promise<Done> {
					const contributor = await moderator(event);
					const given = readAct(typed);
					await desk.act(contributor, given);
					return { done: given.act, id: given.id, undo: undoOf(given, text('before')) };
				}
			};
		}),
	survey: (event) =>
		onEntry(event, 'survey', async (contributor, survey, text) => {
			const removed = text('removed') === 'yes';
			await surveys.remove(contributor, survey, removed);
			return {
				done: removed ? 'removeSurvey' : 'restoreSurvey',
				id: survey,
				undo: { action: 'survey', fields: { survey, removed: removed ? 'no' : 'yes' } }
			};
		}),
	waiting: (event) =>
		onEntry(event, 'report', async (contributor, report, text) => {
			const given = desk.waitingActs.find((known) => known === text('act'));
			if (!given) throw new Problem(404, 'not_found');
			await desk.decide(contributor, report, given);
			if (given === 'publish') return { done: given, id: report };
			const undo = given === 'refuse' ? 'wait' : 'refuse';
			return { done: given, id: report, undo: { action: 'waiting', fields: { report, act: undo } } };
		}),
	flood: (event) =>
		onEntry(event, 'id', async (contributor, id) => {
			await floods.undo(contributor, id);
			return { done: 'undoFlood', id };
		}),
	complaint: (event) =>
		onEntry(event, 'complaint', async (contributor, complaint, text) => {
			const closed = text('closed') === 'yes';
			await desk.closeComplaint(contributor, complaint, closed);
			return {
				done: closed ? 'close' : 'reopen',
				id: complaint,
				undo: { action: 'complaint', fields: { complaint, closed: closed ? 'no' : 'yes' } }
			};
		})
};

/** Does a moderator's act on the entry that a field of the form names by its UUID. */
const onEntry = (
	event: RequestEvent,
	field: string,
	act: (contributor: Contributor, id: string, text: (name: string) => string) => Promise<Done>
) =>
	answerForm(event, (form) => {
		const text = textOf(form);
		return {
			typed: {},
			async act() {
				const contributor = await moderator(event);
				if (!/^[0-9a-f-]{36}$/.test(text(field))) throw new Problem(404, 'not_found');
				return act(contributor, text(field), text);
			}
		};
	});

/** @throws Problem 422 */
function readAct(typed: { act: string; id: string; reason: string; into: string }): desk.DeskAct {
	const refuse = (field: string, code: 'required' | 'invalid' | 'unknown_camera') => {
		throw new Problem(422, 'invalid_report', { errors: [{ field, code }] });
	};
	const act = desk.deskActs.find((known) => known === typed.act) ?? refuse('act', 'invalid');
	const id = idOf(typed.id) ?? refuse('id', 'unknown_camera');
	if (act === 'hide') return { act, id, reason: typed.reason };
	if (act === 'restore') return { act, id };
	if (!typed.into) refuse('into', 'required');
	return { act, id, into: idOf(typed.into) ?? refuse('into', 'unknown_camera') };
}

/** An id as it is written, from whatever was typed. */
function idOf(typed: string): string | null {
	const number = decodeCameraId(typed);
	return number === null ? null : encodeCameraId(number);
}

/** What takes an act back. What was hidden or merged before it was restored is so again. */
function undoOf(given: desk.DeskAct, before: string): Done['undo'] {
	const { id } = given;
	if (given.act !== 'restore') return { action: 'camera', fields: { act: 'restore', id } };
	const into = /^merge (\w+)$/.exec(before)?.[1];
	return {
		action: 'camera',
		fields: into ? { act: 'merge', id, into } : { act: 'hide', id, reason: before }
	};
}
