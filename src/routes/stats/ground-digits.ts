/** How ground is written: two decimals, or two digits where that says more. */
export const groundDigits: Intl.NumberFormatOptions = {
	maximumFractionDigits: 2,
	maximumSignificantDigits: 2,
	roundingPriority: 'morePrecision'
};
