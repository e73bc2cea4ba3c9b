import type { Position } from './position.ts';

/** Metres of a degree of latitude, and of one of longitude at the equator, on the sphere of `@turf/distance`. */
export const metresPerDegree = 111_195.08;

/** Degrees with six decimals, about 0.1 m. */
export function sixDecimals(degrees: number): number {
	return Math.round(degrees * 1e6) / 1e6;
}

/** A position with six decimals. */
export function roundedPosition([lng, lat]: Position): Position {
	return [sixDecimals(lng), sixDecimals(lat)];
}

/** A number with one decimal. */
export function oneDecimal(value: number): number {
	return Math.round(value * 10) / 10;
}
