/*
 * npm test: everything, in the order of what fails fastest. Ends with the name and the error of each test that failed, and
 * one line, `N passed, N failed`. `npm test -- tiles` runs the tests in files with that word in their path. OKO_FULL=1
 * runs also what another test comes close to: the server's tests on the embedded engine too, each journey in three
 * languages, and more random histories.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { openEngine } from '../src/lib/server/engine/index.ts';
import { startCluster } from '../tests/support/cluster.ts';
import { isFull } from '../tests/support/full.ts';
import { ensurePackages } from './packages.ts';

interface Tally {
	passed: number;
	/** What failed, each by its name. */
	failures: string[];
}

const total: Tally = { passed: 0, failures: [] };
const results = 'test-results';
rmSync(results, { recursive: true, force: true });
mkdirSync(results);

const word = process.argv[2] ?? '';

ensurePackages('test');
// Each of the two keeps one processor busy.
await Promise.all([checked(), built()]);
await step('database, on every engine', () => vitest('db'));
if (!word) await step('database, pgTAP', pgTap);
await step(isFull ? 'server, on both local engines' : 'server', () => vitest('http'));
await step('journeys in Chromium', journeys);

for (const failure of total.failures) console.log(`\nFAILED ${failure}`);
console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exit(total.failures.length === 0 && total.passed > 0 ? 0 : 1);

async function checked(): Promise<void> {
	if (word) return;
	await step('types, lint, format and import direction', () => command('npm', ['run', '--silent', 'check']));
}

async function built(): Promise<void> {
	if (!word) {
		await step('the typed schema is up to date', () =>
			command(process.execPath, ['scripts/db-types.ts', '--check'])
		);
	}
	await step('unit', () => vitest('unit'));
	await step('production build', () =>
		command(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'])
	);
}

async function step(name: string, run: () => Tally | Promise<Tally>): Promise<void> {
	console.log(`\n== ${name}`);
	const began = Date.now();
	const { passed, failures } = await run();
	total.passed += passed;
	total.failures.push(...failures.map((failure) => `${name}: ${failure}`));
	const took = Math.round((Date.now() - began) / 1000);
	console.log(`== ${name}: ${passed} passed, ${failures.length} failed, ${took} s`);
}

/** A command counts as one: it passes or it fails. */
async function command(file: string, args: string[]): Promise<Tally> {
	const status = await run(file, args);
	return status === 0 ? { passed: 1, failures: [] } : { passed: 0, failures: [ended(status)] };
}

/** Runs a command, which prints for itself; answers its status. */
async function run(file: string, args: string[]): Promise<number | null> {
	const [status] = await once(spawn(file, args, { stdio: 'inherit' }), 'exit');
	return status as number | null;
}

function ended(status: number | null): string {
	return status === null ? 'was stopped' : `ended with ${status}`;
}

/** A runner that stopped before it could report counts as a failure. */
function reported(status: number | null, read: () => Tally): Tally {
	try {
		const tally = read();
		return status === 0 || tally.failures.length > 0 ? tally : { ...tally, failures: [ended(status)] };
	} catch {
		return { passed: 0, failures: [ended(status)] };
	}
}

async function vitest(project: string): Promise<Tally> {
	const file = `${results}/${project}.json`;
	const args = [
		'vitest',
		'run',
		'--project',
		project,
		'--reporter=default',
		'--reporter=json',
		`--outputFile.json=${file}`,
		...(word ? [word, '--passWithNoTests'] : [])
	];
	const status = await run('npx', args);
	return reported(status, () => {
		const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
		const isPassed = ({ status }: VitestTest) => status === 'passed';
		return {
			passed: testResults.flatMap((file) => file.assertionResults).filter(isPassed).length,
			failures: testResults.flatMap(({ name, message, assertionResults }) => {
				const failed = assertionResults.filter((test) => !isPassed(test));
				const said = failed.map((test) => [test.fullName, ...test.failureMessages].join('\n'));
				return [...(message ? [message] : []), ...said].map((text) => `${relative('.', name)}: ${text}`);
			})
		};
	});
}

/** What is read of Vitest's JSON. */
interface VitestReport {
	testResults: {
		name: string;
		/** Why the file as a whole failed, or empty. */
		message: string;
		assertionResults: VitestTest[];
	}[];
}
interface VitestTest {
	fullName: string;
	status: string;
	failureMessages: string[];
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
		if (status !== 0) console.log(stdout);
		return reported(status, () => ({
			passed: lines.filter((line) => line.startsWith('ok')).length,
			failures: lines.filter((line) => line.startsWith('not ok'))
		}));
	} finally {
		cluster.stop();
	}
}

async function journeys(): Promise<Tally> {
	const args = ['playwright', 'test', ...(word ? [word, '--pass-with-no-tests'] : [])];
	const status = await run('npx', args);
	return reported(status, () => {
		const { suites } = JSON.parse(readFileSync(`${results}/journeys.json`, 'utf8')) as PlaywrightSuite;
		const tests = (suites ?? []).flatMap(testsOf);
		const failed = tests.filter((test) => test.status !== 'expected');
		return {
			passed: tests.length - failed.length,
			failures: failed.map(({ name, status, error }) => `${name} (${status})\n${error}`)
		};
	});
}

/** What is read of Playwright's JSON. */
interface PlaywrightSuite {
	suites?: PlaywrightSuite[];
	specs?: { file: string; title: string; tests: PlaywrightTest[] }[];
}
interface PlaywrightTest {
	status: string;
	results: { errors: { message?: string }[] }[];
}

function testsOf({
	suites = [],
	specs = []
}: PlaywrightSuite): Record<'name' | 'status' | 'error', string>[] {
	return [
		...specs.flatMap(({ file, title, tests }) =>
			tests.map(({ status, results }) => ({
				name: `${file}: ${title}`,
				status,
				error: results.flatMap(({ errors }) => errors.map(({ message }) => message ?? '')).join('\n')
			}))
		),
		...suites.flatMap(testsOf)
	];
}
