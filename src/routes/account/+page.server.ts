import { fail, redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import { localePath } from '$lib/i18n';
import { readKey, wordsPerKey } from '$lib/server/contributor-key';
import * as contributors from '$lib/server/contributors';
import { networkOnly, passPlain, passSolved } from '$lib/server/guard';
import { toProblem } from '$lib/server/problem';
import { addressOf, readForm } from '$lib/server/request';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '../problems';
import { sameSitePath } from '../same-site';
import type { PageServerLoad } from './$types';
import type { AccountAnswer } from './answer';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const contributor = await orErrorPage(contributors.current(event));
	const numbers = await settings();
	return {
		/** where one comes from, and goes back to */
		next: sameSitePath(event.url.searchParams.get('next')),
		contributor: contributor && {
			code: contributor.code,
			trusted: contributor.trusted,
			moderator: contributor.moderator,
			rightDays: contributor.rightDays,
			weight: contributor.trusted ? numbers.weight_trusted : numbers.weight_new
		},
		wordsPerKey,
		trustDays: numbers.trust_acts,
		trustAfterDays: numbers.trust_after_days,
		sessionDays: numbers.session_days,
		erasedDays: numbers.contributor_erased_after_days
	};
};

export const actions: Actions = {
	async make(event) {
		const { form, fault } = await readForm(event.request);
		const challenge = String(form.get('challenge') ?? '');
		const next = nextOf(form);
		return orRefusal(event, 'make', { next }, async () => {
			if (fault) throw fault;
			const address = addressOf(event);
			const passed = challenge ? await passSolved(address, challenge) : await passPlain(address);
			return { next, ...(await contributors.create(event, passed)) };
		});
	},
	async enter(event) {
		const { form, fault } = await readForm(event.request);
		const typed = String(form.get('key') ?? '');
		const next = nextOf(form);
		if (fault) return fail(fault.status, { at: 'enter' as const, typed, next, code: fault.code });
		const read = readKey(typed);
		if ('fault' in read) return fail(422, { at: 'enter' as const, typed, next, fault: read.fault });
		const refused = await orRefusal(event, 'enter', { typed, next }, async () =>
			contributors.signIn(event, read.key, await networkOnly(addressOf(event)))
		);
		return refused ?? redirect(303, next ?? localePath('/account', event.locals.locale));
	},
	async leave(event) {
		const { fault } = await readForm(event.request);
		const refused = await orRefusal(event, 'leave', {}, () => {
			if (fault) throw fault;
			return contributors.signOut(event);
		});
		return refused ?? redirect(303, localePath('/account', event.locals.locale));
	},
	async forget(event) {
		const { form, fault } = await readForm(event.request);
		if (fault) return fail(fault.status, { at: 'forget' as const, code: fault.code });
		if (form.get('sure') !== 'yes') return fail(422, { at: 'forget' as const, unsure: true });
		return orRefusal(event, 'forget', {}, async () => {
			await contributors.forget(event);
			return { forgotten: true };
		});
	}
};

function nextOf(form: FormData): string | null {
	return sameSitePath(String(form.get('next') ?? ''));
}

/** What a form is answered: what it did, or why it was refused, with what was typed. */
async function orRefusal<T>(
	event: RequestEvent,
	at: AccountAnswer['at'],
	typed: { typed?: string; next?: string | null },
	act: () => Promise<T>
) {
	try {
		return await act();
	} catch (thrown) {
		const problem = toProblem(thrown);
		if (!problem) throw thrown;
		const { retryAfterSeconds } = problem.members;
		if (retryAfterSeconds) event.setHeaders({ 'Retry-After': String(retryAfterSeconds) });
		return fail(problem.status, { at, ...typed, code: problem.code });
	}
}
