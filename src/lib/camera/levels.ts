/*
 * The levels of IEC 62676-4: how many pixels of a picture fall on a metre of what it shows, and so what can be made out.
 * private.view_levels in supabase/schemas/12_coverage.sql says the same. docs/method.md has the plain words.
 */

/** Each edition with its levels, from the least pixels per metre to the most. */
export const editions = {
	/** edition 2, in force since 9 October 2025 */
	2025: {
		overview: 20,
		outline: 40,
		discern: 80,
		perceive: 125,
		characterise: 250,
		validate: 500,
		scrutinise: 1500
	},
	/** withdrawn on that day */
	2014: { detect: 25, observe: 62.5, recognise: 125, identify: 250 }
} as const satisfies Record<number, Record<string, number>>;

export type Edition = keyof typeof editions;
/** The one by which Oko measures. */
export const edition = 2025 satisfies Edition;

/** What an edition is called wherever its levels are named. */
export const standardOf = (of: Edition) => `IEC 62676-4:${of}`;
export const standard = standardOf(edition);

/** What can be made out where nobody says otherwise: that somebody is there. */
export const usualLevel = 'outline';

export type Level = keyof (typeof editions)[typeof edition];
/** Pixels per metre of each level. */
export const densities_px_m: Readonly<Record<Level, number>> = editions[edition];
export const levels = Object.keys(densities_px_m) as readonly Level[];

/** The levels that have a plain step of their own; on the map the others stand under "more". */
export const plainLevels = [
	'outline',
	'discern',
	'characterise',
	'validate',
	'scrutinise'
] as const satisfies Level[];
export type PlainLevel = (typeof plainLevels)[number];

/** The place of a level among the plain ones: of one between two of them, the lower one's. */
export function stepOf(level: Level): number {
	const upTo = plainLevels.filter((plain) => densities_px_m[plain] <= densities_px_m[level]);
	return Math.max(0, upTo.length - 1);
}
