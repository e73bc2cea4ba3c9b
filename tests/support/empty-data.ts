import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { openEngine } from '../../src/lib/server/engine/index.ts';

/**
 * A data folder of the embedded engine, migrated and empty, to be copied. It is kept for the day, unless something that it
 * is made from changes: to make it takes 20 s.
 */
export async function emptyData(): Promise<string> {
	const kept = 'node_modules/.cache/oko-empty-data';
	// A day later its rows would be of yesterday.
	const hash = createHash('sha256').update(belgradeDay());
	for (const file of globSync([
		'package-lock.json',
		'supabase/migrations/*.sql',
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
