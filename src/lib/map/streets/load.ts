import { addProtocol, type LayerSpecification, type StyleSpecification } from 'maplibre-gl';
import type { Locale } from '$lib/i18n/locale';
import type { Scheme } from '../palette.ts';
import { fontFaces } from '../style.ts';

/** What the page must know of the streets that are in place. */
export interface Streets {
	version: string;
	/** whom to name beside the map */
	attribution: string;
	bounds: [west: number, south: number, east: number, north: number];
	zooms: [min: number, max: number];
}

let protocol: Promise<void> | undefined;

/**
 * The street map's style, its tiles read in ranges from our own server.
 * @throws Error when the server does not answer
 */
export async function streetStyle(
	{ version, bounds, zooms: [minzoom, maxzoom] }: Streets,
	scheme: Scheme,
	locale: Locale
): Promise<StyleSpecification> {
	protocol ??= import('pmtiles').then(({ Protocol }) => addProtocol('pmtiles', new Protocol().tile));
	const query = new URLSearchParams({ scheme, locale, v: version });
	const [response] = await Promise.all([fetch(`/basemap/style.json?${query}`), protocol]);
	if (!response.ok) throw new Error(`/basemap/style.json: ${response.status}`);
	const archive = new URL(`/basemap.pmtiles?v=${version}`, document.baseURI);
	return {
		version: 8,
		'font-faces': fontFaces(),
		sources: {
			streets: { type: 'vector', tiles: [`pmtiles://${archive}/{z}/{x}/{y}`], minzoom, maxzoom, bounds }
		},
		layers: (await response.json()) as LayerSpecification[]
	};
}
