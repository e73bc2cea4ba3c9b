import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe } from 'vitest';
import { copyOfEmptyData, migratedDatabase } from './engines.ts';
import { isFull } from './full.ts';
import { startServer, type RunningServer } from './server.ts';

/**
 * The engines under the server: PostgreSQL, and both local ones with OKO_FULL=1. Without it tests/http/embedded.test.ts goes
 * to every kind of address on the embedded engine; the engines themselves are held to each other by tests/db.
 */
export const serverEngines = isFull ? (['embedded', 'postgres'] as const) : (['postgres'] as const);

export const guardOff = { OKO_CHALLENGE: 'off', OKO_LIMITS: 'off' };

/** What makes a server use an empty database of its own on an engine; and what takes it away. */
export async function engineEnv(
	kind: 'embedded' | 'postgres'
): Promise<{ env: Record<string, string>; remove: () => void }> {
	if (kind === 'postgres') return { env: { DATABASE_URL: await migratedDatabase() }, remove: () => {} };
	const folder = copyOfEmptyData();
	return {
		env: { OKO_DATA_DIR: folder, OKO_SEED: 'none' },
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}

/** Runs the same tests against a server on each of these engines. */
export function describeServers(
	name: string,
	env: Record<string, string>,
	tests: (server: () => RunningServer, kind: 'embedded' | 'postgres') => void
): void {
	describe.each(serverEngines)(`${name} (%s)`, (kind) => {
		let server: RunningServer;
		let remove = () => {};
		beforeAll(async () => {
			const engine = await engineEnv(kind);
			remove = engine.remove;
			server = await startServer({ ...engine.env, ...env });
		});
		afterAll(async () => {
			await server?.end();
			remove();
		});
		tests(() => server, kind);
	});
}
