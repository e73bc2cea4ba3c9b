import { inventedSource } from '../camera/invented.ts';
import type { I18n } from './load.ts';

/** Whose buildings they are, by what licence, and of which day. */
export function originText(
	{ source, licence, day }: { source: string; licence: string; day: string | null },
	{ m, date }: I18n
): string {
	if (source === inventedSource) return m.coverage.invented;
	return [source, licence, ...(day ? [date(day)] : [])].filter(Boolean).join(', ');
}
