/** Metres of a degree of latitude, and of one of longitude at the equator, on the sphere of `@turf/distance`. */
export const metresPerDegree = 111_195.08;

/** Degrees with six decimals, about 0.1 m. */
export function sixDecimals(degrees: number): number {
	return Math.round(degrees * 1e6) / 1e6;
}

/** A number with one decimal. */
export function oneDecimal(value: number): number {
	return Math.round(value * 10) / 10;
}
