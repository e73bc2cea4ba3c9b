import type { ExpressionSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';
import { metresPerPixel } from './style.ts';

/*
 * The heatmap. MapLibre adds up a bell around each camera, as wide as the radius of the zoom; its strength is chosen such
 * that the densest place in view has the strongest colour.
 */

/** of the bell around a camera, in px; it grows by a quarter a zoom, so that streets come apart close up */
const radius = { fromZoom: 9, from_px: 14, growth: 1.27, toZoom: 20 };
/** MapLibre's bell has its middle at this, and a standard deviation of a third of its radius */
const bellMiddle = 1 / Math.sqrt(2 * Math.PI);
/** Fewer cameras than this in one place are never the strongest colour. */
const leastPeak = 3;

/** What lies in view, in px. */
export interface HeatPoint {
	x: number;
	y: number;
	/** how many cameras lie there */
	cameras: number;
}

/** What the strongest colour means: so many cameras in a circle of this radius. */
export interface Peak {
	cameras: number;
	within_m: number;
}

/** @returns px */
export function heatRadius(zoom: number): number {
	return radius.from_px * radius.growth ** (Math.max(zoom, radius.fromZoom) - radius.fromZoom);
}

/** {@link heatRadius} for the map's style. */
export const heatRadiusExpression: ExpressionSpecification = [
	'interpolate',
	['exponential', radius.growth],
	['zoom'],
	radius.fromZoom,
	heatRadius(radius.fromZoom),
	radius.toZoom,
	heatRadius(radius.toZoom)
];

/** How many cameras the bells add up to where they are densest, to a third of the radius. */
export function peakOf(points: Iterable<HeatPoint>, radius_px: number): number {
	const side_px = radius_px / 3;
	const cells = new Map<string, number>();
	const keyOf = (column: number, row: number) => `${column} ${row}`;
	for (const { x, y, cameras } of points) {
		const key = keyOf(Math.floor(x / side_px), Math.floor(y / side_px));
		cells.set(key, (cells.get(key) ?? 0) + cameras);
	}
	let peak = 0;
	for (const key of cells.keys()) {
		const [column = 0, row = 0] = key.split(' ').map(Number);
		let sum = 0;
		for (let dx = -2; dx <= 2; dx++)
			for (let dy = -2; dy <= 2; dy++)
				sum += (cells.get(keyOf(column + dx, row + dy)) ?? 0) * Math.exp(-(dx * dx + dy * dy) / 2);
		peak = Math.max(peak, sum);
	}
	return peak;
}

/** The strength with which the densest place has the strongest colour. */
export function heatIntensity(peak: number): number {
	return 1 / (bellMiddle * Math.max(peak, leastPeak));
}

/** A bell weighs as much as a circle of its standard deviation times the root of two. */
export function peakWords(peak: number, zoom: number): Peak {
	const within_m = (Math.SQRT2 * heatRadius(zoom) * metresPerPixel) / 3 / 2 ** zoom;
	const step = 10 ** (Math.floor(Math.log10(within_m)) - 1);
	return {
		cameras: Math.round(Math.max(peak, leastPeak)),
		within_m: Math.round(within_m / step) * step
	};
}

/** From nothing to the densest place. Squares, because a city has few places that are dense, and many that are not. */
export function heatColor({ ground }: Palette): ExpressionSpecification {
	const steps = ground.flatMap((color, i) => [((i + 1) / ground.length) ** 2, color]);
	return [
		'interpolate',
		['linear'],
		['heatmap-density'],
		0,
		`${ground[0]}00`,
		...steps
	] as unknown as ExpressionSpecification;
}
