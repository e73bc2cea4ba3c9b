import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { emptyData } from './empty-data.ts';
import { secret } from './server.ts';

/** SQL of 120 invented cameras at 40 places, made by the record's own functions: what journeys know by number and place. */
export const smallDemonstration = readFileSync('tests/fixtures/small-demonstration.sql', 'utf8');

/** Makes a folder that is empty a data folder of the embedded engine with these cameras. */
export async function makeSmallData(folder: string): Promise<void> {
	cpSync(await emptyData(), folder, { recursive: true });
	const database = await openPglite(join(folder, 'db'));
	await database.exec(smallDemonstration);
	await database.close();
}

/** Puts these cameras into an empty database of PostgreSQL, after the migrations. */
export async function fillSmallDatabase(url: string): Promise<void> {
	await (await openEngine({ DATABASE_URL: url, OKO_SECRET: secret })).close();
	await putSmallDemonstration(url);
}

/** Puts these cameras into a migrated database, as its owner. */
export async function putSmallDemonstration(url: string): Promise<void> {
	const owner = postgres(url, { max: 1, onnotice: () => {} });
	await owner.unsafe(smallDemonstration);
	await owner.end();
}
