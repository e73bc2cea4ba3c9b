import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { startCluster } from './cluster.ts';
import { secret } from './server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** address of the throwaway cluster, up to its database */
		clusterUrl: string;
		/** a data folder of the embedded engine, migrated and empty, to be copied */
		emptyData: string;
	}
}

/** a database of the throwaway cluster, migrated and empty, to be copied */
export const migratedTemplate = 'oko_migrated';

/**
 * Starts the throwaway PostgreSQL and makes one empty database there and one of the embedded engine, for all files; takes
 * the first away. The embedded one is kept for the day, unless something that it is made from changes: to make it takes 20 s.
 */
export default async function setup(project: TestProject) {
	const [cluster, folder] = await Promise.all([startCluster(), emptyData()]);
	await cluster.createDatabase(migratedTemplate);
	await (await openEngine({ DATABASE_URL: cluster.url(migratedTemplate), OKO_SECRET: secret })).close();
	project.provide('clusterUrl', cluster.url(''));
	project.provide('emptyData', folder);
	return () => cluster.stop();
}

async function emptyData(): Promise<string> {
	const kept = 'node_modules/.cache/oko-empty-data';
	// A day later its rows would be of yesterday.
	const hash = createHash('sha256').update(belgradeDay());
	for (const file of globSync([
		'package-lock.json',
		'supabase/**/*.sql',
		'src/lib/server/engine/*.ts'
	]).sort())
		hash.update(readFileSync(file));
	const folder = join(kept, hash.digest('hex').slice(0, 16));
	if (!existsSync(folder)) {
		rmSync(kept, { recursive: true, force: true });
		const unfinished = `${folder}.unfinished`;
		const engine = await openEngine(
			{ OKO_DATA_DIR: unfinished, OKO_SEED: 'none' },
			{ operatorSocket: false }
		);
		await engine.close();
		renameSync(unfinished, folder);
	}
	return folder;
}
