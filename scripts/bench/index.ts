/*
 * npm run bench: what Oko promises about speed, on both local engines, each beside what else there is, in one run. With
 * --quick, small and short. Machines are noisy: compare ratios of one run, never of two.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { formatNames } from '../../src/lib/camera/formats.ts';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { toMercator, type TileId } from '../../src/lib/server/live/camera-index.ts';
import type { RunningServer } from '../../tests/support/server.ts';
import { ensurePackages } from '../packages.ts';
import { measureCoverageAnswers } from './coverage-answers.ts';
import { boxOf, measureCoverage, type CoverageDatabase } from './coverage.ts';
import { measureCutCoverage } from './cut-coverage.ts';
import { belgrade, fill } from './data.ts';
import { measureDownload, measureTilesMeanwhile } from './downloads.ts';
import { startApp, startClusterOfBench } from './process.ts';
import { measureFormat } from './formats.ts';
import { measureReports } from './reports.ts';
import { isQuick, publish, round, type Aim, type Table } from './results.ts';
import { growth } from './growth.ts';
import { measureSights } from './sights.ts';

/** A database of this bench: what makes the server use it, and what fills it while no server does. */
interface Database {
	engine: 'embedded' | 'PostgreSQL';
	env: Record<string, string>;
	url: string | null;
	fill(size: number): Promise<void>;
	/** for a second process: the same database, or a copy where only one may have it */
	second(): Record<string, string>;
	/** cameras, growing */
	sizes: number[];
}

ensurePackages('bench');
const began = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'oko-bench-'));
const secret = '5e'.repeat(32);
const downloadsFrom = isQuick ? 10_000 : 100_000;
const cluster = await startClusterOfBench();
const starts: Table = { title: 'Starts', rows: [] };
const reports: Table = { title: 'Reports', rows: [] };
const pages: Table = { title: 'As the record grows', rows: [] };
const downloads: Table = { title: 'The whole download', rows: [] };
const formatFiles: Table = { title: 'The other formats, beside ogr2ogr from PostGIS', rows: [] };
const meanwhile: Table = { title: 'Tiles during a download, 16 connections', rows: [] };
const coverage: Table = { title: 'Coverage, at equal density', rows: [] };
const cut: Table = { title: 'Coverage of a report, among buildings', rows: [] };
const coverageAnswers: Table = { title: 'Answers about coverage', rows: [] };
const sights: Table = { title: 'What 1,000 domes see among buildings, on one core', rows: [] };
const aims: Aim[] = [];
try {
	add(sights, measureSights(folder));
	await measure(await embedded());
	await measure(await onPostgres());
	const upTo = (most: number) => (isQuick ? [500] : [1_000, 10_000, 100_000]).filter((size) => size <= most);
	await measureCoverages('embedded', upTo(10_000), embeddedCoverage);
	await measureCoverages('PostgreSQL', upTo(100_000), coverageOnPostgres);
} finally {
	cluster.stop();
	rmSync(folder, { recursive: true, force: true });
}
await publish(
	'bench',
	'npm run bench',
	[reports, downloads, formatFiles, meanwhile, coverage, cut, coverageAnswers, sights],
	[starts, pages],
	aims
);
console.log(`\n${Math.round((Date.now() - began) / 1000)} s`);

async function start(
	what: string,
	env: Record<string, string>,
	limitSeconds: number
): Promise<RunningServer> {
	const server = await startApp(env);
	starts.rows.push({ what, seconds: round(server.seconds) });
	aims.push({ what, measured: server.seconds, aim: limitSeconds, atMost: true, unit: 's' });
	return server;
}

async function embedded(): Promise<Database> {
	const data = join(folder, 'data');
	const env = { OKO_DATA_DIR: data };
	await (await start('first start, embedded, with demonstration data', env, 60)).end();
	return {
		engine: 'embedded',
		env,
		url: null,
		async fill(size) {
			const opened = await openPglite(join(data, 'db'));
			await fill(opened.exec, size, belgrade);
			await opened.close();
		},
		second() {
			const copy = join(folder, 'copy');
			cpSync(data, copy, { recursive: true, filter: (file) => !file.endsWith('oko.sock') });
			rmSync(join(copy, 'lock'), { force: true });
			return { OKO_DATA_DIR: copy, OKO_SECRET: secret };
		},
		sizes: isQuick ? [500, 10_000] : [1_000, 10_000, 100_000]
	};
}

async function onPostgres(): Promise<Database> {
	const url = await cluster.createDatabase();
	const env = { DATABASE_URL: url, OKO_SECRET: secret };
	await (await start('first start, PostgreSQL', env, 60)).end();
	return {
		engine: 'PostgreSQL',
		env,
		url,
		async fill(size) {
			const sql = postgres(url, { max: 1, onnotice: () => {} });
			await fill((text) => sql.unsafe(text), size, belgrade);
			await sql.end();
		},
		second: () => env,
		sizes: isQuick ? [500, 20_000] : [1_000, 10_000, 100_000, 1_000_000]
	};
}

async function measure(database: Database): Promise<void> {
	const { engine, env, url, sizes } = database;
	let smallReportMs: number | null = null;
	for (const size of sizes) {
		await database.fill(size);
		const isFirst = size === sizes[0];
		// The copy is taken while no server has the original open.
		const second = isFirst ? database.second() : null;
		const server = await start(`start with ${size.toLocaleString('en')} cameras, ${engine}`, env, 15);
		try {
			const grown = await growth(engine, size, server.origin, smallReportMs);
			smallReportMs ??= grown.reportMs;
			add(pages, grown);
			if (second) add(reports, await measureReports(engine, server.origin, second));
			if (size < downloadsFrom) continue;
			add(downloads, await measureDownload(engine, size, server, url));
			for (const format of formatNames) {
				if (format !== 'geojson')
					add(formatFiles, await measureFormat(engine, size, server, url, folder, format));
				add(meanwhile, await measureTilesMeanwhile(engine, size, server, tilesOfBelgrade(), folder, format));
			}
		} finally {
			await server.end();
		}
	}
}

async function measureCoverages(
	engine: string,
	sizes: number[],
	database: (size: number) => Promise<CoverageDatabase>
): Promise<void> {
	let smallChangeMs: number | null = null;
	for (const size of sizes) {
		const own = await database(size);
		const measured = await measureCoverage(engine, size, own, smallChangeMs);
		smallChangeMs ??= measured.changeMs;
		add(coverage, measured);
		if (size === sizes[0]) add(cut, await measureCutCoverage(engine, size, own, folder));
		add(coverageAnswers, await measureCoverageAnswers(engine, size, boxOf(size), own.env, folder));
	}
}

async function embeddedCoverage(size: number): Promise<CoverageDatabase> {
	const data = join(folder, `coverage-${size}`);
	return {
		env: { OKO_DATA_DIR: data },
		async execute(work) {
			const opened = await openPglite(join(data, 'db'));
			const done = await work(opened.exec);
			await opened.close();
			return done;
		}
	};
}

async function coverageOnPostgres(): Promise<CoverageDatabase> {
	const url = await cluster.createDatabase();
	return {
		env: { DATABASE_URL: url, OKO_SECRET: secret },
		async execute(work) {
			const sql = postgres(url, { max: 1, onnotice: () => {} });
			const done = await work((text) => sql.unsafe(text));
			await sql.end();
			return done;
		}
	};
}

function add(table: Table, { rows, aims: more }: { rows: Table['rows']; aims: Aim[] }): void {
	table.rows.push(...rows);
	aims.push(...more);
	for (const row of rows) console.log(Object.values(row).join(' · '));
}

/** A hundred tiles of z14, where the invented cameras are. */
function tilesOfBelgrade(): TileId[] {
	const [west, , , north] = belgrade;
	const [x, y] = toMercator(west, north).map((at) => (at >>> (32 - 14)) + 1) as [number, number];
	return Array.from({ length: 100 }, (_, i) => ({ z: 14, x: x + (i % 10), y: y + Math.floor(i / 10) }));
}
