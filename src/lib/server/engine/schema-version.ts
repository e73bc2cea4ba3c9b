import { readdir } from 'node:fs/promises';

/** The version of the newest migration that this program brings, its fourteen digits; null when there are none. */
export async function newestMigration(): Promise<string | null> {
	const names = await readdir('supabase/migrations').catch(() => []);
	const versions = names.filter((name) => name.endsWith('.sql')).map((name) => name.split('_')[0] ?? '');
	return versions.sort().at(-1) ?? null;
}
