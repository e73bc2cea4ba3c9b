import cyrillicRegular from '@fontsource/noto-sans/files/noto-sans-cyrillic-400-normal.woff2?url';
import cyrillic from '@fontsource/noto-sans/files/noto-sans-cyrillic-600-normal.woff2?url';
import latinRegular from '@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2?url';
import latin from '@fontsource/noto-sans/files/noto-sans-latin-600-normal.woff2?url';
import type {
	LayerSpecification,
	LngLatBoundsLike,
	StyleSpecification,
	SymbolLayerSpecification
} from 'maplibre-gl';
import latinExt from '../ui/fonts/noto-sans-latin-a-600.woff2?url';
import latinExtRegular from '../ui/fonts/noto-sans-latin-a-400.woff2?url';
import { palettes, type Scheme } from './palette.ts';
import { schematic } from './schematic.ts';
import { home } from './view.ts';

export const font = 'Noto Sans';
/** the lighter weight, for the names of streets */
export const fontRegular = 'Noto Sans Regular';
/** the map as the server draws it: larger than any window, so that both have one middle */
export const firstView = { ...home, width_px: 4096, height_px: 2304 };
/** the box around the City, with room to drag its edges to the middle of a wide window */
export const maxBounds: LngLatBoundsLike = [
	[19.2, 43.9],
	[21.7, 45.45]
];
/** closer than this a camera is a mark, farther away a dot */
export const marksFromZoom = 14;
/** the same in the heatmap, which marks would hide */
export const marksInHeatFromZoom = 16;
export const conesFromZoom = 16;
/** invented buildings, which only the schematic lacks */
export const buildingsFromZoom = 15;

/** of zoom 0, at 44.8° north */
export const metresPerPixel = 55_540;
/** metres on the ground as a line width */
const metres = (value: number) => ({
	at8: (value * 2 ** 8) / metresPerPixel,
	at20: (value * 2 ** 20) / metresPerPixel
});

/**
 * The base map: what lies under the cameras. `label` writes a Cyrillic name in the page's script.
 * With streets in place, src/lib/map/streets takes its place.
 */
export function baseStyle(scheme: Scheme, label: (name: string) => string): StyleSpecification {
	const palette = palettes[scheme];
	const { rivers, island, bridges, places } = schematic(label);
	const one = metres(1);
	const riverPaint = {
		'line-color': palette.water,
		'line-width': [
			'interpolate',
			['exponential', 2],
			['zoom'],
			8,
			['max', 1.5, ['*', ['get', 'width_m'], one.at8]],
			20,
			['*', ['get', 'width_m'], one.at20]
		]
	} as const;
	return {
		version: 8,
		'font-faces': fontFaces(),
		sources: {
			rivers: { type: 'geojson', data: rivers },
			island: { type: 'geojson', data: island },
			bridges: { type: 'geojson', data: bridges },
			places: { type: 'geojson', data: places }
		},
		layers: [
			{ id: 'paper', type: 'background', paint: { 'background-color': palette.paper } },
			{
				id: 'rivers',
				type: 'line',
				source: 'rivers',
				layout: { 'line-cap': 'round', 'line-join': 'round' },
				paint: riverPaint as never
			},
			{ id: 'island', type: 'fill', source: 'island', paint: { 'fill-color': palette.paper } },
			{
				id: 'bridges',
				type: 'line',
				source: 'bridges',
				minzoom: 10,
				paint: {
					'line-color': palette.bridge,
					'line-width': ['interpolate', ['exponential', 2], ['zoom'], 10, 1, 14, 3, 20, one.at20 * 30]
				}
			},
			{
				id: 'river-names',
				type: 'symbol',
				source: 'rivers',
				layout: {
					'symbol-placement': 'line',
					'symbol-spacing': 400,
					'text-field': ['get', 'name'],
					'text-font': [font],
					'text-size': 13,
					'text-letter-spacing': 0.15
				},
				paint: { 'text-color': palette.place }
			},
			{
				id: 'bridge-names',
				type: 'symbol',
				source: 'bridges',
				minzoom: 14,
				layout: {
					'symbol-placement': 'line-center',
					'text-field': ['get', 'name'],
					'text-font': [font],
					'text-size': 12
				},
				paint: { 'text-color': palette.place, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 }
			},
			{
				id: 'neighbourhoods',
				type: 'symbol',
				source: 'places',
				minzoom: 12.5,
				filter: ['==', ['get', 'rank'], 2],
				layout: { ...besideCameras, 'text-field': ['get', 'name'], 'text-font': [font], 'text-size': 12 },
				paint: { 'text-color': palette.place, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 }
			},
			{
				id: 'municipalities',
				type: 'symbol',
				source: 'places',
				filter: ['==', ['get', 'rank'], 1],
				layout: {
					...besideCameras,
					'text-field': ['get', 'name'],
					'text-font': [font],
					'text-size': ['interpolate', ['linear'], ['zoom'], 9, 11, 14, 17],
					'text-letter-spacing': 0.06
				},
				paint: { 'text-color': palette.place, 'text-halo-color': palette.halo, 'text-halo-width': 1.5 }
			}
		]
	};
}

/** Ids of the layers that name municipalities and neighbourhoods, on the schematic and on streets of every schema. */
export function placeNameLayers(layers: readonly LayerSpecification[]): string[] {
	const names = /^(municipalit|neighbourhoods|place-names|label-place)/;
	return layers.filter(({ id, type }) => type === 'symbol' && names.test(id)).map(({ id }) => id);
}

/** The name of a place moves a little where it would lie on a camera. */
export const besideCameras = {
	'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'],
	'text-radial-offset': 1
} satisfies SymbolLayerSpecification['layout'];

/** The typeface in both weights, as a style names it. The page's own text uses the same files. */
export function fontFaces(): StyleSpecification['font-faces'] {
	const faces = (cyrillicUrl: string, latinExtUrl: string, latinUrl: string) => [
		{
			url: absolute(cyrillicUrl),
			'unicode-range': ['U+0301', 'U+0400-045F', 'U+0490-0491', 'U+04B0-04B1', 'U+2116']
		},
		{ url: absolute(latinExtUrl), 'unicode-range': ['U+0100-017F'] },
		{ url: absolute(latinUrl), 'unicode-range': ['U+0000-00FF', 'U+2000-206F'] }
	];
	return {
		[font]: faces(cyrillic, latinExt, latin),
		[fontRegular]: faces(cyrillicRegular, latinExtRegular, latinRegular)
	};
}

/** MapLibre's worker has no page to resolve an address against. */
function absolute(path: string): string {
	return new URL(path, document.baseURI).href;
}

/** Blue, as every map draws where the device is, and what lies around a place; on paper and on dark. */
export const deviceColor = '#4a7dff';
