import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Cluster } from '../../tests/support/cluster.ts';
import { startApp } from './process.ts';
import { isQuick, round, type Aim, type Table } from './results.ts';

/** connections that ask for a page again as soon as they are answered, whatever the answer */
const crowd = 1000;
const seconds = isQuick ? 10 : 60;
const visitors = 20;
const writers = 4;

/** What a crowd leaves to everybody else. */
interface Beside {
	/** times that the database was started again */
	restarts: number;
	/** reports that were answered 201 */
	reports: number;
	/** of these, those that the record does not have afterwards */
	lost: number;
	/** pages that visitors were given, and those that they were refused */
	served: number;
	refused: number;
	/** how long those that they were given took */
	p50Ms: number;
	p99Ms: number;
}

/** The crowd, on both local engines with demonstration data. */
export async function measureCrowds(cluster: Cluster): Promise<{ table: Table; aims: Aim[] }> {
	const rows: Table['rows'] = [];
	const aims: Aim[] = [];
	for (const [engine, done] of await crowds(cluster)) {
		rows.push({
			engine,
			'database restarted': done.restarts,
			'reports answered': done.reports,
			'of these lost': done.lost,
			'pages served': done.served,
			'pages refused': done.refused,
			'p50, s': round(done.p50Ms / 1000),
			'p99, s': round(done.p99Ms / 1000)
		});
		aims.push(
			{ what: `crowd, ${engine}: restarts`, measured: done.restarts, aim: 0, atMost: true, unit: '' },
			{ what: `crowd, ${engine}: reports lost`, measured: done.lost, aim: 0, atMost: true, unit: '' },
			{
				what: `crowd, ${engine}: p99 of a page`,
				measured: done.p99Ms / 1000,
				aim: 10,
				atMost: true,
				unit: 's'
			}
		);
	}
	const title = `Beside ${crowd} connections that ask for pages without a pause`;
	return { table: { title, rows }, aims };
}

async function crowds(cluster: Cluster): Promise<[engine: string, Beside][]> {
	const folder = mkdtempSync(join(tmpdir(), 'oko-crowd-'));
	const onPostgres = await measureCrowd({
		DATABASE_URL: await cluster.createDatabase(),
		OKO_SEED: 'demonstration'
	});
	const onPglite = await measureCrowd({ OKO_DATA_DIR: folder });
	rmSync(folder, { recursive: true, force: true });
	return [
		['PostgreSQL', onPostgres],
		['embedded', onPglite]
	];
}

/** Loads `/list` with wrk, while visitors read it and others send reports; who is refused comes again a second later. */
async function measureCrowd(env: Record<string, string>): Promise<Beside> {
	const server = await startApp(env);
	const load = spawn(
		'wrk',
		[
			'--threads=1',
			`--connections=${crowd}`,
			`--duration=${seconds}s`,
			'--timeout=30s',
			`${server.origin}/list`
		],
		{ stdio: 'ignore' }
	);
	let isOver = false;
	const over = once(load, 'exit').then(() => (isOver = true));
	const times: number[] = [];
	const reports = new Set<string>();
	let refused = 0;
	const again = async (act: () => Promise<boolean>) => {
		while (!isOver) if (!(await act().catch(() => false))) await wait(1000);
	};
	await Promise.all([
		over,
		...Array.from({ length: visitors }, () =>
			again(async () => {
				const began = performance.now();
				const response = await fetch(`${server.origin}/list`);
				await response.text();
				if (response.ok) times.push(performance.now() - began);
				else refused++;
				return response.ok;
			})
		),
		...Array.from({ length: writers }, (_, writer) =>
			again(async () => {
				const n = reports.size;
				const response = await fetch(`${server.origin}/api/reports`, {
					method: 'POST',
					headers: { 'Content-Type': 'application/json' },
					body: JSON.stringify({
						position: [20 + writer * 0.2 + (n % 100) * 0.001, 44.3 + n * 0.0001],
						another_camera: true
					})
				});
				const said = (await response.json()) as { camera?: { id: string } };
				if (said.camera) reports.add(said.camera.id);
				return response.status === 201;
			})
		)
	]);
	const file = (await (await fetch(`${server.origin}/data/cameras.geojson`)).json()) as {
		features: { id: string }[];
	};
	const kept = new Set(file.features.map(({ id }) => id));
	await server.end();
	times.sort((a, b) => a - b);
	const percentile = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0;
	return {
		restarts: server.printed().split('was restarted').length - 1,
		reports: reports.size,
		lost: [...reports].filter((id) => !kept.has(id)).length,
		served: times.length,
		refused,
		p50Ms: percentile(0.5),
		p99Ms: percentile(0.99)
	};
}
