import type { FormatName } from '../../camera/formats.ts';
import { csv } from './csv.ts';
import { flatGeobuf, geoParquet } from './flat-files.ts';
import type { Writer } from './format.ts';
import { geojson, geojsonSeq } from './geojson.ts';
import { gpx } from './gpx.ts';
import { kml } from './kml.ts';
import { pmtiles } from './pmtiles.ts';

/** How each format is written: one that has no writer does not compile. */
export const writers: Record<FormatName, Writer> = {
	geojson,
	csv,
	gpx,
	kml,
	fgb: flatGeobuf,
	parquet: geoParquet,
	geojsons: geojsonSeq,
	pmtiles
};
