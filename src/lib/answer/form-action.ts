import { randomBytes } from 'node:crypto';
import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { Candidate } from '$lib/camera/camera';
import type { FieldError } from '$lib/camera/report';
import type { ProblemBody } from '$lib/camera/sent';
import * as contributors from '$lib/server/contributors';
import { passPlain, passSolved, type Passed } from '$lib/server/guard';
import { Problem, toProblem } from '$lib/server/problem';
import { addressOf, readForm } from '$lib/server/request';

/** What a page is told of a form that was refused, beside what was typed into it. */
export interface Refused extends Pick<ProblemBody, 'code' | 'renewable_on'> {
	errors: FieldError[];
	candidates: Candidate[];
}

/** A form that was read: what the page gets back when it is refused, and what it asks for. */
export interface Asked<Typed, Did> {
	typed: Typed | ((problem: Problem) => Typed);
	act(): Promise<Did>;
}

/**
 * Answers a form: what was done, or why it was refused, with what was typed into it. A redirect passes, and so does a
 * fault of ours. A form longer than `maxBytes` is read as far as that, given back and refused.
 */
export async function answerForm<Typed extends object, Did>(
	event: RequestEvent,
	read: (form: FormData) => Asked<Typed, Did>,
	maxBytes?: number
): Promise<Did | ActionFailure<Typed & Refused>> {
	const { form, fault } = await readForm(event.request, maxBytes);
	const { typed, act } = read(form);
	try {
		if (fault) throw fault;
		return await act();
	} catch (thrown) {
		const problem = toProblem(thrown);
		if (!problem) throw thrown;
		const { errors = [], candidates = [], renewableOn, retryAfterSeconds } = problem.members;
		if (retryAfterSeconds) event.setHeaders({ 'Retry-After': String(retryAfterSeconds) });
		const given = typeof typed === 'function' ? typed(problem) : typed;
		return fail(problem.status, {
			...given,
			code: problem.code,
			errors,
			candidates,
			renewable_on: renewableOn
		});
	}
}

/** Reads a field as text; empty where there is none. */
export const textOf = (form: FormData) => (name: string) => String(form.get(name) ?? '');

/** The pass of a form: by its solved challenge, or by the site's own limit where no script solved one. */
export function passForm(event: RequestEvent, form: FormData): Promise<Passed> {
	const solved = textOf(form)('challenge');
	return solved ? passSolved(addressOf(event), solved) : passPlain(addressOf(event));
}

/** Who is signed in and moderates. @throws Problem 403 */
export async function moderator(event: RequestEvent): Promise<contributors.Contributor> {
	const contributor = await contributors.current(event);
	if (!contributor?.moderator) throw new Problem(403, 'no_moderator');
	return contributor;
}

/**
 * A body that a form was read into, checked. What could not be read comes first; the check adds what else is wrong.
 * @throws Problem 422
 */
export async function checkedForm<T>(errors: FieldError[], check: Promise<T>): Promise<T> {
	const found: FieldError[] = [];
	const checked = await check.catch((thrown: unknown) => {
		if (!(thrown instanceof Problem)) throw thrown;
		found.push(...(thrown.members.errors ?? []));
		return null;
	});
	if (checked !== null && errors.length === 0) return checked;
	const known = new Set(errors.map(({ field }) => field));
	throw new Problem(422, 'invalid_report', {
		errors: [...errors, ...found.filter(({ field }) => !known.has(field))]
	});
}

/** The key that makes sending a form twice safe. */
export const newKey = () => randomBytes(24).toString('base64url');

/** The key of a refused form: corrected, it is another one. Where nobody knows whether it was written, it keeps its key. */
export const nextKey = (form: FormData, { status }: Problem): string =>
	(status === 503 && textOf(form)('key')) || newKey();
