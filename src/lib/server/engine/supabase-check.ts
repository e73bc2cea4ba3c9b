import { StartError } from './errors.ts';
import type { Engine } from './index.ts';
import { newestMigration } from './schema-version.ts';

interface Answer {
	error: { code?: string; message: string } | null;
	status: number;
	data: unknown;
}

/**
 * Asks a Supabase project with each key, so that a wrong address, a wrong key and a missing migration are found at start.
 * @throws StartError with the cause and what to do
 */
export async function checkSupabase({ service, anon }: Engine, url: string): Promise<void> {
	const version: Answer = await service.rpc('schema_version');
	if (version.error) throw new StartError(sentence(version, url, 'SUPABASE_SECRET_KEY'));
	const read: Answer = await anon.from('settings').select('key').limit(1);
	if (read.error) throw new StartError(sentence(read, url, 'SUPABASE_PUBLISHABLE_KEY'));
	const newest = await newestMigration();
	const has = version.data as string | null;
	if (!newest)
		throw new StartError('The folder supabase/migrations is missing or empty: check the program out whole.');
	if (!has || has < newest) throw new StartError(missing(url));
	if (has > newest) {
		throw new StartError(
			`The data was written by a newer Oko (${has}): start that version again, or update this one.`
		);
	}
}

function sentence({ error, status }: Answer, url: string, key: string): string {
	const code = error?.code ?? '';
	if (status === 0 || status >= 500) {
		return `The Supabase project at ${url} does not answer (${status || 'no connection'}): correct SUPABASE_URL, or start again when the project is up.`;
	}
	if (status === 401 || status === 403 || code === '42501') {
		return `The Supabase project at ${url} refuses ${key}: copy it again from the project's settings, API keys.`;
	}
	if (code.startsWith('PGRST') || code.startsWith('42')) return missing(url);
	return `What answers at ${url} is no Supabase project (${status}): correct SUPABASE_URL.`;
}

function missing(url: string): string {
	return `The project at ${url} lacks migrations of this program: run npx supabase db push, then start again.`;
}
