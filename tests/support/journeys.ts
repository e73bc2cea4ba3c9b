import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionAreas, stripsFile } from './areas.ts';
import { startCluster } from './cluster.ts';
import { startProjectAlone } from './hosted/alone.ts';
import { startServer } from './server.ts';
import { fillSmallDatabase, makeSmallData, putSmallDemonstration } from './small-demonstration.ts';
import { provisionWall } from './wall.ts';

/**
 * Starts a server with the small demonstration on each engine, for all journeys; their addresses go by the environment,
 * and the embedded one's folder, for commands of the operator, and the other's database, for time that has passed.
 * The embedded one has boundaries and a building, the others none.
 */
export default async function setup() {
	// The challenge stays on, as visitors meet it; the limits would stop a suite that reports all day.
	const limits = { OKO_LIMITS: 'off' };
	const started = await Promise.all([startEmbedded(limits), startOnPostgres(limits), startHosted(limits)]);
	const [embedded, onPostgres, hosted] = started;
	process.env.OKO_E2E_HOSTED = hosted.origin;
	process.env.OKO_E2E_EMBEDDED = embedded.origin;
	process.env.OKO_E2E_POSTGRES = onPostgres.origin;
	process.env.OKO_E2E_DATA = embedded.folder;
	process.env.OKO_E2E_DATABASE = onPostgres.database;
	return () => Promise.all(started.map(({ end }) => end()));
}

async function startEmbedded(env: Record<string, string>) {
	const folder = mkdtempSync(join(tmpdir(), 'oko-journeys-'));
	await makeSmallData(folder);
	const server = await startServer({ OKO_DATA_DIR: folder, OKO_SNAPSHOTS: '', ...env });
	const strips = join(folder, 'strips.geojson');
	writeFileSync(strips, stripsFile());
	const { code, said } = await provisionAreas([strips, '--source', 'Invented'], { OKO_DATA_DIR: folder });
	if (code !== 0) throw new Error(said);
	await provisionWall(folder);
	return {
		origin: server.origin,
		folder,
		async end() {
			await server.end();
			rmSync(folder, { recursive: true, force: true });
		}
	};
}

async function startOnPostgres(env: Record<string, string>) {
	const cluster = await startCluster();
	const database = await cluster.createDatabase();
	await fillSmallDatabase(database);
	const server = await startServer({ DATABASE_URL: database, ...env });
	return {
		origin: server.origin,
		database,
		async end() {
			await server.end();
			cluster.stop();
		}
	};
}

/** A server on the stand-in of a hosted project. */
async function startHosted(env: Record<string, string>) {
	const project = await startProjectAlone();
	await putSmallDemonstration(project.database);
	const server = await startServer({ ...project.env, ...env });
	return {
		origin: server.origin,
		async end() {
			await server.end();
			await project.remove();
		}
	};
}
