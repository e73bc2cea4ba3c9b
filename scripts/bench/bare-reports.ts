/*
 * Reports without HTTP: the function report_camera through the application's own supabase-js client, in a process of its
 * own. Told how many clients and for how long, it answers what it saw.
 */
import { randomUUID } from 'node:crypto';
import { openEngine, unwrap } from '../../src/lib/server/engine/index.ts';
import type { Load } from './wrk.ts';

const engine = await openEngine(process.env, { operatorSocket: false });

process.on('message', ({ clients, seconds }: { clients: number; seconds: number }) => {
	void load(clients, seconds).then((seen) => process.send?.(seen));
});
process.once('SIGTERM', () => void engine.close().then(() => process.exit(0)));
process.send?.('ready');

async function load(clients: number, seconds: number): Promise<Load> {
	const taken: number[] = [];
	const began = performance.now();
	const client = async () => {
		while (performance.now() - began < seconds * 1000) {
			const from = performance.now();
			await report();
			taken.push(performance.now() - from);
		}
	};
	await Promise.all(Array.from({ length: clients }, client));
	const lasted = (performance.now() - began) / 1000;
	taken.sort((a, b) => a - b);
	const at = (part: number) => taken[Math.floor(taken.length * part)] ?? 0;
	return { perSecond: taken.length / lasted, p50Ms: at(0.5), p99Ms: at(0.99), bytes: 0 };
}

/** What the application sends for a report that names a position, a type, a heading and an operator. */
async function report(): Promise<void> {
	await unwrap(
		engine.service.rpc('report_camera', {
			p_report: {
				report_id: randomUUID(),
				lng: 20 + Math.random() * 0.9,
				lat: 44.3 + Math.random() * 0.8,
				type: 'dome',
				mount: 'unknown',
				heading_deg: Math.floor(Math.random() * 360),
				operator: 'city',
				maker: 'unknown',
				capabilities: [],
				sign_present: 'unknown',
				publish: 'now',
				another_camera: true
			}
		})
	);
}
