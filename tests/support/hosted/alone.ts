import { startCluster } from '../cluster.ts';
import { startProject } from './project.ts';
import { makeRoles, makeTemplate, superuser, templateName } from './template.ts';

/** The stand-in of a hosted project on a cluster of its own: empty, with the migrations pushed. */
export async function startProjectAlone() {
	const cluster = await startCluster({ superuser });
	await makeRoles(cluster);
	await makeTemplate(cluster, 'all');
	const project = await startProject(cluster.url(''), templateName('all'));
	return {
		/** what makes a server use it */
		env: {
			SUPABASE_URL: project.url,
			SUPABASE_PUBLISHABLE_KEY: project.publishableKey,
			SUPABASE_SECRET_KEY: project.secretKey
		},
		/** address of its PostgreSQL, as its owner */
		database: project.database,
		async remove() {
			await project.close();
			cluster.stop();
		}
	};
}
