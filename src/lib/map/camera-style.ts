import type { DataDrivenPropertyValueSpecification, ExpressionSpecification } from 'maplibre-gl';
import type { FreshnessDays } from '../camera/camera.ts';
import { valueFilters, type Filter, type ValueFilter } from '../camera/filter.ts';
import { fields, type Field } from '../camera/record.ts';
import { states } from '../camera/vocabulary.ts';
import type { Palette } from './palette.ts';

/*
 * How the map reads a camera of the vector tiles (properties: see `inTile` in record.ts, and confirmed_day): which
 * are drawn, and as what. Everything is derived here from the tile, so that a filter or a new day needs no request.
 */

/** Cameras that a filter lets through, as far as the map applies it: see `mapFilter`. */
export function filterExpression(filter: Filter, days: FreshnessDays): ExpressionSpecification {
	const asked = valueFilters.flatMap(({ name, field }): ExpressionSpecification[] => {
		const chosen = filter[name];
		return chosen ? [anyOf(field, chosen, days)] : [];
	});
	return ['all', ...asked];
}

function anyOf(
	name: ValueFilter['field'],
	chosen: readonly string[],
	days: FreshnessDays
): ExpressionSpecification {
	if (name === 'freshness') return ['in', freshnessOf(days), ['literal', [...chosen]]];
	const field: Field = fields[name];
	const value: ExpressionSpecification = ['get', field.inTile ?? name];
	if (field.kind === 'choices') {
		const values: ExpressionSpecification = ['split', ['coalesce', value, ''], ' '];
		return ['any', ...chosen.map((one): ExpressionSpecification => ['in', one, values])];
	}
	const known: ExpressionSpecification = field.tileOmitsUnknown ? ['coalesce', value, 'unknown'] : value;
	return ['in', known, ['literal', [...chosen]]];
}

/** See `freshness` in camera.ts. */
function freshnessOf({ notStale, fresh }: FreshnessDays): ExpressionSpecification {
	return ['step', ['get', 'confirmed_day'], 'stale', notStale, 'ageing', fresh, 'fresh'];
}

/** The look of a camera, see `lookOf` in marks.ts; `staleBefore` is the first day that is not stale. */
function look(staleBefore: number): ExpressionSpecification {
	const isStale: ExpressionSpecification = ['<', ['get', 'confirmed_day'], staleBefore];
	const state: ExpressionSpecification = ['get', 'state'];
	return [
		'case',
		['all', isStale, ['in', state, ['literal', ['reported', 'verified']]]],
		['concat', state, '_stale'],
		state
	];
}

/** The name of the image, see `markName` in marks.ts. */
export function markExpression(staleBefore: number): ExpressionSpecification {
	return ['concat', ['get', 'type'], '-', look(staleBefore)];
}

/** the hole in the dot of a verified camera whose confirmation is stale, as a share of the dot */
export const ringRadius = 0.45;
/** of a dot that stands for several cameras, with room for their number, in px */
export const numberedRadius_px = 8;

/** Verified above reported above disputed above removed. */
export const sortKey: ExpressionSpecification = [
	'match',
	['get', 'state'],
	...(['removed', 'disputed', 'reported', 'verified'] satisfies (typeof states)[number][]).flatMap(
		(state, i) => [state, i]
	),
	0
] as unknown as ExpressionSpecification;

/** how much is left of a camera that did not change between two days */
export const unchangedOpacity = 0.25;

/**
 * Nothing is drawn of a camera in whose place another layer draws it, see together.ts; and little of one that did not
 * change between the days which are compared, see time.ts.
 */
export function unlessTogether(opacity: number | ExpressionSpecification): ExpressionSpecification {
	return ['case', ['boolean', ['feature-state', 'together'], false], 0, ...unlessUnchanged(opacity)];
}

function unlessUnchanged(
	opacity: number | ExpressionSpecification
): [isUnchanged: ExpressionSpecification, faint: ExpressionSpecification, opacity: typeof opacity] {
	return [['boolean', ['get', 'unchanged'], false], ['*', unchangedOpacity, opacity], opacity];
}

/** The opacity of a camera that is drawn for those which lie together. */
export const opacityTogether: ExpressionSpecification = ['case', ...unlessUnchanged(1)];

/** A dot by zoom: the radius of a verified camera's and its edge, in px, and how much it hides of what lies below. */
const dots = {
	alone: [
		{ zoom: 8, radius_px: 2.5, edge_px: 1, opacity: 1 },
		{ zoom: 14, radius_px: 7, edge_px: 2, opacity: 1 }
	],
	inHeat: [
		{ zoom: 9, radius_px: 1, edge_px: 0.4, opacity: 0.15 },
		{ zoom: 11, radius_px: 1.3, edge_px: 0.5, opacity: 0.3 },
		{ zoom: 13, radius_px: 2, edge_px: 0.7, opacity: 0.5 },
		{ zoom: 16, radius_px: 4.5, edge_px: 1.5, opacity: 0.7 }
	]
};
type Dot = (typeof dots.alone)[number];
/** Of a verified camera's radius, that of one in another state. */
export const dotShare: Record<(typeof states)[number], number> = {
	reported: 0.8,
	verified: 1,
	disputed: 0.8,
	removed: 0.6
};

/** A dot at a zoom. */
export function dotAt(zoom: number, isInHeat: boolean): Omit<Dot, 'zoom'> {
	const known = isInHeat ? dots.inHeat : dots.alone;
	const after = known.findIndex((dot) => dot.zoom > zoom);
	const to = known[after < 0 ? known.length - 1 : after] as Dot;
	const from = known[after < 0 ? known.length - 1 : Math.max(0, after - 1)] as Dot;
	const part = to === from ? 0 : (zoom - from.zoom) / (to.zoom - from.zoom);
	const between = (name: keyof Dot) => from[name] + part * (to[name] - from[name]);
	return { radius_px: between('radius_px'), edge_px: between('edge_px'), opacity: between('opacity') };
}
/** of a mark in the heatmap */
export const markOpacityInHeat = 0.7;

/**
 * A camera as a dot, where marks would cover each other: filled, hollow, half filled, holed or small, as its mark is.
 * In the heatmap it is small and faint.
 */
export function dotPaint(palette: Palette, staleBefore: number, isInHeat = false) {
	const byZoom = (written: (dot: Dot) => number | ExpressionSpecification): ExpressionSpecification =>
		[
			'interpolate',
			['linear'],
			['zoom'],
			...(isInHeat ? dots.inHeat : dots.alone).flatMap((dot) => [dot.zoom, written(dot)])
		] as unknown as ExpressionSpecification;
	const is = (...state: (typeof states)[number][]): ExpressionSpecification => [
		'in',
		['get', 'state'],
		['literal', state]
	];
	const color: ExpressionSpecification = [
		'match',
		look(staleBefore),
		'removed',
		palette.grey,
		['reported_stale', 'verified_stale'],
		palette.amber,
		palette.alarm
	];
	const isAlone: ExpressionSpecification = ['==', ['coalesce', ['get', 'together'], 1], 1];
	const isRing: ExpressionSpecification = ['all', isAlone, ['==', look(staleBefore), 'verified_stale']];
	const radius = (verified: number): ExpressionSpecification => [
		'case',
		['!', isAlone],
		isInHeat ? verified : numberedRadius_px,
		isRing,
		verified * ringRadius,
		...states.flatMap((state): [ExpressionSpecification, number] => [is(state), verified * dotShare[state]]),
		0
	];
	return {
		'circle-radius': byZoom(({ radius_px }) => radius(radius_px)),
		'circle-color': ['case', isRing, palette.sheet, is('verified', 'disputed'), color, palette.sheet],
		'circle-opacity': byZoom(({ opacity }) =>
			unlessTogether(['case', is('disputed'), 0.4 * opacity, opacity])
		),
		'circle-stroke-color': ['case', isRing, color, is('verified'), palette.sheet, color],
		'circle-stroke-opacity': byZoom(({ opacity }) => unlessTogether(opacity)),
		'circle-stroke-width': byZoom(({ radius_px, edge_px }) => [
			'case',
			isRing,
			radius_px * (1 - ringRadius),
			edge_px
		])
	} satisfies Record<string, DataDrivenPropertyValueSpecification<number | string> | ExpressionSpecification>;
}

/** The colour of the number in a dot: of {@link numberedRadius_px}, on what fills it. */
export function numberColor(palette: Palette): ExpressionSpecification {
	return ['case', ['==', ['get', 'state'], 'verified'], palette.sheet, palette.ink];
}
