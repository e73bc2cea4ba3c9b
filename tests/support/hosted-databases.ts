import type { TestProject } from 'vitest/node';
import { startCluster } from './cluster.ts';
import { makeRoles, makeTemplate, superuser } from './hosted/template.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** address of the cluster that stands in for hosted Supabase, up to its database, as its superuser */
		hostedUrl: string;
	}
}

/** Starts a PostgreSQL that is laid out as hosted Supabase's, with projects to copy; takes it away. */
export default async function setup(project: TestProject) {
	const cluster = await startCluster({ superuser });
	await makeRoles(cluster);
	await makeTemplate(cluster, 'all');
	await makeTemplate(cluster, 'none');
	project.provide('hostedUrl', cluster.url(''));
	return () => cluster.stop();
}
