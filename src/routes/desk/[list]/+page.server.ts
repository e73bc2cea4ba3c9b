import { error, redirect, type Actions } from '@sveltejs/kit';
import * as contributors from '$lib/server/contributors';
import * as desk from '$lib/server/desk';
import { requestContext } from '$lib/server/feature-context';
import { localePath } from '$lib/i18n/locale';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';
import { deskActions } from '../acts';
import { withTitles } from '../features';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const list = desk.deskLists.find((known) => known === event.params.list);
	if (!list) error(404, { message: 'not_found', code: 'not_found' });
	const contributor = await orErrorPage(contributors.current(event));
	if (!contributor?.moderator) redirect(303, localePath('/desk', event.locals.locale));
	const { searchParams } = event.url;
	const before = searchParams.get('before');
	const page = await orErrorPage(
		desk.page(contributor, list, before ?? searchParams.get('after'), before !== null)
	);
	const context = await requestContext(event);
	return {
		page: withTitles(context).page(page),
		reasonMaxChars: context.settings.reason_max_chars
	};
};

export const actions: Actions = deskActions;
