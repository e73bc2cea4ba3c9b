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
