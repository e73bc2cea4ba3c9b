import { positionProblem, type Position } from '../camera/position.ts';
import { Problem } from './problem.ts';
import { settings } from './settings.ts';

/** A number in an address; null for what is none, or lies beyond a limit. */
export function askedNumber(query: URLSearchParams, name: string, limit: number): number | null {
	const text = query.get(name) ?? '';
	return /^-?\d{1,3}(\.\d{1,15})?$/.test(text) && Math.abs(Number(text)) <= limit ? Number(text) : null;
}

/**
 * The position in an address, in degrees.
 * @param bad names beside it that are wrong
 * @throws Problem 400 with every name that is wrong, and for longitude and latitude exchanged
 */
export async function askedPosition(query: URLSearchParams, bad: string[]): Promise<Position> {
	const [lng, lat] = [askedNumber(query, 'lng', 180), askedNumber(query, 'lat', 90)];
	const names = [...(lng === null ? ['lng'] : []), ...(lat === null ? ['lat'] : []), ...bad];
	if (lng === null || lat === null || names.length > 0) throw new Problem(400, 'bad_filter', { names });
	if (positionProblem([lng, lat], await settings()) === 'swapped') {
		const errors = ['lng', 'lat'].map((field) => ({ field, code: 'swapped' as const }));
		throw new Problem(400, 'bad_filter', { errors });
	}
	return [lng, lat];
}
