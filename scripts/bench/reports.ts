import { fork } from 'node:child_process';
import { once } from 'node:events';
import { isQuick, median, round, type Aim, type Table } from './results.ts';
import { wrk, type Load } from './wrk.ts';

const seconds = 4;
const rounds = isQuick ? 1 : 3;

/**
 * Reports over HTTP beside the bare function, in turns: at 1 and at 16 clients.
 * @param bareEnv names the database of the bare function: the same, or a copy where two processes may not share one
 */
export async function measureReports(
	engine: string,
	origin: string,
	bareEnv: Record<string, string>
): Promise<{ rows: Table['rows']; aims: Aim[] }> {
	const bare = await startBare(bareEnv);
	const rows: Table['rows'] = [];
	const aims: Aim[] = [];
	try {
		for (const clients of [1, 16]) {
			const overHttp: Load[] = [];
			const alone: Load[] = [];
			const http = () => wrk(origin, 'reports', { connections: clients, seconds });
			// Once for nothing: both compile what they run often.
			await http();
			await bare.load(clients, seconds);
			for (let round = 0; round < rounds; round++) {
				overHttp.push(await http());
				alone.push(await bare.load(clients, seconds));
			}
			const middle = (all: Load[]) => median(all, ({ perSecond }) => perSecond);
			const ratio = middle(overHttp).perSecond / middle(alone).perSecond;
			for (const [way, load] of [
				['over HTTP', middle(overHttp)],
				['the bare function', middle(alone)]
			] as const) {
				rows.push({
					engine,
					clients,
					way,
					'reports/s': round(load.perSecond),
					'p50, ms': round(load.p50Ms),
					'p99, ms': round(load.p99Ms)
				});
			}
			aims.push({
				what: `reports over HTTP, of the bare function, ${clients} client${clients > 1 ? 's' : ''}, ${engine}`,
				measured: ratio,
				aim: 0.5,
				unit: ''
			});
		}
	} finally {
		await bare.end();
	}
	return { rows, aims };
}

async function startBare(env: Record<string, string>) {
	const child = fork('scripts/bench/bare-reports.ts', { env: { PATH: process.env.PATH, ...env } });
	const gone = new AbortController();
	child.once('exit', () => gone.abort(new Error('the process of the bare function ended')));
	const answer = async () => (await once(child, 'message', { signal: gone.signal }))[0] as unknown;
	await answer();
	return {
		async load(clients: number, seconds: number): Promise<Load> {
			child.send({ clients, seconds });
			return (await answer()) as Load;
		},
		async end() {
			child.kill('SIGTERM');
			if (child.exitCode === null) await once(child, 'exit');
		}
	};
}
