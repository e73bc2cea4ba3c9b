import { execFile } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { formats, type FormatName } from '../../src/lib/camera/formats.ts';
import type { RunningServer } from '../../tests/support/server.ts';
import { download, watching, type Read } from './downloads.ts';
import { isQuick, median, round, type Aim, type Table } from './results.ts';

const rounds = isQuick ? 1 : 3;

/** GDAL's driver for a format, and its options; Debian's GDAL writes neither Parquet nor PMTiles. */
const drivers: Partial<Record<FormatName, string[]>> = {
	csv: ['CSV', '-lco', 'GEOMETRY=AS_XY'],
	geojsons: ['GeoJSONSeq', '-lco', 'RS=YES'],
	kml: ['LIBKML'],
	gpx: ['GPX', '-dsco', 'GPX_USE_EXTENSIONS=YES'],
	fgb: ['FlatGeobuf']
};
/** written while they are sent, so that memory does not grow with the record */
const streamed: FormatName[] = ['csv', 'geojsons', 'gpx'];

/**
 * A format over HTTP, and what the server holds in memory meanwhile;
 * beside ogr2ogr from a table of PostGIS, which {@link measureDownload} has made.
 */
export async function measureFormat(
	engine: string,
	size: number,
	server: RunningServer,
	databaseUrl: string | null,
	folder: string,
	format: FormatName
): Promise<{ rows: Table['rows']; aims: Aim[] }> {
	const over: number[] = [];
	const own: Read[] = [];
	const peer: Read[] = [];
	const driver = drivers[format];
	for (let i = 0; i < rounds; i++) {
		const { most, idle, read } = await watching(server.pid, () =>
			download(server.origin, 'identity', undefined, format)
		);
		own.push(read);
		over.push(most - idle);
		if (databaseUrl && driver) peer.push(await ogr2ogr(databaseUrl, driver, join(folder, `peer.${format}`)));
	}
	const { title } = formats[format];
	const cameras = size.toLocaleString('en');
	const memory = Math.max(...over);
	// Of a file that is kept only the first was written.
	const shown =
		streamed.includes(format) || format === 'kml' ? median(own, ({ seconds }) => seconds) : own[0];
	const row = (way: string, { megabytes, seconds }: Read, memory: string) => ({
		engine,
		cameras,
		way,
		'MB/s': round(megabytes / seconds),
		seconds: round(seconds),
		MB: round(megabytes),
		'memory over idle, MB': memory
	});
	const rows = shown ? [row(`${title} over HTTP`, shown, round(memory))] : [];
	if (peer.length > 0)
		rows.push(
			row(
				`ogr2ogr -f ${driver?.[0]}`,
				median(peer, ({ seconds }) => seconds),
				''
			)
		);
	const aims: Aim[] = [];
	if (streamed.includes(format))
		aims.push({
			what: `memory over idle during ${title}, ${cameras} cameras, ${engine}`,
			measured: memory,
			aim: 64,
			atMost: true,
			unit: 'MB'
		});
	return { rows, aims };
}

async function ogr2ogr(
	databaseUrl: string,
	[driver = '', ...options]: string[],
	file: string
): Promise<Read> {
	rmSync(file, { force: true });
	const began = performance.now();
	await promisify(execFile)('ogr2ogr', ['-f', driver, ...options, file, databaseUrl, 'peer_downloads']);
	const seconds = (performance.now() - began) / 1000;
	const megabytes = statSync(file).size / 1e6;
	return { megabytes, sentMegabytes: megabytes, seconds };
}
