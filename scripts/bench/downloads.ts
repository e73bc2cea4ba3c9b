import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import postgres from 'postgres';
import { formatPath, formats, type FormatName } from '../../src/lib/camera/formats.ts';
import type { TileId } from '../../src/lib/server/live/camera-index.ts';
import { tilePath } from '../../src/lib/server/tiles/cache.ts';
import type { RunningServer } from '../../tests/support/server.ts';
import { memoryMb } from './process.ts';
import { isQuick, median, round, type Aim, type Table } from './results.ts';
import { visit } from './walk.ts';
import { addressFile, wrk, type Load } from './wrk.ts';

const rounds = isQuick ? 1 : 3;

/** A file as it came. */
export interface Read {
	/** without compression */
	megabytes: number;
	/** as sent */
	sentMegabytes: number;
	seconds: number;
}

/** The GeoJSON of all cameras over HTTP beside psql, in turns, and what the server holds in memory meanwhile. */
export async function measureDownload(
	engine: string,
	size: number,
	server: RunningServer,
	databaseUrl: string | null
): Promise<{ rows: Table['rows']; aims: Aim[] }> {
	const rows: Table['rows'] = [];
	const aims: Aim[] = [];
	const over: number[] = [];
	const plain: Read[] = [];
	const zipped: Read[] = [];
	const psql: Read[] = [];
	const peerMegabytes = databaseUrl ? await makePeer(databaseUrl, server.origin) : 0;
	for (let round = 0; round < rounds; round++) {
		const { most, idle, read } = await watching(server.pid, () => download(server.origin, 'identity'));
		plain.push(read);
		over.push(most - idle);
		if (databaseUrl) psql.push(await psqlCopy(databaseUrl, peerMegabytes));
		zipped.push(await download(server.origin, 'gzip'));
	}
	const speed = (all: Read[]) =>
		median(
			all.map(({ megabytes, seconds }) => megabytes / seconds),
			Number
		);
	const row = (way: string, all: Read[], memory: string) => ({
		engine,
		cameras: size.toLocaleString('en'),
		way,
		'MB/s': round(speed(all)),
		seconds: round(
			median(
				all.map(({ seconds }) => seconds),
				Number
			)
		),
		MB: round(all[0]?.megabytes ?? 0),
		'MB as sent': round(all[0]?.sentMegabytes ?? 0),
		'memory over idle, MB': memory
	});
	const memory = Math.max(...over);
	rows.push(row('GeoJSON over HTTP', plain, round(memory)));
	rows.push(row('GeoJSON over HTTP, gzip', zipped, ''));
	const at = `${size.toLocaleString('en')} cameras, ${engine}`;
	if (databaseUrl) {
		rows.push(row('psql \\copy (select st_asgeojson(…))', psql, ''));
		aims.push({
			what: `GeoJSON, MB/s of psql's, ${at}`,
			measured: speed(plain) / speed(psql),
			aim: 1,
			unit: ''
		});
	}
	aims.push({
		what: `memory over idle during the download, ${at}`,
		measured: memory,
		aim: 64,
		atMost: true,
		unit: 'MB'
	});
	return { rows, aims };
}

/** The slowest of a hundred tiles while downloads run one after the other, beside the same without. */
export async function measureTilesMeanwhile(
	engine: string,
	size: number,
	server: RunningServer,
	tiles: TileId[],
	folder: string,
	format: FormatName = 'geojson'
): Promise<{ rows: Table['rows']; aims: Aim[] }> {
	const paths = tiles.map((tile) => tilePath('cameras', tile));
	await visit(server.origin, paths);
	const file = addressFile(folder, 'meanwhile', paths);
	const seconds = isQuick ? 1 : 5;
	const load = () => wrk(server.origin, 'walk', { connections: 16, seconds, args: [file] });
	const without: Load[] = [];
	const during: Load[] = [];
	for (let round = 0; round < rounds; round++) {
		without.push(await load());
		const stop = new AbortController();
		const downloads = (async () => {
			while (!stop.signal.aborted) await download(server.origin, 'identity', stop.signal, format);
		})().catch((error: unknown) => {
			if (!stop.signal.aborted) throw error;
		});
		during.push(await load());
		stop.abort();
		await downloads;
	}
	const row = (when: string, loads: Load[]) => {
		const { perSecond, p50Ms, p99Ms } = median(loads, (load) => load.p99Ms);
		const cameras = size.toLocaleString('en');
		return {
			engine,
			cameras,
			tiles: when,
			'tiles/s': round(perSecond),
			'p50, ms': round(p50Ms),
			'p99, ms': round(p99Ms)
		};
	};
	const p99 = (loads: Load[]) =>
		median(
			loads.map((load) => load.p99Ms),
			Number
		);
	return {
		rows: [row('alone', without), row(`during a download, ${formats[format].title}`, during)],
		aims: [
			{
				what: `p99 of tiles during a download (${formats[format].title}), of that without, ${size.toLocaleString('en')} cameras, ${engine}`,
				measured: p99(during) / p99(without),
				aim: 2,
				atMost: true,
				unit: ''
			}
		]
	};
}

/** Takes a whole file of the record. */
export async function download(
	origin: string,
	encoding: 'identity' | 'gzip',
	signal?: AbortSignal,
	format: FormatName = 'geojson'
): Promise<Read> {
	const began = performance.now();
	const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
		const address = `${origin.replace('localhost', '127.0.0.1')}${formatPath(format)}`;
		get(address, { headers: { 'Accept-Encoding': encoding }, signal }, resolve).on('error', reject);
	});
	if (response.statusCode !== 200) throw new Error(`the download was answered ${response.statusCode}`);
	const sizes = { sent: 0, plain: 0 };
	response.on('data', (chunk: Buffer) => (sizes.sent += chunk.length));
	if (encoding === 'gzip') {
		// Unpacked beside, to know the size; that is not what is timed.
		const unpack = response.pipe(createGunzip());
		const unpacked = once(
			unpack.on('data', (chunk: Buffer) => (sizes.plain += chunk.length)),
			'end'
		);
		await once(response, 'end');
		const seconds = (performance.now() - began) / 1000;
		await unpacked;
		return { megabytes: sizes.plain / 1e6, sentMegabytes: sizes.sent / 1e6, seconds };
	}
	await once(response, 'end');
	const seconds = (performance.now() - began) / 1000;
	return { megabytes: sizes.sent / 1e6, sentMegabytes: sizes.sent / 1e6, seconds };
}

/** A table of the same rows and properties, ready to be written: the best case for psql. Answers the MB of its GeoJSON. */
async function makePeer(databaseUrl: string, origin: string): Promise<number> {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	await sql.unsafe(`
		drop table if exists peer_downloads;
		create table peer_downloads as
		select private.camera_id(c.number) as id, c.position::extensions.geometry as geom, c.state, 'fresh' as freshness,
			c.type, c.mount, c.heading_deg, c.operator, c.maker, c.capabilities, c.sign_present, c.height_m, c.accuracy_m,
			c.method, c.source, c.first_reported_on, c.last_confirmed_on, c.confirmations, c.disputes,
			'${origin}/cameras/' || private.camera_id(c.number) as url
		from public.cameras c where private.is_visible(c);
		analyze peer_downloads`);
	const [row] =
		await sql`select sum(octet_length(extensions.st_asgeojson(f, 'geom', 6)) + 1)::float8 as bytes from peer_downloads f`;
	await sql.end();
	return Number(row?.bytes) / 1e6;
}

async function psqlCopy(databaseUrl: string, megabytes: number): Promise<Read> {
	const copy = `\\copy (select extensions.st_asgeojson(f, 'geom', 6) from peer_downloads f) to '/dev/null'`;
	const began = performance.now();
	await promisify(execFile)('psql', ['-X', '-q', databaseUrl, '-c', copy]);
	return { megabytes, sentMegabytes: megabytes, seconds: (performance.now() - began) / 1000 };
}

/** What a process holds in memory before some work, and at most during it; read 50 times a second. */
export async function watching<T>(
	pid: number,
	work: () => Promise<T>
): Promise<{ idle: number; most: number; read: T }> {
	const idle = memoryMb(pid, 'VmRSS');
	let most = idle;
	const timer = setInterval(() => (most = Math.max(most, memoryMb(pid, 'VmRSS'))), 20);
	try {
		return { read: await work(), idle, most: Math.max(most, memoryMb(pid, 'VmRSS')) };
	} finally {
		clearInterval(timer);
	}
}
