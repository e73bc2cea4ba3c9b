import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { freePort, startCluster, type Cluster } from '../../tests/support/cluster.ts';
import { startServer, type RunningServer } from '../../tests/support/server.ts';
import { belgrade, fill } from './data.ts';

/** A server of this bench, in a process of its own. */
export interface Running {
	origin: string;
	pid: number;
	end(): Promise<void>;
}

/** Starts a program that serves on 127.0.0.1 at the port it is given, and waits until it answers. */
export async function serve(
	command: (port: number) => [file: string, ...args: string[]],
	env: Record<string, string> = {}
): Promise<Running> {
	const port = await freePort();
	const [file, ...args] = command(port);
	const child = spawn(file, args, {
		stdio: ['ignore', 'ignore', 'pipe'],
		// A process group: what it starts ends with it, at once, before lighttpd can replace what ended.
		detached: true,
		env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), ...env }
	});
	let complaints = '';
	child.stderr.on('data', (chunk) => (complaints += chunk));
	const kill = () => {
		try {
			process.kill(-(child.pid ?? 0), 'SIGKILL');
		} catch {
			// It has ended.
		}
	};
	process.once('exit', kill);
	const origin = `http://127.0.0.1:${port}`;
	const answers = () => fetch(origin).then((response) => response.arrayBuffer());
	for (let tries = 0; !(await answers().catch(() => null)); tries++) {
		if (child.exitCode !== null || tries > 300) throw new Error(`${file} does not serve: ${complaints}`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	return {
		origin,
		pid: child.pid ?? 0,
		async end() {
			process.off('exit', kill);
			if (child.exitCode === null && child.signalCode === null) {
				kill();
				await once(child, 'exit');
			}
		}
	};
}

/** The real server with its guard off. */
export async function startApp(env: Record<string, string>): Promise<RunningServer & { seconds: number }> {
	const from = performance.now();
	const server = await startServer({ OKO_CHALLENGE: 'off', OKO_LIMITS: 'off', ...env });
	return { ...server, seconds: (performance.now() - from) / 1000 };
}

/** A throwaway database cluster, which ends with the command even when it is interrupted. */
export async function startClusterOfBench(): Promise<Cluster> {
	const cluster = await startCluster();
	process.once('exit', cluster.stop);
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
	return cluster;
}

/** A line of /proc/PID/status in MB: `VmRSS` is what a process holds in memory now, `VmHWM` the most that it held. */
export function memoryMb(pid: number, line: 'VmRSS' | 'VmHWM'): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
}

/** Does something with the app over a PostgreSQL of its own that holds so many invented cameras of the City. */
export async function withFilledApp<T>(cameras: number, act: (origin: string) => Promise<T>): Promise<T> {
	const cluster = await startClusterOfBench();
	try {
		const url = await cluster.createDatabase();
		await (await openEngine({ DATABASE_URL: url, OKO_SECRET: '5e'.repeat(32) })).close();
		const sql = postgres(url, { max: 1, onnotice: () => {} });
		await fill((text) => sql.unsafe(text), cameras, belgrade);
		await sql.end();
		const server = await startApp({ DATABASE_URL: url });
		const result = await act(server.origin);
		await server.end();
		return result;
	} finally {
		cluster.stop();
	}
}
