import { version } from '$app/environment';
import { openApi } from '$lib/answer/api/openapi';
import { outline } from '$lib/answer/api/outline';
import { settings } from '$lib/server/settings';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => ({
	chapters: outline(openApi(url.origin, version, await settings()))
});
