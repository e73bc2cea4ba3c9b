import type { ExpressionSpecification } from 'maplibre-gl';
import { figureName } from '../camera/coverage.ts';
import { levels, usualLevel, type Level } from '../camera/levels.ts';
import {
	bounds,
	readings,
	reach,
	standings,
	type Bound,
	type OpticsSettings,
	type Reading,
	type Standing
} from '../camera/optics.ts';
import { types, type CameraType, type State } from '../camera/vocabulary.ts';
import type { Areas } from './areas.ts';
import type { Peak } from './heat.ts';
import type { Palette } from './palette.ts';

/*
 * What the map shows beside the cameras. Everything is in the tiles, so that a switch asks for nothing.
 */

export const layers = ['none', 'density', 'watched', 'gaps'] as const;
export type Layer = (typeof layers)[number];
/** Whether squares where somebody looked and found none are hatched. */
export const hatchings = ['hatched', 'plain'] as const;
export type Hatching = (typeof hatchings)[number];
/** Of what a municipality's cameras are counted. */
export const counts = ['km2', 'inhabitants'] as const;
export type CountedPer = (typeof counts)[number];

/** Which layer, and which of its figures. */
export interface Shown {
	layer: Layer;
	level: Level;
	reading: Reading;
	standing: Standing;
	bound: Bound;
	looked: Hatching;
	per: CountedPer;
}

/** A cell of the tiles: `ground_m2`, cameras by state, figures by their names; what is 0 is absent. */
export type CellNumbers = Record<string, number | undefined>;

/** What the map and the panel tell each other. */
export interface Ground {
	readonly shown: Shown;
	/** the cell under the mouse, or the one that was pressed, or that in the middle; null where there is none */
	cell: CellNumbers | null;
	/** what the strongest colour of the heatmap means in this view; null before that is known */
	peak: Peak | null;
	/** id of the municipality there, where municipalities are shown */
	area: string | null;
	/** the municipalities with their figures, which come when they are first shown; 'failed' when they did not */
	areas: Areas | 'failed' | null;
	/** `cell` or `area` is under the mouse, or was pressed */
	isPressed: boolean;
	/** whether any cell in view is hatched */
	isHatched: boolean;
	/** whether streets are drawn by whether somebody looked there */
	hasStreetGaps: boolean;
	/** so close that views are drawn in the place of cells */
	isClose: boolean;
	/** so far away that municipalities stand in the place of cells and of the heat */
	isFar: boolean;
	/** shows another layer, or other figures of it */
	show(change: Partial<Shown>): unknown;
}

/** the names in the address; the first value of each list but the last's is left out */
const choices = {
	layer: layers,
	level: levels,
	reading: readings,
	states: standings,
	bound: bounds,
	looked: hatchings,
	per: counts
} as const;
export const shownNames = Object.keys(choices);

/** Reads an address. What is not understood is as if it were not there. */
export function parseShown(params: URLSearchParams): Shown {
	const chosen = <V extends string>(name: string, values: readonly V[], otherwise: V): V =>
		values.find((value) => value === params.get(name)) ?? otherwise;
	return {
		layer: chosen('layer', layers, 'none'),
		level: chosen('level', levels, usualLevel),
		reading: chosen('reading', readings, 'glance'),
		standing: chosen('states', standings, 'all'),
		bound: chosen('bound', bounds, 'most'),
		looked: chosen('looked', hatchings, 'hatched'),
		per: chosen('per', counts, 'km2')
	};
}

/** What stands in the address: nothing without a layer, and of the rest what differs from how it begins. */
export function shownQuery({ layer, level, reading, standing, bound, looked, per }: Shown): URLSearchParams {
	const begins = parseShown(new URLSearchParams());
	const params = new URLSearchParams();
	if (layer === 'none') return params;
	params.set('layer', layer);
	if (level !== begins.level) params.set('level', level);
	if (reading !== begins.reading) params.set('reading', reading);
	if (standing !== begins.standing) params.set('states', standing);
	if (bound !== begins.bound) params.set('bound', bound);
	if (looked !== begins.looked) params.set('looked', looked);
	if (per !== begins.per) params.set('per', per);
	return params;
}

/** The colours of a layer. */
export function rampOf({ layer }: Shown): 'ground' | 'looked' {
	return layer === 'gaps' ? 'looked' : 'ground';
}

/** farther away than this municipalities are drawn, where their boundaries are loaded */
export const areasBelowZoom = 10.5;
/** one fades into the other between these zooms */
export const areasFade = { from: areasBelowZoom - 0.25, to: areasBelowZoom + 0.25 };

/** The municipalities that the map shows in the place of cells or of the heat; null where it does not. */
export function shownAreas({ shown, isFar, areas }: Ground): Areas | null {
	return shown.layer !== 'none' && isFar && hasAreas(areas) ? areas : null;
}

/** Whether there are municipalities, loaded by now. */
export function hasAreas(areas: Ground['areas']): areas is Areas {
	return areas !== null && areas !== 'failed' && areas.features.length > 0;
}

/** The layer by which a picture is titled: municipalities are no heatmap, and the key says what they are. */
export function titleLayer(ground: Ground): Layer {
	const { layer } = ground.shown;
	return layer === 'density' && shownAreas(ground) ? 'none' : layer;
}

/** The opacity of cells and of the heat, which fade out where municipalities fade in. */
export function opacityBeside<T extends ExpressionSpecification | number>(
	areas: Ground['areas'],
	opacity: T
): ExpressionSpecification | T {
	if (!hasAreas(areas)) return opacity;
	return ['interpolate', ['linear'], ['zoom'], areasFade.from, 0, areasFade.to, opacity];
}

/** closer than this the views of cameras are drawn, farther away cells */
export const viewsFromZoom = 15;

/** Above which share of its ground a cell has each colour of the ramp; the first above nothing. */
export const classesFrom = [0, 0.001, 0.01, 0.1, 0.5] as const;

/** So that streets show through; the key mixes its colours with the paper in the same way. */
export const cellOpacity = 0.85;

/** The colour of a cell. */
export function cellColor(shown: Shown, { ground }: Palette): ExpressionSpecification {
	const share: ExpressionSpecification = [
		'/',
		['coalesce', ['get', figureName(shown)], 0],
		['get', 'ground_m2']
	];
	const steps = ground.flatMap((color, i) => [classesFrom[i] || Number.MIN_VALUE, color]);
	return ['step', share, 'transparent', ...steps] as unknown as ExpressionSpecification;
}

/** Names of the hatchings on the map, and from which share of a cell on each is drawn. */
export const hatches = [
	{ id: 'looked-part', from: 0 },
	{ id: 'looked-most', from: 0.5 }
] as const;

/** Also the dots over ground at which nobody looked. */
export type HatchId = (typeof hatches)[number]['id'] | 'unlooked';
/** from line to line, along the edge of the image */
export const hatchWidth_px = { 'looked-part': 12, 'looked-most': 6, unlooked: 8 } as const satisfies Record<
	HatchId,
	number
>;

/** The hatching of a cell in which somebody looked. */
export const cellHatch = [
	'step',
	['/', ['get', 'looked_m2'], ['get', 'ground_m2']],
	...hatches.flatMap(({ id, from }, i) => (i === 0 ? [id] : [from, id]))
] as unknown as ExpressionSpecification;

/** A hatching as an image that repeats, `ratio` device pixels to a pixel: lines from one corner to the other, or a dot. */
export function drawHatch(id: HatchId, { ink }: Palette, ratio: number): ImageData {
	const side = hatchWidth_px[id] * ratio;
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = side;
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no 2d canvas');
	if (id === 'unlooked') {
		context.fillStyle = ink;
		context.globalAlpha = 0.42;
		context.arc(side / 2, side / 2, ratio, 0, 2 * Math.PI);
		context.fill();
		return context.getImageData(0, 0, side, side);
	}
	context.strokeStyle = ink;
	context.globalAlpha = 0.7;
	context.lineWidth = ratio;
	// Three times, so that the corners meet those of the next.
	for (const shift of [-side, 0, side]) {
		context.moveTo(shift - ratio, side + ratio);
		context.lineTo(shift + side + ratio, -ratio);
	}
	context.stroke();
	return context.getImageData(0, 0, side, side);
}

/** States of the cameras that count. */
export function statesOf(standing: Standing): State[] {
	return standing === 'verified' ? ['verified'] : ['reported', 'verified', 'disputed'];
}

/** The types whose views end only because none is taken to reach farther. */
export function cappedTypes({ level, reading, bound }: Shown, optics: OpticsSettings): CameraType[] {
	return types.filter((type) => reach(type, level, reading, bound, optics).isCapped);
}
