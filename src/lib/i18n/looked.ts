import type { CityLooked } from '../camera/coverage.ts';
import type { I18n } from './load.ts';
import { percentText } from './percent.ts';

/**
 * What empty ground on any map means: how much of the City was looked at, and that nobody looked elsewhere. A map, a print,
 * a picture and whatever else shows cameras says it.
 * @param looked null while it is not known
 */
export function lookedText(i18n: Pick<I18n, 'm' | 'number'>, looked: CityLooked | null): string {
	const { m, number } = i18n;
	if (!looked || looked.looked_m2 === 0) return m.map.unlooked;
	const { looked_m2, area_km2 } = looked;
	return m.map.looked(
		area_km2
			? percentText(i18n, looked_m2 / 1e6 / area_km2)
			: `${number(looked_m2 / 1e6, { maximumSignificantDigits: 2 })} km²`
	);
}
