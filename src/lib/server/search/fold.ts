import { toLatin } from '../../i18n/latin.ts';

/**
 * A name as it is compared: lower case, Latin, without diacritics. Đ, which a keyboard without it writes in two ways,
 * is `dj` here; {@link foldings} has both.
 */
export function fold(text: string): string {
	return plain(toLatin(text.normalize('NFC')).toLowerCase().replace(/đ/g, 'dj'));
}

/** Every way in which a word of a name may be typed without diacritics, each once: Ђерам is `djeram` and `deram`. */
export function foldings(word: string): string[] {
	const latin = toLatin(word.normalize('NFC')).toLowerCase();
	return [...new Set([plain(latin.replace(/đ/g, 'dj')), plain(latin.replace(/đ/g, 'd'))])];
}

function plain(latin: string): string {
	return latin.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
}
