/*
 * npm run db:types: writes the typed schema from the migrations, by way of a throwaway PostgreSQL.
 * With --check it writes nothing, and fails when the file is out of date.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { openEngine } from '../src/lib/server/engine/index.ts';
import { startCluster } from '../tests/support/cluster.ts';

const file = 'src/lib/server/engine/database-types.ts';
const cluster = await startCluster();
try {
	const url = await cluster.createDatabase();
	await (await openEngine({ DATABASE_URL: url, OKO_SECRET: '0'.repeat(64) })).close();
	const generated = execFileSync(
		'node_modules/@supabase/cli-linux-x64/bin/supabase',
		['gen', 'types', 'typescript', `--remote=${url}`, '--schema', 'public'],
		{ encoding: 'utf8', env: { ...process.env, DO_NOT_TRACK: '1', SUPABASE_TELEMETRY_DISABLED: '1' } }
	);
	// The command says on standard output how it connected, before the types.
	const types = await format(generated.slice(generated.indexOf('export type')), {
		...(await resolveConfig(file)),
		parser: 'typescript'
	});
	if (!process.argv.includes('--check')) writeFileSync(file, types);
	else if (readFileSync(file, 'utf8') !== types) {
		console.error(`${file} is out of date: run npm run db:types`);
		process.exitCode = 1;
	}
} finally {
	cluster.stop();
}
