import type { TestProject } from 'vitest/node';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { startCluster } from './cluster.ts';
import { emptyData } from './empty-data.ts';
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
 * the first away.
 */
export default async function setup(project: TestProject) {
	const [cluster, folder] = await Promise.all([startCluster(), emptyData()]);
	await cluster.createDatabase(migratedTemplate);
	await (await openEngine({ DATABASE_URL: cluster.url(migratedTemplate), OKO_SECRET: secret })).close();
	project.provide('clusterUrl', cluster.url(''));
	project.provide('emptyData', folder);
	return () => cluster.stop();
}
