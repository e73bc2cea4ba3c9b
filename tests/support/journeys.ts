import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionAreas, stripsFile } from './areas.ts';
import { startCluster } from './cluster.ts';
import { startServer } from './server.ts';

/**
 * Starts a server with demonstration data on each local engine, for all journeys; their addresses go by the environment.
 * The embedded one has boundaries, the other none.
 */
export default async function setup() {
	const cluster = await startCluster();
	const folder = mkdtempSync(join(tmpdir(), 'oko-journeys-'));
	// The challenge stays on, as visitors meet it; the limits would stop a suite that reports all day.
	const limits = { OKO_LIMITS: 'off' };
	const embedded = await startServer({ OKO_DATA_DIR: folder, ...limits });
	const postgres = await startServer({
		DATABASE_URL: await cluster.createDatabase(),
		OKO_SEED: 'demonstration',
		...limits
	});
	const strips = join(folder, 'strips.geojson');
	writeFileSync(strips, stripsFile());
	const { code, said } = await provisionAreas([strips, '--source', 'Invented'], { OKO_DATA_DIR: folder });
	if (code !== 0) throw new Error(said);
	process.env.OKO_E2E_EMBEDDED = embedded.origin;
	process.env.OKO_E2E_POSTGRES = postgres.origin;
	return async () => {
		await Promise.all([embedded.end(), postgres.end()]);
		cluster.stop();
		rmSync(folder, { recursive: true, force: true });
	};
}
