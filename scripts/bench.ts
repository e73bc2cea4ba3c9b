/*
 * npm run bench: what Oko promises about speed, each as a ratio to the limit that stands here, measured in one run.
 * A ratio under 1 keeps the promise. Machines are noisy: compare ratios of one run, never of two.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startCluster } from '../tests/support/cluster.ts';
import { startServer } from '../tests/support/server.ts';

const guardOff = { OKO_CHALLENGE: 'off', OKO_LIMITS: 'off' };
const sizes = [1_000, 10_000, 100_000];
const rows: { what: string; measured: string; limit: string; ratio: string }[] = [];
const seconds = (from: number) => (performance.now() - from) / 1000;

function row(what: string, measured: number, limit: number, unit: string): void {
	const ratio = (measured / limit).toFixed(2);
	rows.push({
		what,
		measured: `${measured.toPrecision(3)} ${unit}`,
		limit: `${Math.round(limit)} ${unit}`,
		ratio
	});
	console.log(`${what}: ${measured.toPrecision(3)} ${unit}, ${ratio} of ${Math.round(limit)}`);
}

const folder = mkdtempSync(join(tmpdir(), 'oko-bench-'));
const cluster = await startCluster();
try {
	let began = performance.now();
	await (await startServer({ OKO_DATA_DIR: folder })).end();
	row('first start, embedded, with demonstration data', seconds(began), 60, 's');
	began = performance.now();
	await (await startServer({ OKO_DATA_DIR: folder })).end();
	row('later start, embedded', seconds(began), 15, 's');

	const url = await cluster.createDatabase();
	const server = await startServer({ DATABASE_URL: url, ...guardOff });
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	let smallReport = 0;
	for (const size of sizes) {
		await fill(sql, size);
		const report = await median(30, (i) => send(server.origin, i));
		if (size === sizes[0]) smallReport = report;
		else row(`a report at ${size} cameras, against one at ${sizes[0]}`, report, smallReport * 2, 'ms');
		const list = await median(10, () => get(`${server.origin}/en/list?state=verified`));
		row(`the list at ${size} cameras`, list, 500, 'ms');
		began = performance.now();
		await get(`${server.origin}/data/cameras.geojson`);
		row(`the whole download at ${size} cameras`, seconds(began) * 1000, 500 + size / 5, 'ms');
	}
	await sql.end();
	await server.end();
} finally {
	cluster.stop();
	rmSync(folder, { recursive: true, force: true });
}
console.table(rows);

/** Invented cameras, past the functions, so that a hundred thousand take seconds. */
async function fill(sql: postgres.Sql, size: number): Promise<void> {
	await sql.unsafe(`
		set session_replication_role = replica;
		with v as (select value from private.version)
		insert into public.cameras (number, position, state, type, first_reported_on, changed_on, version)
		select private.random_number(), private.point(20.2 + random() * 0.5, 44.6 + random() * 0.3),
			(array['reported', 'verified', 'disputed'])[1 + i % 3]::public.camera_state, 'ptz', '2026-01-01', '2026-01-01', v.value + i
		from v, generate_series(1, ${size} - (select count(*)::int from public.cameras)) i;
		update private.version set value = (select max(version) from public.cameras);
		update private.state_counts s set cameras = (select count(*) from public.cameras c where c.state = s.state);
		analyze public.cameras;
		set session_replication_role = origin`);
}

async function send(origin: string, i: number): Promise<void> {
	const response = await fetch(`${origin}/api/reports`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify({ position: [20.0 + i * 0.01 + Math.random() * 0.005, 44.25], another_camera: true })
	});
	if (response.status !== 201) throw new Error(`a report was answered ${response.status}`);
	await response.arrayBuffer();
}

async function get(address: string): Promise<void> {
	const response = await fetch(address);
	if (!response.ok) throw new Error(`${address} was answered ${response.status}`);
	await response.arrayBuffer();
}

/** milliseconds */
async function median(times: number, work: (i: number) => Promise<void>): Promise<number> {
	const taken: number[] = [];
	for (let i = 0; i < times; i++) {
		const began = performance.now();
		await work(i);
		taken.push(seconds(began) * 1000);
	}
	return taken.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0;
}
