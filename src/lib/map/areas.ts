import type { ExpressionSpecification } from 'maplibre-gl';
import type { Feature, MultiPolygon, Polygon } from 'geojson';
import { figureName, type FigureName } from '../camera/coverage.ts';
import type { Bound } from '../camera/optics.ts';
import type { State } from '../camera/vocabulary.ts';
import type { Locale } from '../i18n/locale.ts';
import { rampOf, statesOf, type Shown } from './ground.ts';
import type { Palette } from './palette.ts';

/*
 * Municipalities as a choropleth, from far away: their figures as /data/areas.geojson has them.
 */

/** What is known of a municipality. */
export interface AreaNumbers extends Record<State, number>, Partial<Record<FigureName, number>> {
	id: string;
	names: Record<Locale, string>;
	area_km2: number;
	population: number | null;
	/** looked at within a year, at least and at most */
	looked_m2: number;
	looked_most_m2: number;
}
export type Area = Feature<Polygon | MultiPolygon, AreaNumbers>;

export interface Areas {
	/** where the boundaries come from; null while none are loaded */
	boundaries: { source: string | null; licence: string | null } | null;
	features: Area[];
}

/**
 * Asks the server for the municipalities; none while no boundaries are loaded.
 * @throws Error when they do not come
 */
export async function loadAreas(): Promise<Areas> {
	const response = await fetch('/data/areas.geojson?borders=simplified');
	if (!response.ok) throw new Error(`areas.geojson: ${response.status}`);
	const { boundaries = null, features } = (await response.json()) as Partial<Areas> & Pick<Areas, 'features'>;
	return {
		boundaries,
		features: features.map(({ id, geometry, properties }) => ({
			type: 'Feature',
			geometry,
			properties: { ...properties, id: String(id) }
		}))
	};
}

/** Above which figure a municipality has each colour of the ramp; the first above nothing. */
const classes = {
	gaps: [0, 0.001, 0.01],
	watched: [0, 0.0001, 0.001, 0.01, 0.1],
	km2: [0, 0.1, 0.5, 2, 10],
	inhabitants: [0, 0.05, 0.2, 1, 5]
} as const;

/** The classes of what is shown: shares of 1, cameras per km², or cameras per 1,000 inhabitants. */
export function areaClasses({ layer, per }: Shown): readonly number[] {
	return classes[layer === 'density' || layer === 'none' ? per : layer];
}

/** What is shown of a municipality, by its classes; null where its inhabitants are not known. */
export function areaFigure(area: AreaNumbers, shown: Shown): number | null {
	if (shown.layer === 'gaps') return area.looked_m2 / (area.area_km2 * 1e6);
	if (shown.layer === 'watched') return (area[figureName(shown)] ?? 0) / (area.area_km2 * 1e6);
	return perArea(area, camerasIn(area, shown), shown);
}

/** The cameras that count; at least the verified ones. */
export function camerasIn(area: AreaNumbers, { standing }: Shown, bound: Bound = 'most'): number {
	return statesOf(bound === 'least' ? 'verified' : standing).reduce((sum, state) => sum + area[state], 0);
}

/** So many cameras per km² of a municipality, or per 1,000 of its inhabitants. */
export function perArea(area: AreaNumbers, cameras: number, { per }: Shown): number | null {
	if (per === 'km2') return cameras / area.area_km2;
	return area.population ? (1000 * cameras) / area.population : null;
}

/** The place of a figure in the ramp; -1 where there is nothing, or nobody knows. */
export function classOf(figure: number | null, from: readonly number[]): number {
	return figure === null ? -1 : from.findLastIndex((least) => figure > least);
}

/** The colour of a municipality, which lies in the layer with its `id`. */
export function areaColor(
	{ features }: Areas,
	shown: Shown,
	palette: Palette
): ExpressionSpecification | string {
	const from = areaClasses(shown);
	const ramp = palette[rampOf(shown)];
	const colors = features.flatMap(({ properties }) => {
		const color = ramp[classOf(areaFigure(properties, shown), from)];
		return color ? [properties.id, color] : [];
	});
	if (colors.length === 0) return 'transparent';
	return ['match', ['get', 'id'], ...colors, 'transparent'] as unknown as ExpressionSpecification;
}
