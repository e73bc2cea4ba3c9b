import type { I18n } from './load.ts';

/** the smallest share that is written as a number */
export const writtenShare = 1e-4;
const digits: Intl.NumberFormatOptions = {
	style: 'percent',
	maximumFractionDigits: 2,
	maximumSignificantDigits: 2,
	roundingPriority: 'lessPrecision'
};

/** A share of 1 as a percentage: two digits, two decimals at most, and "less than 0.01%" below that. */
export function percentText({ m, number }: Pick<I18n, 'm' | 'number'>, share: number): string {
	if (share > 0 && share < writtenShare) return m.common.lessThan(number(writtenShare, digits));
	return number(share, digits);
}
