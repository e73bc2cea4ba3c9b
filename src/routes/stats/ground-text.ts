/** How ground is written: two decimals, or two digits where that says more. */
export const groundDigits: Intl.NumberFormatOptions = {
	maximumFractionDigits: 2,
	maximumSignificantDigits: 2,
	roundingPriority: 'morePrecision'
};

/**
 * Ground in words.
 * @param m2 square metres
 * @param areaKm2 the area that it is a share of; null where that is not known, then in square kilometres
 * @param number as the visitor's language writes numbers
 */
export function groundText(
	m2: number,
	areaKm2: number | null,
	number: (value: number, options?: Intl.NumberFormatOptions) => string
): string {
	return areaKm2 === null
		? `${number(m2 / 1e6, groundDigits)} km²`
		: number(m2 / 1e6 / areaKm2, { style: 'percent', ...groundDigits });
}
