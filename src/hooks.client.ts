import type { HandleClientError } from '@sveltejs/kit';
import { loadI18n } from './lib/i18n/load';
import { splitPath } from './lib/i18n/locale';
import { mapCode } from './lib/map-page/map-code';

// What the page asks for only after it has come to life is on its way before.
const { locale, path } = splitPath(location.pathname);
void loadI18n(locale).catch(() => {});
if (path === '/') void mapCode();

/** What a page needs did not come: browsers say that in many ways, and each is a TypeError. */
export const handleError: HandleClientError = ({ error, message }) => ({
	message,
	...(error instanceof TypeError && /fetch|load|import|network/i.test(error.message)
		? { code: 'unreachable' }
		: {})
});
