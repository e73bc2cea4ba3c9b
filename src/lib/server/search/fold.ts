import { toLatin } from '../../i18n/latin.ts';

/**
 * A name as it is compared: lower case, Latin, without diacritics. Đ, which a keyboard without it writes in two ways,
 * is `dj` here; {@link foldings} has both.
 */
export function fold(text: string): string {
	return plain(latin(text).replace(/đ/g, 'dj'));
}

/** Every way in which a word of a name may be typed without diacritics, each once: Ђерам is `djeram` and `deram`. */
export function foldings(word: string): string[] {
	const letters = latin(word);
	return [...new Set([plain(letters.replace(/đ/g, 'dj')), plain(letters.replace(/đ/g, 'd'))])];
}

/** Latin in lower case: ǆ is two letters, full-width letters are usual ones, the eth that looks like Đ is Đ. */
function latin(text: string): string {
	return toLatin(text.normalize('NFKC').replace(/\p{Cf}/gu, ''))
		.toLowerCase()
		.replace(/[ðɖ]/g, 'đ');
}

function plain(latin: string): string {
	return latin.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss');
}
