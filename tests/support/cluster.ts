import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';

const bin = '/usr/lib/postgresql/15/bin';

/** A PostgreSQL server of our own, in a temporary folder, gone when it is stopped. */
export interface Cluster {
	/** address of a database on it, as its superuser */
	url(database: string): string;
	/** a new empty database; answers its address */
	createDatabase(name?: string): Promise<string>;
	/** what the server has written into its log */
	log(): string;
	/** takes the server away as if its machine had lost power, or brings it back */
	kill(): void;
	start(): void;
	stop(): void;
}

/** Starts a cluster, with settings of its own; as the user postgres when we are root, because initdb refuses root. */
export async function startCluster({
	superuser = 'postgres',
	settings = {}
}: { superuser?: string; settings?: Record<string, string> } = {}): Promise<Cluster> {
	const dir = mkdtempSync(join(tmpdir(), 'oko-postgres-'));
	const asRoot = process.getuid?.() === 0;
	if (asRoot) {
		const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])));
		chownSync(dir, uid ?? 0, gid ?? 0);
	}
	chmodSync(dir, 0o700);
	const run = (program: string, ...args: string[]) => {
		const command = [join(bin, program), ...args];
		const [file = '', ...rest] = asRoot ? ['setpriv', ...credentials(), ...command] : command;
		execFileSync(file, rest, { stdio: 'pipe', cwd: '/' });
	};
	const data = join(dir, 'data');
	run('initdb', '-D', data, '-U', superuser, '--auth=trust', '-E', 'UTF8', '--no-sync', '--locale=C.UTF-8');
	const port = await freePort();
	const all = { listen_addresses: '127.0.0.1', fsync: 'off', max_connections: '200', ...settings };
	const given = Object.entries(all).map(([name, value]) => `-c ${name}=${value}`);
	const options = [`-p ${port}`, `-k ${dir}`, ...given].join(' ');
	const start = () => run('pg_ctl', '-D', data, '-w', '-l', join(dir, 'log'), '-o', options, 'start');
	start();
	const url = (database: string) => `postgresql://${superuser}@127.0.0.1:${port}/${database}`;
	const stop = () => {
		try {
			run('pg_ctl', '-D', data, '-m', 'immediate', 'stop');
		} catch {
			// It was stopped before.
		}
	};
	return {
		url,
		async createDatabase(name = `oko_${randomBytes(6).toString('hex')}`) {
			const sql = postgres(url('postgres'), { max: 1, onnotice: () => {} });
			await sql.unsafe(`create database ${name}`);
			await sql.end();
			return url(name);
		},
		log: () => readFileSync(join(dir, 'log'), 'utf8'),
		kill: stop,
		start,
		stop() {
			stop();
			rmSync(dir, { recursive: true, force: true });
		}
	};
}

function credentials(): string[] {
	return ['--reuid=postgres', '--regid=postgres', '--clear-groups'];
}

/** What pg_dump writes of a database: everything but its rows. */
export function dumpOf(url: string, ...args: string[]): string {
	const given = ['--create', '--schema-only', ...args, `--dbname=${url}`];
	return execFileSync(join(bin, 'pg_dump'), given, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** A port of 127.0.0.1 on which nobody listened a moment ago. */
export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
