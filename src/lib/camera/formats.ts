import type { State } from './vocabulary.ts';

/** What there is to know of a file format of the record, before one is written. */
export interface FormatFacts {
	/** as it is called in every language */
	title: string;
	mediaType: string;
	/** what its address understands beside the filters (`filters`), with the values; `lang` takes a language */
	parameters: { lang?: true; for?: readonly string[] };
	/** cameras in these states are never in it */
	leavesOut: readonly State[];
}

/**
 * The formats of the record by their extension: `/data/cameras.<extension>`. From this table come the addresses, the page
 * of downloads, and which module (src/lib/server/export/writers.ts) and words (src/lib/i18n) must exist.
 */
export const formats = {
	csv: {
		title: 'CSV',
		mediaType: 'text/csv; charset=utf-8; header=present',
		parameters: { lang: true, for: ['excel'] },
		leavesOut: []
	},
	geojson: {
		title: 'GeoJSON',
		mediaType: 'application/geo+json',
		parameters: { lang: true },
		leavesOut: []
	},
	kml: {
		title: 'KML',
		mediaType: 'application/vnd.google-earth.kml+xml',
		parameters: { lang: true },
		leavesOut: []
	},
	gpx: {
		title: 'GPX',
		mediaType: 'application/gpx+xml',
		parameters: { lang: true },
		// Somebody would walk there in vain.
		leavesOut: ['removed']
	},
	fgb: {
		title: 'FlatGeobuf',
		mediaType: 'application/flatgeobuf',
		parameters: { lang: true },
		leavesOut: []
	},
	parquet: {
		title: 'GeoParquet',
		mediaType: 'application/vnd.apache.parquet',
		parameters: { lang: true },
		leavesOut: []
	},
	geojsons: {
		title: 'GeoJSONSeq',
		mediaType: 'application/geo+json-seq',
		parameters: { lang: true },
		leavesOut: []
	},
	pmtiles: {
		title: 'PMTiles',
		mediaType: 'application/vnd.pmtiles',
		parameters: {},
		leavesOut: []
	}
} as const satisfies Record<string, FormatFacts>;

export type FormatName = keyof typeof formats;
/** For whom a format is also written, see `parameters.for`. */
export type FormatReader = (typeof formats)['csv']['parameters']['for'][number];
export const formatNames = Object.keys(formats) as FormatName[];

/** The address of the record in a format, without filters. */
export function formatPath(name: FormatName): string {
	return `/data/cameras.${name}`;
}
