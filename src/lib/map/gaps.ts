import type { ExpressionSpecification } from 'maplibre-gl';
import type { Feature, FeatureCollection, Polygon } from 'geojson';
import type { Areas } from './areas.ts';
import type { Palette } from './palette.ts';

/*
 * Where somebody looked, how much of it and when last; everywhere else nobody did. Ground without a cell is no free
 * ground, so that what is not known is drawn over the whole City, and cells over it.
 */

/** Months that have passed since somebody last looked, from which on a square has each colour, from old to new. */
export const agesFrom_months = [6, 3, 0] as const;
/** From which share of a square on its colour is so strong; what is not known shows through the others. */
const strengths = [
	{ from: 0, opacity: 0.45 },
	{ from: 0.1, opacity: 0.65 },
	{ from: 0.5, opacity: 0.92 }
] as const;
/** the strength with which a key shows the colours */
export const fullStrength = strengths[2].opacity;

/** A month as the tiles have it, 202611 for November 2026, so many months earlier. */
export function monthBefore(month: number, months: number): number {
	const count = Math.floor(month / 100) * 12 + (month % 100) - 1 - months;
	return Math.floor(count / 12) * 100 + (count % 12) + 1;
}

/** The month of a day, as the tiles have it. */
export function monthOf(day: string): number {
	return Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7));
}

/** The first day of a month of the tiles. */
export function dayOfMonth(month: number): string {
	return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, '0')}-01`;
}

/** The colour of a square by the month in which somebody last looked there. */
export function ageColor({ looked }: Palette, today: string): ExpressionSpecification {
	// A square has the colour of an age until the month before which the next one begins.
	const steps = looked
		.slice(1)
		.flatMap((color, i) => [monthBefore(monthOf(today), (agesFrom_months[i] ?? 0) - 1), color]);
	return ['step', ['get', 'looked_month'], looked[0], ...steps] as unknown as ExpressionSpecification;
}

/** The opacity of a square: the more of it was looked at, the less shows through of what is not known. */
export const lookedOpacity = [
	'step',
	['/', ['get', 'looked_m2'], ['get', 'ground_m2']],
	...strengths.flatMap(({ from, opacity }, i) => (i === 0 ? [opacity] : [from, opacity]))
] as unknown as ExpressionSpecification;

/** The ground that the record is about: the municipalities, or the box of the City while there are none. */
export function knownGround(
	areas: Areas | null,
	[west, south, east, north]: readonly [west: number, south: number, east: number, north: number]
): FeatureCollection {
	if (areas)
		return {
			type: 'FeatureCollection',
			features: areas.features.map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry }))
		};
	const ring = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	const box: Feature<Polygon> = {
		type: 'Feature',
		properties: {},
		geometry: { type: 'Polygon', coordinates: [ring] }
	};
	return { type: 'FeatureCollection', features: [box] };
}
