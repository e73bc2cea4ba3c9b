import type { Reroute } from '@sveltejs/kit';
import { splitPath } from '$lib/i18n/locale';

/** The routes know no languages: `/en/list` is `/list` in English. */
export const reroute: Reroute = ({ url }) => splitPath(url.pathname).path;
