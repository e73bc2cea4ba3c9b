import { splitPath } from '$lib/i18n/locale';
import { loadI18n } from '$lib/i18n/load';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ url, data }) => {
	const { locale, path } = splitPath(url.pathname);
	return { ...data, i18n: await loadI18n(locale), path };
};
