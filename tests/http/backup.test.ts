import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { belgradeDay } from '../../src/lib/camera/day.ts';
import { openPglite } from '../../src/lib/server/engine/connections.ts';
import { fineAreas } from '../support/areas.ts';
import { freePort } from '../support/cluster.ts';
import { engineEnv, guardOff } from '../support/on-engines.ts';
import { bare, refusedStart, secret, startServer, type RunningServer } from '../support/server.ts';
import { startProjectAlone } from '../support/hosted/alone.ts';
import { makeContributor, type TestContributor } from '../support/signed-in.ts';
import { smallDemonstration } from '../support/small-demonstration.ts';
import { writeTinyArchive } from '../support/tiny-archive.ts';

/** From a running embedded server into each local engine by the commands, and from PostgreSQL into hosted Supabase's stand-in. */
const targets = ['embedded', 'postgres', 'hosted'] as const;

const downloads = [
	...['/data/cameras.geojson', '/data/cameras.csv', '/data/coverage.geojson', '/data/areas.geojson'],
	...['/data/log.jsonl', '/data/log/heads.json', '/data/cameras.csv?state=verified&bbox=20.4,44.7,20.5,44.9'],
	...['announced', 'growth', 'states', 'municipalities', 'ground', 'operators', 'makers'].map(
		(name) => `/stats/${name}.csv`
	)
];

const folder = mkdtempSync(join(tmpdir(), 'oko-backup-'));
const file = join(folder, 'oko.backup');
const fromPostgres = join(folder, 'postgres.backup');
let source: RunningServer;
let sourceEnv: Record<string, string>;
let before: Record<string, string>;
let holder: TestContributor;
const removes: (() => void | Promise<void>)[] = [() => rmSync(folder, { recursive: true })];
afterAll(async () => {
	await source?.end();
	for (const remove of removes) await remove();
});

let port: number;
/** All at one address after the other, because downloads name it. */
async function serve(env: Record<string, string>): Promise<RunningServer> {
	const origin = `http://localhost:${port}`;
	return { ...(await startServer({ ...env, ...guardOff, PORT: String(port), ORIGIN: origin })), origin };
}

/** Runs an operator's command; answers its exit code and what it said. */
async function command(script: string, args: string[], env: NodeJS.ProcessEnv) {
	const { child, said } = started(script, args, env);
	await once(child, 'close');
	return { code: child.exitCode, said: said() };
}
function started(script: string, args: string[], env: NodeJS.ProcessEnv) {
	const child = spawn(process.execPath, [`scripts/${script}.ts`, ...args], {
		env: { ...bare, OKO_SECRET: secret, OKO_DATA_DIR: join(folder, 'no-data'), ...env }
	});
	let said = '';
	child.stdout.on('data', (chunk) => (said += chunk));
	child.stderr.on('data', (chunk) => (said += chunk));
	return { child, said: () => said };
}
async function everyDownload({ origin }: RunningServer): Promise<Record<string, string>> {
	const all: Record<string, string> = {};
	for (const path of downloads) {
		const response = await fetch(origin + path);
		all[path] = `${response.status} ${response.headers.get('etag')}\n${await response.text()}`;
	}
	return all;
}
async function newTarget(kind: (typeof targets)[number]): Promise<Record<string, string>> {
	const { env, remove } = await (kind === 'hosted' ? startProjectAlone() : engineEnv(kind));
	removes.push(remove);
	return { OKO_DATA_DIR: join(folder, `data-${removes.length}`), ...env };
}

beforeAll(async () => {
	const { env, remove } = await engineEnv('embedded');
	removes.push(remove);
	// Without OKO_SEED=none, because it holds demonstration data, which has days of history.
	sourceEnv = { OKO_DATA_DIR: env.OKO_DATA_DIR ?? '' };
	writeTinyArchive(join(sourceEnv.OKO_DATA_DIR ?? '', 'basemap.pmtiles'));
	const database = await openPglite(join(sourceEnv.OKO_DATA_DIR ?? '', 'db'));
	await database.exec(smallDemonstration);
	await database.exec(`
		select public.replace_areas('${JSON.stringify(fineAreas()).replaceAll("'", "''")}', 'nobody');
		select public.place_cameras(-1);
		select public.erase_camera((select number from public.cameras where state = 'reported' order by version limit 1), 'a court');
		select public.close_days();
		do $$ begin while (select (public.refresh_coverage() ->> 'left')::int > 0) loop end loop; end $$`);
	await database.close();
	port = await freePort();
	source = await serve(sourceEnv);
	const post = (path: string, body: unknown) =>
		fetch(source.origin + path, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json' },
			body: JSON.stringify(body)
		});
	for (const publish of ['now', 'later'])
		expect(
			(await post('/api/reports', { position: [20.31, 44.61], publish, another_camera: true })).status
		).toBe(201);
	holder = await makeContributor(() => source);
	const { features } = (await (
		await fetch(`${source.origin}/data/cameras.geojson?state=reported`)
	).json()) as {
		features: { id: string }[];
	};
	const review = await holder.post(`/api/cameras/${features[0]?.id}/reviews`, { verdict: 'present' });
	expect(review.status, await review.text()).toBeLessThan(300);
});

test('a backup is made beside the running server', async () => {
	// What is reported above is measured within seconds; nothing is public of it in between.
	let measured = '';
	await expect
		.poll(
			async () => {
				const last = measured;
				measured = await (await fetch(`${source.origin}/data/coverage.geojson`)).text();
				return measured === last;
			},
			{ timeout: 60_000, interval: 2500 }
		)
		.toBe(true);
	const { code, said } = await command('backup', [file, '--accounts', '--streets'], sourceEnv);
	expect(said).toMatch(
		new RegExp(
			`^${file}, [0-9.]+ MB: of ${belgradeDay()}, schema \\d{14}, with settings, accounts, record, streets; 122 cameras, [0-9,]+ rows\\.\n$`
		)
	);
	expect(code).toBe(0);
	expect(statSync(file).mode & 0o777).toBe(0o600);
	before = await everyDownload(source);
	for (const [path, text] of Object.entries(before)) expect(text, path).toMatch(/^200 /);
	expect(before['/data/log.jsonl']).toContain('"withheld": "erased"');
	await source.end();
});

test('nothing is touched by a file that is broken, or whose secret is another', async () => {
	const env = { OKO_DATA_DIR: join(folder, 'new') };
	const cut = join(folder, 'cut');
	const envFile = join(folder, 'other.env');
	writeFileSync(envFile, `OKO_SECRET=${'00'.repeat(32)}\n`);
	writeFileSync(cut, readFileSync(file).subarray(0, -20));
	const whole = /is whole: .*\n/;
	const another = /another secret.*\n.*set OKO_SECRET to that one, or leave them out with --no-accounts\.\n$/;
	for (const [args, more, sentence] of [
		[[cut], {}, /^\S+cut ends too early, it is not whole: use another backup\.\n$/],
		[['package.json'], {}, /^package\.json is no backup of Oko\.\n$/],
		[[file], { OKO_SECRET: '00'.repeat(32) }, another],
		// The command reads a file of variables as the server does.
		[[file], { OKO_SECRET: undefined, OKO_ENV_FILE: envFile }, another],
		[[file], { OKO_SECRET: '' }, /set OKO_SECRET to it/],
		[[], {}, /npm run restore -- FILE/],
		[[file, '--all'], {}, /npm run restore -- FILE/]
	] as const) {
		const { code, said } = await command('restore', [...args], { ...env, ...more });
		expect([code, said.replace(whole, '')]).toEqual([1, expect.stringMatching(sentence)]);
	}
	const check = await command('restore', ['--check', file], env);
	expect([check.code, check.said]).toEqual([0, expect.stringMatching(/is whole: of .*122 cameras/)]);
	expect(existsSync(env.OKO_DATA_DIR)).toBe(false);
});

describe.each(targets)('restored into %s', (kind) => {
	let env: Record<string, string>;

	test('every download, the log and the coverage are byte for byte the same', async () => {
		env = await newTarget(kind);
		const { code, said } = await command('restore', [kind === 'hosted' ? fromPostgres : file], env);
		expect(said).toMatch(/ rows restored\. Start the server\.\n$/);
		expect(code).toBe(0);
		const server = await serve({ ...env, OKO_SEED: '' });
		try {
			const after = await everyDownload(server);
			for (const path of downloads) expect(after[path], path).toBe(before[path]);
			if (kind === 'postgres') {
				const { said } = await command('backup', [fromPostgres, '--accounts', '--streets'], env);
				expect(said).toMatch(/with settings, accounts, record, streets; 122 cameras/);
			}
			// The streets are there, and the key still opens its account.
			const streets = (data = '') => readFileSync(join(data, 'basemap.pmtiles'));
			expect(streets(env.OKO_DATA_DIR).equals(streets(sourceEnv.OKO_DATA_DIR))).toBe(true);
			const page = await fetch(`${server.origin}/en/account?/enter`, {
				method: 'POST',
				redirect: 'manual',
				headers: { Accept: 'text/html', Origin: server.origin },
				body: new URLSearchParams({ key: holder.key })
			});
			const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
			const account = await fetch(`${server.origin}/en/account`, { headers: { Cookie: cookie } });
			expect(await account.text()).toContain(holder.code);
			// And it works on: a report is on the map.
			const report = await fetch(`${server.origin}/api/reports`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({ position: [20.33, 44.63] })
			});
			expect(report.status).toBe(201);
			const counted = (await (await fetch(`${server.origin}/data/cameras.geojson`)).json()) as {
				count: number;
			};
			expect(counted.count).toBe(JSON.parse(before['/data/cameras.geojson']!.replace(/^.*\n/, '')).count + 1);
		} finally {
			await server.end();
		}
	});

	test('a second time it is refused', async () => {
		const { code, said } = await command('restore', [file], env);
		expect([code, said]).toEqual([
			1,
			expect.stringMatching(/This instance is not empty .* Nothing was changed\.\n$/)
		]);
	});
});

test('a restore that was killed lets no server start until it is done again', async () => {
	const env = await newTarget('postgres');
	const sql = postgres(env.DATABASE_URL ?? '', { max: 2, onnotice: () => {} });
	try {
		// The schema is there, and somebody holds a table that the restore comes to in the middle of the accounts.
		await (await startServer(env)).end();
		const holding = await sql.reserve();
		await holding`begin`;
		await holding`lock table auth.users in share mode`;
		const { child } = started('restore', [file], env);
		const waiting = () =>
			sql<
				{ query: string }[]
			>`select query from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
		await expect.poll(async () => (await waiting()).length, { timeout: 60_000 }).toBe(1);
		child.kill('SIGKILL');
		await once(child, 'close');
		await holding`rollback`;
		holding.release();
		await expect.poll(async () => (await waiting()).length).toBe(0);
	} finally {
		await sql.end();
	}
	const { code, printed } = await refusedStart({ ...env, OKO_SECRET: secret });
	expect([code, printed]).toEqual([
		1,
		expect.stringMatching(/A restore into this database is under way or was broken off/)
	]);
	const refused = await command('backup', [join(folder, 'half')], env);
	expect([refused.code, refused.said]).toEqual([1, expect.stringMatching(/nothing whole to back up/)]);
	const again = await command('restore', [file, '--no-streets'], env);
	expect([again.code, again.said]).toEqual([0, expect.stringMatching(/rows restored/)]);
	const server = await serve(env);
	expect((await everyDownload(server))['/data/log/heads.json']).toBe(before['/data/log/heads.json']);
	await server.end();
});
