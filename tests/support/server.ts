import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './cluster.ts';

/** The production server, as `npm start` starts it, in a process of its own. */
export interface RunningServer {
	origin: string;
	pid: number;
	/** everything that it has printed */
	printed(): string;
	/** ends it; answers its exit code, null when it was killed */
	end(signal?: NodeJS.Signals): Promise<number | null>;
}

const { PATH, HOME } = process.env;
/** The environment of every process that a test starts; a developer's `.env` belongs to none. */
export const bare = { PATH, HOME, OKO_ENV_FILE: '/dev/null' };

/** of every server here, and of commands that open its database */
export const secret = '5e'.repeat(32);

/**
 * Starts the server on a free port of 127.0.0.1 and waits until it is ready.
 * @throws Error with what it printed when it stops before
 */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
	const port = await freePort();
	const origin = `http://localhost:${port}`;
	const { child, printed } = launch({
		HOST: '127.0.0.1',
		PORT: String(port),
		ORIGIN: origin,
		OKO_SECRET: secret,
		// A test that wants them says so: servers share a folder here.
		OKO_SNAPSHOTS: 'off',
		// Streets that a developer has provisioned belong to no test.
		...((env.DATABASE_URL ?? env.SUPABASE_URL) && { OKO_DATA_DIR: join(tmpdir(), 'oko-no-data') }),
		...env
	});
	await new Promise<void>((resolve, reject) => {
		child.stdout?.on('data', () => printed().includes('ready in') && resolve());
		child.once('exit', () => reject(new Error(printed())));
	});
	return {
		origin,
		pid: child.pid ?? 0,
		printed,
		async end(signal = 'SIGTERM') {
			if (child.exitCode === null && child.signalCode === null) {
				child.kill(signal);
				await once(child, 'exit');
			}
			return child.exitCode;
		}
	};
}

/** Starts the server where it should refuse to; answers its exit code and what it printed. */
export async function refusedStart(
	env: Record<string, string>
): Promise<{ code: number | null; printed: string }> {
	const { child, printed } = launch({ HOST: '127.0.0.1', PORT: String(await freePort()), ...env });
	await once(child, 'exit');
	return { code: child.exitCode, printed: printed() };
}

/** A server whose test failed before it could end it. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

function launch(env: Record<string, string>): { child: ChildProcess; printed: () => string } {
	const child = spawn(process.execPath, ['scripts/start.js'], { env: { ...bare, ...env } });
	running.add(child);
	child.once('exit', () => running.delete(child));
	let printed = '';
	child.stdout.on('data', (chunk) => (printed += chunk));
	child.stderr.on('data', (chunk) => (printed += chunk));
	return { child, printed: () => printed };
}
