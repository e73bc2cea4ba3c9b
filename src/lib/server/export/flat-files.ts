import { toFeature } from '../../camera/feature.ts';
import { knownCells } from './cells.ts';
import type { Exported, ExportContext, FileWriter } from './format.ts';

/** FlatGeobuf 3, with its index. */
export const flatGeobuf: FileWriter = {
	thread: 'src/lib/server/export/flatgeobuf-thread.ts',
	line: flatLine
};

/** GeoParquet 1.1. */
export const geoParquet: FileWriter = {
	thread: 'src/lib/server/export/parquet-thread.ts',
	line: flatLine
};

/** Longitude and latitude in degrees, then a cell for each column. */
export type FlatLine = [lng: number, lat: number, ...cells: (string | number | null)[]];

function flatLine({ camera }: Exported, context: ExportContext): string {
	const { id, geometry, properties } = toFeature(camera, context);
	return JSON.stringify([...geometry.coordinates, ...knownCells(id, properties)]);
}
