import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { Palette, StreetGreys } from '../palette.ts';
import { font, fontRegular } from '../style.ts';
import { streetsSource as source } from './walkable.ts';

/**
 * For an archive of no known schema: what is called road, waterway, place and municipality in it is drawn as such,
 * everything else is not.
 */
export function plainLayers(
	palette: Palette,
	greys: StreetGreys,
	name: ExpressionSpecification
): LayerSpecification[] {
	const rail: ExpressionSpecification = ['==', ['get', 'kind_inferred'], 'rail'];
	const isMain: ExpressionSpecification = [
		'in',
		['get', 'kind_inferred'],
		['literal', ['motorway', 'trunk', 'primary', 'secondary', 'tertiary']]
	];
	const road = (id: string, color: ExpressionSpecification, extra: number): LineLayerSpecification => ({
		id,
		type: 'line',
		source,
		'source-layer': 'road',
		minzoom: 11,
		filter: ['!', rail],
		layout: { 'line-cap': 'round', 'line-join': 'round' },
		paint: {
			'line-color': color,
			'line-width': [
				'interpolate',
				['exponential', 1.6],
				['zoom'],
				11,
				0.5 + extra / 2,
				14,
				['case', isMain, 5 + extra, 3 + extra],
				18,
				['case', isMain, 24 + extra, 16 + extra]
			]
		}
	});
	const text = { 'text-color': palette.place, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 };
	return [
		{ id: 'paper', type: 'background', paint: { 'background-color': palette.paper } },
		{
			id: 'water',
			type: 'line',
			source,
			'source-layer': 'waterway',
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: {
				'line-color': palette.water,
				'line-width': ['interpolate', ['exponential', 2], ['zoom'], 8, 3, 12, 16, 16, 160]
			}
		},
		{
			id: 'municipality-edges',
			type: 'line',
			source,
			'source-layer': 'municipality',
			paint: { 'line-color': palette.bridge, 'line-width': 1, 'line-dasharray': [4, 3], 'line-opacity': 0.6 }
		},
		{
			id: 'rails',
			type: 'line',
			source,
			'source-layer': 'road',
			filter: rail,
			minzoom: 12,
			paint: { 'line-color': palette.bridge, 'line-width': 1 }
		},
		road('road-edges', ['case', isMain, greys.mainEdge, greys.edge], 2),
		road('roads', ['case', isMain, greys.main, greys.street], 0),
		{
			id: 'road-names',
			type: 'symbol',
			source,
			'source-layer': 'road',
			minzoom: 14,
			filter: ['!', rail],
			layout: {
				'symbol-placement': 'line',
				'text-field': name,
				'text-font': [fontRegular],
				'text-size': ['interpolate', ['linear'], ['zoom'], 14, 11, 17, 14]
			},
			paint: text
		},
		{
			id: 'water-names',
			type: 'symbol',
			source,
			'source-layer': 'waterway',
			layout: {
				'symbol-placement': 'line',
				'symbol-spacing': 400,
				'text-field': name,
				'text-font': [font],
				'text-size': 13,
				'text-letter-spacing': 0.15
			},
			paint: text
		},
		{
			id: 'place-names',
			type: 'symbol',
			source,
			'source-layer': 'place',
			minzoom: 11,
			layout: { 'text-field': name, 'text-font': [font], 'text-size': 12 },
			paint: text
		},
		{
			id: 'municipality-names',
			type: 'symbol',
			source,
			'source-layer': 'municipality',
			// Each tile names its own part: further in the same name would stand there often.
			maxzoom: 11,
			layout: {
				'text-field': name,
				'text-font': [font],
				'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11, 11, 14],
				'text-letter-spacing': 0.06
			},
			paint: text
		}
	];
}
