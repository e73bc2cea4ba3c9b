import { execFileSync } from 'node:child_process';
import { VectorTile } from '@mapbox/vector-tile';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { PbfReader } from 'pbf';
import { PMTiles, type Source } from 'pmtiles';
import { propertyNames } from '../../src/lib/camera/feature.ts';
import type { FormatName } from '../../src/lib/camera/formats.ts';
import { encodeCameraId } from '../../src/lib/camera/id.ts';
import { closestTileZoom, tileAt } from '../../src/lib/camera/mercator.ts';
import { fields, tileFields, unknownOf } from '../../src/lib/camera/record.ts';

/** A camera as another program reads it from a file: its properties as text, null where nothing is known. */
export interface ReadCamera {
	id: string;
	lng: number;
	lat: number;
	properties: Record<string, string | null>;
}

/** How a program reads a format. */
interface Reader {
	read(file: string, bytes: Buffer): ReadCamera[] | Promise<ReadCamera[]>;
	/** a position may differ by so many degrees */
	within?: number;
	/** the properties that the format has; all without it */
	properties?: string[];
}

/** Somebody else's program for each format: one without a reader does not compile. */
export const readers: Record<FormatName, Reader> = {
	geojson: { read: (file) => gdal(file) },
	geojsons: { read: (file) => gdal(file) },
	csv: { read: (file) => gdal(file, ['-oo', 'X_POSSIBLE_NAMES=lon', '-oo', 'Y_POSSIBLE_NAMES=lat']) },
	gpx: { read: (file) => gdal(file, [], ['waypoints'], 'oko_') },
	kml: { read: (file) => gdal(file) },
	fgb: { read: (file) => gdal(file) },
	parquet: { read: (_, bytes) => readParquet(bytes) },
	pmtiles: {
		read: (_, bytes) => readTiles(bytes),
		// A tile has 4,096 steps.
		within: 360 / 2 ** closestTileZoom / 4096,
		properties: tileFields.map(({ name }) => name).filter((name) => name in fields)
	}
};

/** Text, or null where nothing is known, whatever the format makes of it. */
function said(value: unknown): string | null {
	if (Array.isArray(value)) return said(value.join(' '));
	if (value instanceof Date) return value.toISOString().slice(0, 10);
	return value === null || value === undefined || value === '' ? null : String(value);
}

function cameraOf(id: unknown, [lng = NaN, lat = NaN]: number[], properties: Record<string, unknown>) {
	const named = propertyNames.map((name) => [name, said(properties[name])]);
	return { id: String(id), lng, lat, properties: Object.fromEntries(named) as ReadCamera['properties'] };
}

/** What GDAL makes of a file. @param prefix of the names of columns */
export function gdal(file: string, options: string[] = [], layers: string[] = [], prefix = ''): ReadCamera[] {
	const text = execFileSync('ogr2ogr', ['-f', 'GeoJSON', ...options, '/vsistdout/', file, ...layers], {
		encoding: 'utf8',
		maxBuffer: 1 << 28,
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const { features } = JSON.parse(text) as {
		features: {
			id?: string;
			geometry: { coordinates: number[] };
			properties: Record<string, unknown>;
		}[];
	};
	return features.map(({ id, geometry, properties }) => {
		const own = Object.entries(properties)
			.filter(([name]) => name.startsWith(prefix))
			.map(([name, value]) => [name.slice(prefix.length), value]);
		const known = Object.fromEntries(own) as Record<string, unknown>;
		return cameraOf(known.id ?? id, geometry.coordinates, known);
	});
}

async function readParquet(bytes: Buffer): Promise<ReadCamera[]> {
	const file = new Uint8Array(bytes).buffer;
	const geo = parquetMetadata(file).key_value_metadata?.find(({ key }) => key === 'geo')?.value;
	const { version, columns } = JSON.parse(geo ?? '{}');
	if (version !== '1.1.0' || columns.geometry.encoding !== 'WKB' || 'crs' in columns.geometry)
		throw new Error(`No GeoParquet 1.1 in OGC:CRS84: ${geo}`);
	// The points are read by hand here, from their bytes.
	const rows = await parquetReadObjects({ file, utf8: false, geoparquet: false });
	return rows.map(({ geometry, id, ...properties }) => {
		const wkb = Buffer.from(geometry as Uint8Array);
		if (wkb.length !== 21 || wkb.readUInt8(0) !== 1 || wkb.readUInt32LE(1) !== 1) throw new Error('No point');
		return cameraOf(id, [wkb.readDoubleLE(5), wkb.readDoubleLE(13)], properties);
	});
}

/** The cameras in the tiles of the closest zoom, wherever in Serbia. */
async function readTiles(bytes: Buffer): Promise<ReadCamera[]> {
	const source: Source = {
		getKey: () => 'bytes',
		getBytes: async (offset, length) => ({
			data: new Uint8Array(bytes.subarray(offset, offset + length)).buffer
		})
	};
	const archive = new PMTiles(source);
	const { minLon, minLat, maxLon, maxLat, maxZoom } = await archive.getHeader();
	if (maxZoom !== closestTileZoom) throw new Error(`The closest zoom is ${maxZoom}`);
	const [left, top] = tileAt([minLon, maxLat], maxZoom);
	const [right, bottom] = tileAt([maxLon, minLat], maxZoom);
	const cameras: ReadCamera[] = [];
	for (let x = left; x <= right; x++) {
		for (let y = top; y <= bottom; y++) {
			const tile = await archive.getZxy(maxZoom, x, y);
			const layer = tile && new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers.cameras;
			for (let i = 0; i < (layer?.length ?? 0); i++) {
				const feature = layer?.feature(i);
				if (!feature) continue;
				const { geometry } = feature.toGeoJSON(x, y, maxZoom) as { geometry: { coordinates: number[] } };
				const known = tileFields.map(({ name, inTile }) => [
					name,
					feature.properties[inTile] ?? unknownOf(fields[name])
				]);
				const id = encodeCameraId(Number(feature.id));
				cameras.push(cameraOf(id, geometry.coordinates, Object.fromEntries(known)));
			}
		}
	}
	return cameras;
}
