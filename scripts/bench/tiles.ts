/*
 * npm run bench:tiles: the tiles of the cameras beside other ways to make them, in one run, on the same data and the same
 * 200 tiles. With --quick, small and short. Everything listens on 127.0.0.1 and ends with the command.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { tilePath } from '../../src/lib/server/tiles/cache.ts';
import type { TileId } from '../../src/lib/server/live/camera-index.ts';
import { ensurePackages } from '../packages.ts';
import { fill } from './data.ts';
import { mapServerPath, startMapServer } from './peers/mapserver.ts';
import { memoryMb, serve, startApp, startClusterOfBench, type Running } from './process.ts';
import { isQuick, median, publish, round, type Aim, type Table } from './results.ts';
import { chooseTiles, makePeerTable, serbia, touchTiles } from './tile-choice.ts';
import { visit, walk, type Tile } from './walk.ts';
import { addressFile, wrk, type Load } from './wrk.ts';

const sizes = isQuick ? [5_000, 20_000] : [100_000, 1_000_000];
const seconds = isQuick ? 1 : 5;
const rounds = isQuick ? 1 : 3;
const connections = 16;
const secret = '5e'.repeat(32);
/** times MapServer, as promised for each size */
const warmAim = [20, 40];

ensurePackages('bench');
const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'oko-bench-tiles-'));
const cluster = await startClusterOfBench();
const tables: Table[] = [];
const aims: Aim[] = [];
const kit: Table = { title: 'What SvelteKit costs per tile', rows: [] };
const starts: Table = { title: 'Start of the server', rows: [] };
try {
	const url = await cluster.createDatabase();
	await (await openEngine({ DATABASE_URL: url, OKO_SECRET: secret })).close();
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	const empty = await start(url, 0);
	await empty.end();
	let tiles: TileId[] | null = null;
	for (const [step, size] of sizes.entries()) {
		console.log(`filling ${size} cameras`);
		await fill((text) => sql.unsafe(text), size, serbia);
		await makePeerTable(sql);
		tiles ??= await chooseTiles(sql, 200);
		await measure(url, sql, tiles, size, { times: warmAim[step] ?? 0, empty });
	}
	await sql.end();
} finally {
	cluster.stop();
	rmSync(folder, { recursive: true, force: true });
}
await publish('tiles', 'npm run bench:tiles', tables, [starts, kit], aims);
console.log(`\n${Math.round((Date.now() - began) / 1000)} s`);

/** A start of the server: how long it took, and MB of memory held after it. */
interface Start {
	seconds: number;
	mb: number;
}

/** Starts the real server; says how long that takes and what it then holds in memory. */
async function start(url: string, size: number) {
	const server = await startApp({ DATABASE_URL: url });
	const mb = memoryMb(server.pid, 'VmRSS');
	const peakMb = memoryMb(server.pid, 'VmHWM');
	starts.rows.push({
		cameras: size,
		'ready after, s': round(server.seconds),
		'memory then, MB': round(mb),
		'most meanwhile, MB': round(peakMb)
	});
	return { ...server, origin: server.origin.replace('localhost', '127.0.0.1'), mb };
}

async function measure(
	url: string,
	sql: postgres.Sql,
	tiles: TileId[],
	size: number,
	promised: { times: number; empty: Start }
): Promise<void> {
	const app = await start(url, size);
	const ORIGIN = 'http://localhost:3000';
	const env = { DATABASE_URL: url, OKO_SECRET: secret, ORIGIN };
	const node = (file: string) => (): [string, string] => [process.execPath, `scripts/bench/peers/${file}.ts`];
	const running: Running[] = [];
	const run = async (server: Promise<Running>) => {
		running.push(await server);
		return (await server).origin;
	};
	try {
		const paths = tiles.map((tile) => tilePath('cameras', tile));
		const plain = tiles.map(({ z, x, y }) => `/${z}/${x}/${y}.mvt`);
		const made = await visit(app.origin, paths);
		const sizesFile = join(folder, 'sizes.json');
		writeFileSync(
			sizesFile,
			JSON.stringify(Object.fromEntries(plain.map((path, i) => [path, made[i]?.bytes])))
		);
		const peers = [
			{ name: 'Oko, warm', origin: app.origin, paths },
			{ name: 'Oko, warm, through SvelteKit', origin: await run(serve(node('sveltekit'), env)), paths },
			{
				name: 'node:http, bytes of these sizes',
				origin: await run(serve(node('bare-node'), { SIZES: sizesFile })),
				paths: plain
			},
			{ name: 'st_asmvt, pooled', origin: await run(serve(node('st-asmvt'), env)), paths: plain },
			{
				name: 'MapServer 8',
				origin: await run(startMapServer(join(folder, String(size)), url)),
				paths: tiles.map(mapServerPath)
			}
		];
		const loads = new Map<string, Load[]>(peers.map(({ name }) => [name, []]));
		const seen = new Map<string, Tile[]>();
		for (const { name, origin, paths } of peers) seen.set(name, await visit(origin, paths));
		for (let round = 0; round < rounds; round++) {
			for (const { name, origin, paths } of peers) {
				const file = addressFile(folder, `${size} ${name}`, paths);
				loads.get(name)?.push(await wrk(origin, 'walk', { connections, seconds, args: [file] }));
			}
		}
		const cold: Load[] = [];
		const coldPeer: Load[] = [];
		for (let round = 0; round < rounds; round++) {
			const before = await visit(app.origin, paths);
			await touchTiles(sql, tiles);
			// A change of another process is in the tiles within 2 s.
			await new Promise((resolve) => setTimeout(resolve, 2500));
			cold.push(await walk(app.origin, paths, connections));
			const after = await visit(app.origin, paths);
			const kept = after.filter(({ etag }, i) => etag === before[i]?.etag).length;
			if (kept > 0) throw new Error(`${kept} of the tiles were not made anew`);
			coldPeer.push(await walk(peers[3]?.origin ?? '', plain, connections));
		}
		report(size, app, promised, { loads, seen, cold, coldPeer });
	} finally {
		for (const { end } of running) await end();
		await app.end();
	}
}

function report(
	size: number,
	app: Start,
	{ times, empty }: { times: number; empty: Start },
	{
		loads,
		seen,
		cold,
		coldPeer
	}: { loads: Map<string, Load[]>; seen: Map<string, Tile[]>; cold: Load[]; coldPeer: Load[] }
): void {
	const middle = (all: Load[] = []) => median(all, ({ perSecond }) => perSecond);
	const of = (name: string) => middle(loads.get(name));
	const [warm, kitted, bare, , mapServer] = [...loads.keys()].map(of) as [Load, Load, Load, Load, Load];
	const row = (name: string, load: Load, tiles?: Tile[]) => ({
		server: name,
		'tiles/s': round(load.perSecond),
		'p50, ms': round(load.p50Ms),
		'p99, ms': round(load.p99Ms),
		'times MapServer': round(load.perSecond / mapServer.perSecond),
		'cameras a tile': tiles ? round(mean(tiles.map(({ features }) => features))) : '',
		'KB a tile': tiles ? round(mean(tiles.map(({ bytes }) => bytes)) / 1000) : ''
	});
	const rows = [...loads.keys()].map((name) =>
		row(name, of(name), name.startsWith('node') ? undefined : seen.get(name))
	);
	rows.splice(2, 0, row('Oko, cold: every tile made anew', middle(cold), seen.get('Oko, warm')));
	rows.push(
		row(
			'st_asmvt, by the client that asked for the cold ones',
			middle(coldPeer),
			seen.get('st_asmvt, pooled')
		)
	);
	tables.push({
		title: `${size.toLocaleString('en')} cameras, 200 tiles z9–14, ${connections} connections`,
		rows
	});
	const microseconds = 1e6 / kitted.perSecond - 1e6 / warm.perSecond;
	kit.rows.push({
		cameras: size,
		'before the framework, µs a tile': round(1e6 / warm.perSecond),
		'through SvelteKit, µs a tile': round(1e6 / kitted.perSecond),
		'SvelteKit itself, µs a tile': round(microseconds)
	});
	const at = `, ${size.toLocaleString('en')} cameras`;
	aims.push(
		{
			what: `warm, times MapServer${at}`,
			measured: warm.perSecond / mapServer.perSecond,
			aim: times,
			unit: ''
		},
		{ what: `warm, of bare node:http${at}`, measured: warm.perSecond / bare.perSecond, aim: 0.3, unit: '' },
		{ what: `warm, p99${at}`, measured: warm.p99Ms, aim: 10, atMost: true, unit: 'ms' },
		{
			what: `cold, times st_asmvt${at}`,
			measured: middle(cold).perSecond / middle(coldPeer).perSecond,
			aim: 2,
			unit: ''
		}
	);
	if (size !== sizes.at(-1)) return;
	aims.push(
		{ what: `load at start${at}`, measured: app.seconds - empty.seconds, aim: 10, atMost: true, unit: 's' },
		{ what: `memory of the load${at}`, measured: app.mb - empty.mb, aim: 450, atMost: true, unit: 'MB' }
	);
}

function mean(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
