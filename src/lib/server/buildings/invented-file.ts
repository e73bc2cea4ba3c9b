import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inventedSource } from '../../camera/invented.ts';
import { ProvisionError } from '../basemap/errors.ts';
import { basemapFile, dataDir } from '../basemap/file.ts';
import { buildingsFile, BuildingsWriter } from './file.ts';
import type { Origin } from './found.ts';
import { inventedBuildings } from './invented.ts';

const origin: Origin = { source: inventedSource, licence: 'CC0-1.0', day: null };

/** Streets have buildings of their own: beside them the invented ones would confuse. */
export function hasStreets(): boolean {
	return existsSync(join(dataDir(), basemapFile));
}

/**
 * Writes the buildings of the demonstration into the data folder.
 * @returns whether that can be written
 * @throws ProvisionError while another process writes them
 */
export function writeInvented(): boolean {
	const path = join(dataDir(), buildingsFile);
	try {
		mkdirSync(dataDir(), { recursive: true });
		const writer = new BuildingsWriter(`${path}.new`);
		for (const footprint of inventedBuildings(readFileSync('supabase/seed.sql', 'utf8')))
			writer.add(footprint);
		writer.finish(origin);
		renameSync(`${path}.new`, path);
		return true;
	} catch (error) {
		if (error instanceof ProvisionError) throw error;
		console.error(`The buildings of the demonstration cannot be written: ${(error as Error).message}`);
		return false;
	}
}

export function removeInvented(): void {
	rmSync(join(dataDir(), buildingsFile), { force: true });
}
