import { fail, redirect, type Actions } from '@sveltejs/kit';
import { localePath } from '$lib/i18n';
import { readKey, wordsPerKey } from '$lib/server/contributor-key';
import * as contributors from '$lib/server/contributors';
import { answerForm, passForm, textOf } from '$lib/answer/form-action';
import { networkOnly } from '$lib/server/guard';
import { addressOf } from '$lib/server/request';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '$lib/answer/problems';
import { sameSitePath } from '$lib/server/same-site';
import type { PageServerLoad } from './$types';

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
	make: (event) =>
		answerForm(event, (form) => {
			const next = nextOf(form);
			return {
				typed: { at: 'make' as const, next },
				act: async () => ({ next, ...(await contributors.create(event, await passForm(event, form))) })
			};
		}),
	enter: (event) =>
		answerForm(event, (form) => {
			const typed = textOf(form)('key');
			const next = nextOf(form);
			const at = 'enter' as const;
			return {
				typed: { at, typed, next },
				async act() {
					const read = readKey(typed);
					if ('fault' in read) return fail(422, { at, typed, next, fault: read.fault });
					await contributors.signIn(event, read.key, await networkOnly(addressOf(event)));
					redirect(303, next ?? localePath('/account', event.locals.locale));
				}
			};
		}),
	leave: (event) =>
		answerForm(event, () => ({
			typed: { at: 'leave' as const },
			async act() {
				await contributors.signOut(event);
				redirect(303, localePath('/account', event.locals.locale));
			}
		})),
	forget: (event) =>
		answerForm(event, (form) => {
			const at = 'forget' as const;
			return {
				typed: { at },
				async act() {
					if (textOf(form)('sure') !== 'yes') return fail(422, { at, unsure: true });
					await contributors.forget(event);
					return { forgotten: true };
				}
			};
		})
};

function nextOf(form: FormData): string | null {
	return sameSitePath(textOf(form)('next'));
}
