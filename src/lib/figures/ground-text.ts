import type { WatchedGround } from '../camera/coverage.ts';
import type { I18n } from '../i18n/load.ts';
import { percentText, writtenShare } from '../i18n/percent.ts';

/** How ground is written in square kilometres: two decimals, or two digits where that says more. */
const groundDigits: Intl.NumberFormatOptions = {
	maximumFractionDigits: 2,
	maximumSignificantDigits: 2,
	roundingPriority: 'morePrecision'
};

/** Ground that was looked at within a year, at least and at most. */
export function lookedGround({
	looked_m2,
	looked_most_m2
}: Record<'looked_m2' | 'looked_most_m2', number>): WatchedGround {
	return { least_m2: looked_m2, most_m2: looked_most_m2 };
}

/** Two numbers as they are written, at least and at most; one where both are the same. */
export function rangeText(least: string, most: string): string {
	return least === most ? most : `${least}–${most}`;
}

/**
 * Ground as it is written, of one number or of two.
 * @param areaKm2 the area that it is a share of; null where that is not known, then in square kilometres, or in square
 * metres where it is less than a tenth of a square kilometre
 */
export function groundText(
	{ least_m2, most_m2 }: WatchedGround,
	areaKm2: number | null,
	i18n: Pick<I18n, 'm' | 'number'>
): string {
	const { number } = i18n;
	if (areaKm2 === null) {
		const isSmall = most_m2 < 100_000;
		const written = (m2: number) =>
			isSmall ? number(m2, { maximumFractionDigits: 0 }) : number(m2 / 1e6, groundDigits);
		return `${rangeText(written(least_m2), written(most_m2))} ${isSmall ? 'm²' : 'km²'}`;
	}
	const [least, most] = [least_m2, most_m2].map((m2) => m2 / 1e6 / areaKm2) as [number, number];
	if (most < writtenShare) return percentText(i18n, most);
	const written = [least < writtenShare ? 0 : least, most].map((share) => percentText(i18n, share));
	const [first, last] = written as [string, string];
	// One sign is enough.
	return rangeText(first === last ? first : first.replace(/\s*%$/, ''), last);
}
