/*
 * Reads the file `.env` into the environment; a variable that is set already keeps its value. Plain JavaScript, because
 * scripts/start.js imports it.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const file = resolve(root, process.env.OKO_ENV_FILE || '.env');
try {
	// A Node that is too old has no loadEnvFile; scripts/start.js says so.
	if (existsSync(file)) process.loadEnvFile?.(file);
} catch (error) {
	const { code } = /** @type {NodeJS.ErrnoException} */ (error);
	console.error(
		`Oko cannot start. The file ${file} cannot be read (${code}): make it readable or move it away.`
	);
	process.exit(1);
}
