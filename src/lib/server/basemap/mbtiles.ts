import { DatabaseSync } from 'node:sqlite';
import { Compression, tileIdToZxy } from 'pmtiles';
import type { Archive } from './archive.ts';
import { deepestZoom, type Box } from './box.ts';
import { ProvisionError } from './errors.ts';
import { decompress, identityOf } from './pmtiles.ts';

/** @throws ProvisionError when it is no archive of vector tiles */
export function openMbtiles(source: string): Archive {
	const database = new DatabaseSync(source, { readOnly: true });
	let named: Record<string, string>;
	try {
		const rows = database.prepare('select name, value from metadata').all() as {
			name: string;
			value: string;
		}[];
		named = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
	} catch {
		database.close();
		throw new ProvisionError(`${source} is not an MBTiles archive.`);
	}
	if (named.format !== 'pbf') {
		database.close();
		throw new ProvisionError(`${source} holds no vector tiles.`);
	}
	const { json, bounds, minzoom, maxzoom, ...rest } = named;
	const select = database.prepare(
		'select length(tile_data) as length, tile_data as data from tiles where zoom_level = ? and tile_column = ? and tile_row = ?'
	);
	const get = (tile: number) => {
		const [z, x, y] = tileIdToZxy(tile);
		// MBTiles counts rows from the south.
		return select.get(z, x, 2 ** z - 1 - y) as { length: number; data: Uint8Array } | undefined;
	};
	return {
		source,
		identity: `${source} ${identityOf(source)}`,
		metadata: { ...rest, ...(JSON.parse(json ?? '{}') as object) },
		bounds: (bounds ?? '-180,-85,180,85').split(',').map(Number) as Box,
		zooms: [Number(minzoom ?? 0), Number(maxzoom ?? deepestZoom)],
		async list(wanted) {
			return wanted.flatMap((tile) => {
				const length = get(tile)?.length;
				return length ? [{ tile, offset: tile, length }] : [];
			});
		},
		read: (step) =>
			Promise.all(
				step.map(({ tile }) => {
					const data = Buffer.from(get(tile)?.data ?? []);
					const isGzip = data[0] === 0x1f && data[1] === 0x8b;
					return decompress[isGzip ? Compression.Gzip : Compression.None]?.(data).catch(() => null) ?? null;
				})
			),
		close: async () => database.close()
	};
}
