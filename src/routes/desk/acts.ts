import { fail, type Actions, type RequestEvent } from '@sveltejs/kit';
import { decodeCameraId, encodeCameraId } from '$lib/camera/id';
import * as contributors from '$lib/server/contributors';
import * as desk from '$lib/server/desk';
import * as floods from '$lib/server/floods';
import { Problem, toProblem } from '$lib/server/problem';
import { readForm } from '$lib/server/request';
import * as surveys from '$lib/server/surveys';
import type { DeskAnswer, Done } from './answer';

/** What the forms of the desk do, on each of its pages. */
export const deskActions: Actions = {
	async camera(event) {
		const { form, fault } = await readForm(event.request);
		const text = (name: string) => String(form.get(name) ?? '').trim();
		const typed = { act: text('act'), id: text('id'), reason: text('reason'), into: text('into') };
		return answering(event, typed, fault, async (contributor) => {
			const given = readAct(typed);
			await desk.act(contributor, given);
			return { done: given.act, id: given.id, undo: undoOf(given, text('before')) };
		});
	},
	async survey(event) {
		const { form, fault } = await readForm(event.request);
		const survey = String(form.get('survey') ?? '');
		const removed = form.get('removed') === 'yes';
		return answering(event, undefined, fault, async (contributor) => {
			if (!/^[0-9a-f-]{36}$/.test(survey)) throw new Problem(404, 'not_found');
			await surveys.remove(contributor, survey, removed);
			return {
				done: removed ? 'removeSurvey' : 'restoreSurvey',
				id: survey,
				undo: { action: 'survey', fields: { survey, removed: removed ? 'no' : 'yes' } }
			};
		});
	},
	async waiting(event) {
		const { form, fault } = await readForm(event.request);
		const report = String(form.get('report') ?? '');
		const given = desk.waitingActs.find((known) => known === form.get('act'));
		return answering(event, undefined, fault, async (contributor) => {
			if (!/^[0-9a-f-]{36}$/.test(report) || !given) throw new Problem(404, 'not_found');
			await desk.decide(contributor, report, given);
			if (given === 'publish') return { done: given, id: report };
			const undo = given === 'refuse' ? 'wait' : 'refuse';
			return { done: given, id: report, undo: { action: 'waiting', fields: { report, act: undo } } };
		});
	},
	async flood(event) {
		const { form, fault } = await readForm(event.request);
		const id = String(form.get('id') ?? '');
		return answering(event, undefined, fault, async (contributor) => {
			if (!/^[0-9a-f-]{36}$/.test(id)) throw new Problem(404, 'not_found');
			await floods.undo(contributor, id);
			return { done: 'undoFlood', id };
		});
	},
	async complaint(event) {
		const { form, fault } = await readForm(event.request);
		const complaint = String(form.get('complaint') ?? '');
		const closed = form.get('closed') === 'yes';
		return answering(event, undefined, fault, async (contributor) => {
			if (!/^[0-9a-f-]{36}$/.test(complaint)) throw new Problem(404, 'not_found');
			await desk.closeComplaint(contributor, complaint, closed);
			return {
				done: closed ? 'close' : 'reopen',
				id: complaint,
				undo: { action: 'complaint', fields: { complaint, closed: closed ? 'no' : 'yes' } }
			};
		});
	}
};

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

/** Does a moderator's act, and says what was refused. */
export async function answering(
	event: RequestEvent,
	typed: DeskAnswer['typed'],
	fault: Problem | null,
	act: (contributor: contributors.Contributor) => Promise<Done>
) {
	try {
		if (fault) throw fault;
		const contributor = await contributors.current(event);
		if (!contributor?.moderator) throw new Problem(403, 'no_moderator');
		return await act(contributor);
	} catch (thrown) {
		const problem = toProblem(thrown);
		if (!problem) throw thrown;
		return fail(problem.status, { typed, code: problem.code, errors: problem.members.errors ?? [] });
	}
}
