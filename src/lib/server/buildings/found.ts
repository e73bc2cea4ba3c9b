import type { Position } from '../../camera/position.ts';

/** A building as a source has it: closed rings in degrees, the outer one first. */
export interface Found {
	rings: Position[][];
	/** metres; null where nobody knows */
	height_m: number | null;
}

/** Where buildings come from; empty or null where nobody said. */
export interface Origin {
	source: string;
	licence: string;
	/** the day of the data, YYYY-MM-DD */
	day: string | null;
}

export const openStreetMap = { source: '© OpenStreetMap contributors', licence: 'ODbL 1.0' };
