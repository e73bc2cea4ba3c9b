import { parseBbox, type Filter } from './filter.ts';
import { levels, usualLevel, type Level } from './levels.ts';
import { bounds, readings, standings, type Bound, type Reading, type Standing } from './optics.ts';

/** One of the figures that are kept of watched ground. */
export interface Figure {
	standing: Standing;
	level: Level;
	reading: Reading;
	bound: Bound;
}

/** Every figure, in the order in which the database and the server keep them. */
export const figures: readonly Figure[] = standings.flatMap((standing) =>
	levels.flatMap((level) =>
		readings.flatMap((reading) => bounds.map((bound) => ({ standing, level, reading, bound })))
	)
);

/** The place of a figure among {@link figures}. */
export function slotOf({ level, ...rest }: Figure): number {
	return slotAt(levels.indexOf(level), rest);
}

/** The place of a figure whose level has a place in its edition, from 0; an edition with fewer levels leaves some empty. */
export function slotAt(place: number, { standing, reading, bound }: Omit<Figure, 'level'>): number {
	const view = place * 4 + readings.indexOf(reading) * 2 + bounds.indexOf(bound);
	return standings.indexOf(standing) * levels.length * 4 + view;
}

export type FigureName = `${'' | 'verified_'}${Level}_${Reading}_${Bound}_m2`;

/** The name of a figure in tiles and files, in square metres: `verified_outline_glance_least_m2`; of all cameras without `all_`. */
export function figureName({ standing, level, reading, bound }: Figure): FigureName {
	const which = standing === 'all' ? '' : (`${standing}_` as const);
	return `${which}${level}_${reading}_${bound}_m2`;
}

/** At least so much, and at most so much, square metres. */
export interface WatchedGround {
	least_m2: number;
	most_m2: number;
}
export type Watched = Record<Standing, Record<Level, Record<Reading, WatchedGround>>>;

/** Which cells, and which of their figures, are asked for. */
export interface CoverageQuery {
	level: Level;
	reading: Reading;
	states: Standing;
	bbox?: Filter['bbox'];
}

/**
 * Reads `level`, `reading`, `states=all|verified` and `bbox=west,south,east,north` from an address; without them what is
 * seen at a glance by all cameras at the usual level. What is wrong stands in `bad`, by name.
 */
export function parseCoverageQuery(params: URLSearchParams): { query: CoverageQuery; bad: string[] } {
	const bad: string[] = [];
	const query: CoverageQuery = { level: usualLevel, reading: 'glance', states: 'all' };
	const lists = { level: levels, reading: readings, states: standings };
	for (const name of new Set(params.keys())) {
		const [value = '', ...others] = params.getAll(name);
		const known: readonly string[] | undefined = Object.entries(lists).find(([key]) => key === name)?.[1];
		const bbox = name === 'bbox' ? parseBbox(value) : null;
		if (others.length > 0 || !(known?.includes(value) || bbox)) bad.push(name);
		else Object.assign(query, { [name]: bbox ?? value });
	}
	return { query, bad };
}

/** How much of the City somebody looked at within a year. */
export interface CityLooked {
	looked_m2: number;
	/** null while it is not known, and without boundaries */
	area_km2: number | null;
}
