import { redirect, type Actions } from '@sveltejs/kit';
import { addDays, belgradeDay } from '$lib/camera/day';
import { readFlood } from '$lib/camera/flood';
import type { FieldError } from '$lib/camera/report';
import { localePath } from '$lib/i18n/locale';
import * as cameras from '$lib/server/cameras';
import * as contributors from '$lib/server/contributors';
import * as floods from '$lib/server/floods';
import { answerForm, moderator, textOf } from '$lib/answer/form-action';
import { liveCameras } from '$lib/server/live';
import { Problem } from '$lib/server/problem';
import { settings } from '$lib/server/settings';
import { orErrorPage } from '$lib/answer/problems';
import { requestContext } from '$lib/server/feature-context';
import type { PageServerLoad } from './$types';
import { withTitles } from '../features';

const fields = ['kind', 'from', 'to', 'municipality', 'middle', 'radius', 'strict', 'kept'] as const;

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const contributor = await orErrorPage(contributors.current(event));
	if (!contributor?.moderator) redirect(303, localePath('/desk', event.locals.locale));
	const { searchParams } = event.url;
	const numbers = await orErrorPage(settings());
	const isAsked = searchParams.has('kind');
	const { asked, errors } = isAsked
		? await orErrorPage(readFlood((name) => searchParams.get(name), numbers, cameras.positionOf))
		: { asked: null, errors: [] as FieldError[] };
	const found = asked ? await orErrorPage(floods.show(contributor, asked, searchParams.get('at'))) : null;
	const titles = withTitles(await requestContext(event));
	const today = belgradeDay();
	const values = Object.fromEntries(fields.map((name) => [name, searchParams.get(name) ?? '']));
	return {
		values: isAsked ? values : { ...values, kind: 'reports', from: addDays(today, -1), to: today },
		errors,
		flood: found && {
			...found,
			cameras: found.cameras.map(titles.drawn),
			surveys: found.surveys.map(titles.placed)
		},
		hasAreas: (await orErrorPage(liveCameras())).hasAreas,
		reasonMaxChars: numbers.reason_max_chars
	};
};

export const actions: Actions = {
	default: (event) =>
		answerForm(event, (form) => {
			const text = textOf(form);
			return {
				typed: { reason: text('reason') },
				async act() {
					const contributor = await moderator(event);
					const { asked, errors } = await readFlood(text, await settings(), cameras.positionOf);
					if (!asked) throw new Problem(422, 'invalid_report', { errors });
					const { entries, id } = await floods.takeBack(contributor, asked, text('shown'), text('reason'));
					return { entries, id };
				}
			};
		})
};
