/*
 * npm test: everything, in the order of what fails fastest. Ends with one line, `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { openEngine } from '../src/lib/server/engine/index.ts';
import { startCluster } from '../tests/support/cluster.ts';
import { ensurePackages } from './packages.ts';

interface Tally {
	passed: number;
	failed: number;
}

const total: Tally = { passed: 0, failed: 0 };
const results = 'test-results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

ensurePackages('test');
await step('types, lint, format and import direction', () => command('npm', ['run', '--silent', 'check']));
await step('the typed schema is up to date', () =>
	command(process.execPath, ['scripts/db-types.ts', '--check'])
);
await step('unit', () => vitest('unit'));
await step('database, on both local engines', () => vitest('db'));
await step('database, pgTAP', pgTap);
await step('production build', () =>
	command(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'])
);
await step('server, on both local engines', () => vitest('http'));
await step('journeys in Chromium', journeys);

console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);

async function step(name: string, run: () => Tally | Promise<Tally>): Promise<void> {
	console.log(`\n== ${name}`);
	const began = Date.now();
	const { passed, failed } = await run();
	total.passed += passed;
	total.failed += failed;
	console.log(`== ${name}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - began) / 1000)} s`);
}

/** A command counts as one: it passes or it fails. */
function command(file: string, args: string[]): Tally {
	const { status } = spawnSync(file, args, { stdio: 'inherit' });
	return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** A runner that stopped before it could report counts as a failure. */
function reported(status: number | null, read: () => Tally): Tally {
	try {
		const tally = read();
		return status === 0 || tally.failed > 0 ? tally : { ...tally, failed: 1 };
	} catch {
		return { passed: 0, failed: 1 };
	}
}

function vitest(project: string): Tally {
	const file = `${results}/${project}.json`;
	const args = [
		'vitest',
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`
	];
	const { status } = spawnSync('npx', args, { stdio: 'inherit' });
	return reported(status, () => {
		const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
			readFileSync(file, 'utf8')
		) as Record<string, number>;
		return { passed: numPassedTests ?? 0, failed: (numFailedTests ?? 0) + (numPendingTests ?? 0) };
	});
}

async function pgTap(): Promise<Tally> {
	const cluster = await startCluster();
	try {
		const url = await cluster.createDatabase();
		await (await openEngine({ DATABASE_URL: url, OKO_SECRET: '0'.repeat(64) })).close();
		const args = ['--ext', '.sql', '-d', url, '-r', '-v', 'supabase/tests'];
		const { status, stdout } = spawnSync('pg_prove', args, {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit']
		});
		const lines = stdout.split('\n');
		const failed = lines.filter((line) => line.startsWith('not ok'));
		if (status !== 0) console.log(stdout);
		return reported(status, () => ({
			passed: lines.filter((line) => line.startsWith('ok')).length,
			failed: failed.length
		}));
	} finally {
		cluster.stop();
	}
}

function journeys(): Tally {
	const { status } = spawnSync('npx', ['playwright', 'test'], { stdio: 'inherit' });
	return reported(status, () => {
		const { stats } = JSON.parse(readFileSync(`${results}/journeys.json`, 'utf8')) as {
			stats: Record<string, number>;
		};
		return {
			passed: stats.expected ?? 0,
			failed: (stats.unexpected ?? 0) + (stats.flaky ?? 0) + (stats.skipped ?? 0)
		};
	});
}
