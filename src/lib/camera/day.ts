const belgrade = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Europe/Belgrade',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});

export const dayMs = 86_400_000;

/** A calendar day in Europe/Belgrade, written `2026-11-01`. */
export type Day = string;

/** The day in Belgrade at an instant (now, when none is given). */
export function belgradeDay(instant: Date = new Date()): Day {
	return belgrade.format(instant);
}

/** Whether the text is a day that exists, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	const instant = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

const offsets = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Belgrade', timeZoneName: 'longOffset' });

/** The instant at which a day begins in Belgrade, with its offset from UTC: `2026-11-01T00:00:00+01:00` (RFC 3339). */
export function midnight(day: Day): string {
	// Summer time begins and ends an hour after midnight in UTC: until then the offset is that of midnight in Belgrade.
	const parts = offsets.formatToParts(new Date(`${day}T00:00:00Z`));
	const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '');
	return `${day}T00:00:00${offset}`;
}

/**
 * A day, a month or a year, `2019-03-15`, `2019-03` or `2019`: a calendar date of ISO 8601, of the precision that is
 * known.
 */
export type PartialDate = string;

/** Whether the text is a day, a month or a year that exists. */
export function isPartialDate(text: string): boolean {
	return /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && isDay(`${text}${'-01-01'.slice(text.length - 4)}`);
}

/**
 * Reads a day, a month or a year as people write it: `2019`, `2019-03`, `3. 2019.`, `03/2019`, `15. 3. 2019.`.
 * @returns null when it is none
 */
export function readPartialDate(typed: string): PartialDate | null {
	const numbers = typed
		.trim()
		.replace(/\.$/, '')
		.split(/\s*[./-]\s*/);
	if (numbers.length > 3 || !numbers.every((part) => /^\d{1,4}$/.test(part))) return null;
	const [year = '', ...rest] = numbers[0]?.length === 4 ? numbers : numbers.reverse();
	const date = [year, ...rest.map((part) => part.padStart(2, '0'))].join('-');
	return isPartialDate(date) ? date : null;
}

/** The day so many days later; earlier, when they are negative. */
export function addDays(day: Day, days: number): Day {
	return dayOf(dayNumber(day) + days);
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
	return dayNumber(to) - dayNumber(from);
}

/** Days since 1970-01-01, as tiles, lines and the index count them. */
export function dayNumber(day: Day): number {
	return Date.parse(day) / dayMs;
}

/** The day so many days after 1970-01-01. */
export function dayOf(number: number): Day {
	return new Date(number * dayMs).toISOString().slice(0, 10);
}
