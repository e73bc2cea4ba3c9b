import type { WatchedGround } from '$lib/camera/coverage';

/** How ground is written: two decimals, or two digits where that says more. */
const groundDigits: Intl.NumberFormatOptions = {
	maximumFractionDigits: 2,
	maximumSignificantDigits: 2,
	roundingPriority: 'morePrecision'
};

/** Two numbers as they are written, at least and at most; one where both are the same. */
export function rangeText(least: string, most: string): string {
	return least === most ? most : `${least}–${most}`;
}

/**
 * Ground as it is written, of one number or of two.
 * @param areaKm2 the area that it is a share of; null where that is not known, then in square kilometres
 * @param number as the visitor's language writes numbers
 */
export function groundText(
	{ least_m2, most_m2 }: WatchedGround,
	areaKm2: number | null,
	number: (value: number, options?: Intl.NumberFormatOptions) => string
): string {
	const written = (m2: number) => number(m2 / 1e6 / (areaKm2 === null ? 1 : areaKm2 / 100), groundDigits);
	return rangeText(written(least_m2), written(most_m2)) + (areaKm2 === null ? ' km²' : '%');
}
