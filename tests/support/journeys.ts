import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionAreas, stripsFile } from './areas.ts';
import { startCluster } from './cluster.ts';
import { startServer } from './server.ts';

/**
 * Starts a server with demonstration data on each local engine, for all journeys; their addresses go by the environment,
 * and the embedded one's folder, for commands of the operator, and the other's database, for time that has passed.
 * The embedded one has boundaries, the other none.
 */
export default async function setup() {
	const cluster = await startCluster();
	const folder = mkdtempSync(join(tmpdir(), 'oko-journeys-'));
	// The challenge stays on, as visitors meet it; the limits would stop a suite that reports all day.
	const limits = { OKO_LIMITS: 'off' };
	const embedded = await startServer({ OKO_DATA_DIR: folder, ...limits });
	const database = await cluster.createDatabase();
	const postgres = await startServer({
		DATABASE_URL: database,
		OKO_SEED: 'demonstration',
		...limits
	});
	const strips = join(folder, 'strips.geojson');
	writeFileSync(strips, stripsFile());
	const { code, said } = await provisionAreas([strips, '--source', 'Invented'], { OKO_DATA_DIR: folder });
	if (code !== 0) throw new Error(said);
	process.env.OKO_E2E_EMBEDDED = embedded.origin;
	process.env.OKO_E2E_POSTGRES = postgres.origin;
	process.env.OKO_E2E_DATA = folder;
	process.env.OKO_E2E_DATABASE = database;
	return async () => {
		await Promise.all([embedded.end(), postgres.end()]);
		cluster.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
