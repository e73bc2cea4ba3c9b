/*
 * npm run test:real: extra cases on real data, which is not part of the project. The folder is named by OKO_REAL_DATA
 * (default ../shared/data); without it the command fails.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(process.env.OKO_REAL_DATA || '../shared/data');
if (!existsSync(folder)) {
	console.error(`There is no real data in ${folder}: name its folder with OKO_REAL_DATA.`);
	process.exit(1);
}
const { status } = spawnSync('npx', ['vitest', 'run', '--project', 'real'], {
	stdio: 'inherit',
	env: { ...process.env, OKO_REAL_DATA: folder }
});
process.exit(status ?? 1);
