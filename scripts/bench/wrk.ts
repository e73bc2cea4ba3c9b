import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What a load saw. */
export interface Load {
	perSecond: number;
	p50Ms: number;
	p99Ms: number;
	bytes: number;
}

/**
 * Loads a server of this machine with wrk, in one thread.
 * @param script a Lua script of this folder that ends with a line of JSON
 * @throws Error when a request failed or was refused
 */
export async function wrk(
	origin: string,
	script: 'walk' | 'reports',
	options: { connections: number; seconds: number; args?: string[] }
): Promise<Load> {
	const { connections, seconds, args = [] } = options;
	const { stdout } = await promisify(execFile)('wrk', [
		'--threads=1',
		`--connections=${connections}`,
		`--duration=${seconds}s`,
		'--timeout=30s',
		`--script=${join(import.meta.dirname, `${script}.lua`)}`,
		origin,
		'--',
		...args
	]);
	const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
	const { requests = 0, failed = 0 } = told;
	if (failed > 0 || requests === 0)
		throw new Error(`${failed} of ${requests} requests to ${origin} failed:\n${stdout}`);
	return {
		perSecond: requests / (told.seconds ?? 1),
		p50Ms: told.p50_ms ?? 0,
		p99Ms: told.p99_ms ?? 0,
		bytes: told.bytes ?? 0
	};
}

/** Writes the addresses for the script `walk`; answers the file. */
export function addressFile(folder: string, name: string, paths: string[]): string {
	const file = join(folder, `${name}.txt`);
	writeFileSync(file, paths.join('\n') + '\n');
	return file;
}
