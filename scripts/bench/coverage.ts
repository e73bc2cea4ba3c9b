import { randomUUID } from 'node:crypto';
import { metresPerDegree } from '../../src/lib/camera/measures.ts';
import { types } from '../../src/lib/camera/vocabulary.ts';
import * as answers from '../../src/lib/server/answers.ts';
import { makeSights, type Call, type Footprints } from '../../src/lib/server/coverage/sights.ts';
import { openEngine, parsed, unwrap, type Engine } from '../../src/lib/server/engine/index.ts';
import type { Box, Execute } from './data.ts';
import { fill } from './data.ts';
import { memoryMb } from './process.ts';
import { median, round, type Aim, type Table } from './results.ts';

/** An empty database of one size: what makes the engine use it, and SQL as its owner while no engine has it open. */
export interface CoverageDatabase {
	env: Record<string, string>;
	execute<T>(work: (execute: Execute) => Promise<T>): Promise<T>;
}

const reports = 40;
/** about as dense as the most that is said of the City: 12 cameras to a square kilometre */
const perKm2 = 12;
const corner = { lng: 20, lat: 44.25 };

/** A box whose cameras are as dense at every size. */
export function boxOf(cameras: number): Box {
	const side_deg = (Math.sqrt(cameras / perKm2) * 1000) / metresPerDegree;
	const narrowing = Math.cos((corner.lat * Math.PI) / 180);
	return [corner.lng, corner.lat, corner.lng + side_deg / narrowing, corner.lat + side_deg];
}

/**
 * What measuring watched ground costs at one size: all of it anew, and the part of one report beside the report itself,
 * through the application's own client; of a report that comes alone, and of several that the server's clock finds at
 * once. `changeMs` is the part of one alone, to be compared between sizes.
 */
export async function measureCoverage(
	engine: string,
	size: number,
	database: CoverageDatabase,
	smallChangeMs: number | null
): Promise<{ rows: Table['rows']; aims: Aim[]; changeMs: number }> {
	const box = boxOf(size);
	await (await open(database)).close();
	await database.execute((execute) => fill(execute, size, box));
	const first = await open(database);
	const before = memoryMb(process.pid, 'VmRSS');
	const began = performance.now();
	await unwrap(first.service.rpc('rebuild_coverage'));
	await settle(first);
	const rebuildSeconds = (performance.now() - began) / 1000;
	const memory = memoryMb(process.pid, 'VmRSS') - before;
	await first.close();
	// As PostgreSQL does by itself after a while.
	await database.execute((execute) => execute('vacuum analyze'));
	const opened = await open(database);
	try {
		for (let i = 0; i < types.length; i++) await report(opened, box, i);
		await settle(opened);
		const alone = { report: [] as number[], change: [] as number[] };
		for (let i = 0; i < reports; i++) {
			const from = performance.now();
			await report(opened, box, i);
			const reported = performance.now();
			await settle(opened);
			alone.report.push(reported - from);
			alone.change.push(performance.now() - reported);
		}
		const reportMs = median(alone.report, Number);
		const changeMs = mean(alone.change);
		for (let i = 0; i < reports; i++) await report(opened, box, i);
		const all = performance.now();
		await settle(opened);
		const inARowMs = (performance.now() - all) / reports;
		const cameras = size.toLocaleString('en');
		const at = `${cameras} cameras, ${engine}`;
		const aims: Aim[] = [
			['alone', changeMs],
			[`${reports} in a row`, inARowMs]
		].map(([how, ms]) => ({
			what: `a report and its coverage, of a report, ${how}, ${at}`,
			measured: (reportMs + Number(ms)) / reportMs,
			aim: 2,
			atMost: true,
			unit: ''
		}));
		if (smallChangeMs !== null)
			aims.push({
				what: `coverage of a report, of that at the smallest size, ${at}`,
				measured: changeMs / smallChangeMs,
				aim: 1.5,
				atMost: true,
				unit: ''
			});
		const row = {
			engine,
			cameras,
			'a report, ms': round(reportMs),
			'its coverage, ms': round(changeMs),
			[`of ${reports} in a row, ms each`]: round(inARowMs),
			'all anew, s': round(rebuildSeconds),
			'memory over idle meanwhile, MB': round(memory)
		};
		return { rows: [row], aims, changeMs };
	} finally {
		await opened.close();
	}
}

export function open({ env }: CoverageDatabase): Promise<Engine> {
	return openEngine({ ...env, OKO_SEED: 'none' }, { operatorSocket: false, limitMs: 120_000 });
}

export function mean(values: number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Measures until nothing is due, among these buildings where some are in force. */
export async function settle({ service }: Engine, buildings?: Footprints): Promise<void> {
	const call: Call = (verb, args) => unwrap(service.rpc(verb, args as never) as never);
	for (;;) {
		const { left, sights_wanted } = await parsed(service.rpc('refresh_coverage'), answers.measured);
		if (left === 0) return;
		if (buildings && sights_wanted) await makeSights(call, buildings);
	}
}

/** A report in the middle of the box, of each type in turn, most with a heading. */
export async function report({ service }: Engine, [west, south, east, north]: Box, i: number): Promise<void> {
	await unwrap(
		service.rpc('report_camera', {
			p_report: {
				report_id: randomUUID(),
				lng: west + (east - west) * (0.2 + 0.6 * Math.random()),
				lat: south + (north - south) * (0.2 + 0.6 * Math.random()),
				type: types[i % types.length] as string,
				mount: 'unknown',
				...(i % 5 === i % 4 ? {} : { heading_deg: (i * 37) % 360 }),
				operator: 'mup',
				maker: 'unknown',
				capabilities: [],
				sign_present: 'unknown',
				publish: 'now',
				another_camera: true
			}
		})
	);
}
