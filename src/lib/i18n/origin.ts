import { areInvented } from '../camera/invented.ts';
import type { I18n } from './load.ts';

/** Whose buildings they are, by what licence, and of which day. */
export function originText(
	buildings: { source: string; licence: string; day: string | null },
	{ m, date }: I18n
): string {
	if (areInvented(buildings)) return m.coverage.invented;
	const { source, licence, day } = buildings;
	return [source, licence, ...(day ? [date(day)] : [])].filter(Boolean).join(', ');
}
