import { createHmac, randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { belgradeDay } from '../camera/day.ts';
import { fieldErrors } from '../camera/report.ts';
import type { AcceptedSurvey, WithdrawnSurvey } from '../camera/sent.ts';
import { surveySchema, type Survey } from '../camera/survey.ts';
import { withdrawToken } from './cameras.ts';
import type { Contributor } from './contributors.ts';
import * as answers from './answers.ts';
import * as deskAnswers from './desk-answers.ts';
import { engine, parsed, unwrap } from './engine/index.ts';
import { guardArguments, type Passed } from './guard/index.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';

/** A published survey as moderators see it. */
export type DeskSurvey = v.InferOutput<typeof deskAnswers.deskSurvey>;

/** A body as a survey, checked. @throws Problem 422 with one error a field */
export async function parseSurvey(body: unknown): Promise<Survey> {
	const result = v.safeParse(surveySchema(await settings(), belgradeDay()), body);
	if (result.success) return result.output;
	throw new Problem(422, 'invalid_report', { errors: fieldErrors(result.issues) });
}

/**
 * Takes a survey, as a whole or not at all; it is nobody's. `idempotencyKey` makes sending it twice safe.
 * @throws Problem 410, 422, 428, 429
 */
export async function send(
	input: Survey,
	passed: Passed,
	idempotencyKey: string | null
): Promise<AcceptedSurvey> {
	const { service, key } = await engine();
	// The body with the key, which only the sender has: whoever has database and secret cannot try bodies.
	const hash = (text: string) => createHmac('sha256', key('idempotency')).update(text).digest('base64url');
	const { survey_id, published, looked_m2, withdraw_seconds } = await parsed(
		service.rpc('record_survey', {
			p_survey_id: randomUUID(),
			p_drawn: JSON.stringify(input.drawn),
			p_looked_on: input.looked_on,
			p_method: input.method,
			p_publish: input.publish,
			p_key_hash: idempotencyKey ? hash(idempotencyKey) : undefined,
			p_body_hash: idempotencyKey ? hash(`${idempotencyKey}\n${JSON.stringify(input)}`) : undefined,
			...guardArguments(passed)
		}),
		answers.surveyed
	);
	return {
		survey_id,
		published,
		looked_m2,
		withdraw_seconds,
		withdraw_token: await withdrawToken(survey_id)
	};
}

/** Takes a survey back within its time. @throws Problem 403 for a wrong token, 410 when the time is over */
export async function withdraw(id: string, token: string): Promise<WithdrawnSurvey> {
	if (token !== (await withdrawToken(id))) throw new Problem(403, 'wrong_token');
	const { service } = await engine();
	await unwrap(service.rpc('withdraw_survey', { p_survey_id: id }));
	return { withdrawn: true };
}

/** Published surveys, the newest first. @throws Problem 403 for a contributor who is no moderator */
export async function forDesk({ id }: Contributor): Promise<DeskSurvey[]> {
	const { service } = await engine();
	return parsed(service.rpc('desk_surveys', { p_contributor: id }), v.array(deskAnswers.deskSurvey));
}

/** Takes a survey out of the map, or puts it back. @throws Problem 403, 404, 429 */
export async function remove({ id }: Contributor, survey: string, removed: boolean): Promise<void> {
	const { service } = await engine();
	await unwrap(service.rpc('remove_survey', { p_contributor: id, p_survey_id: survey, p_removed: removed }));
}
