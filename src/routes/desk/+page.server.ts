import type { Actions } from '@sveltejs/kit';
import { clockTrouble } from '$lib/server/clock';
import * as contributors from '$lib/server/contributors';
import * as desk from '$lib/server/desk';
import { requestContext } from '$lib/server/feature-context';
import { orErrorPage } from '$lib/answer/problems';
import type { PageServerLoad } from './$types';
import { deskActions } from './acts';
import { withTitles } from './features';

export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const contributor = await orErrorPage(contributors.current(event));
	if (!contributor?.moderator) {
		return { code: contributor?.code ?? null, hasModerators: await orErrorPage(desk.hasModerators()) };
	}
	const { bursts, lists } = await orErrorPage(desk.look(contributor));
	const context = await requestContext(event);
	const titles = withTitles(context);
	return {
		code: contributor.code,
		hasModerators: true,
		reasonMaxChars: context.settings.reason_max_chars,
		clock: clockTrouble(),
		bursts: titles.bursts(bursts),
		lists: lists.map(titles.page)
	};
};

export const actions: Actions = deskActions;
