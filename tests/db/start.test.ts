import { spawnSync } from 'node:child_process';
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	renameSync,
	rmSync,
	truncateSync,
	writeFileSync
} from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openEngine } from '../../src/lib/server/engine/index.ts';
import { newestMigration } from '../../src/lib/server/engine/schema-version.ts';
import { freePort } from '../support/cluster.ts';
import { copyOfEmptyData, newDatabase } from '../support/engines.ts';
import postgres from 'postgres';

const folders = mkdtempSync(join(tmpdir(), 'oko-start-'));
afterAll(() => rmSync(folders, { recursive: true, force: true }));
const secret = '5e'.repeat(32);

/** The one sentence of a start that is refused. */
async function sentence(env: Record<string, string>): Promise<string> {
	const error = await openEngine(env, { operatorSocket: false }).then(
		async (engine) => engine.close().then(() => new Error('it started')),
		(thrown: Error) => thrown
	);
	expect(error.name, error.message).toBe('StartError');
	return error.message;
}

describe('a data folder says what is wrong with it', () => {
	const spoilt = (name: string, spoil: (folder: string) => void) => {
		const folder = copyOfEmptyData();
		const moved = join(folders, name);
		renameSync(folder, moved);
		spoil(moved);
		return sentence({ OKO_DATA_DIR: moved, OKO_SEED: 'none' });
	};

	test('a secret that was cut short is to be put back, never made anew', async () => {
		const said = await spoilt('secret', (folder) => truncateSync(join(folder, 'secret'), 20));
		expect(said).toMatch(/secret is damaged: it is not 32 bytes. Put the whole secret back/);
		expect(said).not.toMatch(/make|openssl/);
		expect(await spoilt('no-secret', (folder) => rmSync(join(folder, 'secret')))).toMatch(
			/put the file .* back/
		);
	});

	test.each<[string, (folder: string) => void]>([
		// PGlite would make a new database over the old one.
		['version', (folder) => rmSync(join(folder, 'db/PG_VERSION'))],
		['control', (folder) => truncateSync(join(folder, 'db/global/pg_control'), 100)],
		[
			'wal',
			(folder) =>
				readdirSync(join(folder, 'db/pg_wal')).forEach((name) => spoil(join(folder, 'db/pg_wal', name)))
		]
	])('damaged files are to be replaced by the backup (%s)', async (name, damage) => {
		expect(await spoilt(name, damage)).toMatch(/damaged .*put your backup in its place/);
	});
	const spoil = (path: string) => rmSync(path, { recursive: true });

	test('a folder of something else is left as it is', async () => {
		const other = join(folders, 'photos');
		mkdirSync(other, { mode: 0o755 });
		writeFileSync(join(other, 'cat.jpg'), 'x');
		expect(await sentence({ OKO_DATA_DIR: other })).toMatch(/holds something else .*OKO_DATA_DIR/);
		expect(readdirSync(other)).toEqual(['cat.jpg']);
		expect(await sentence({ OKO_DATA_DIR: join(other, 'cat.jpg') })).toMatch(/is no folder/);
	});

	test('a folder that has only what was provisioned is ours', async () => {
		const own = join(folders, 'provisioned');
		mkdirSync(own, { mode: 0o700 });
		for (const name of ['basemap.pmtiles', 'buildings.sqlite']) writeFileSync(join(own, name), '');
		await expect(openEngine({ OKO_DATA_DIR: own })).resolves.toBeDefined();
	});

	test('a folder that takes no files', async () => {
		// Nobody may make one there, root included.
		expect(await sentence({ OKO_DATA_DIR: '/sys/oko' })).toMatch(/may not write in \/sys\/oko .*chown/);
	});

	test('a path that is too long', async () => {
		expect(await sentence({ OKO_DATA_DIR: join(folders, 'x'.repeat(300)) })).toMatch(
			/too long: name a shorter/
		);
	});

	test('a full disk', () => {
		const script = `import { openEngine } from './src/lib/server/engine/index.ts';
			await openEngine({ OKO_DATA_DIR: process.argv[1] }).catch((error) => console.log(error.name, error.message));`;
		const small = join(folders, 'small');
		mkdirSync(small);
		const { stdout, stderr } = spawnSync(
			'unshare',
			[
				...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
				'--mount',
				'sh',
				'-c',
				'mount -t tmpfs -o size=1m tmpfs "$2" && exec "$0" --input-type=module -e "$1" "$2"',
				process.execPath,
				script,
				small
			],
			{ encoding: 'utf8' }
		);
		expect(stdout, stderr).toMatch(/^StartError The disk that holds .* is full: free 100 MB/);
	});
});

describe('a database says what is wrong with it', () => {
	test('it is newer than the program', async () => {
		const url = await newDatabase();
		const env = { DATABASE_URL: url, OKO_SECRET: secret };
		await (await openEngine(env)).close();
		const sql = postgres(url, { max: 1 });
		await sql`update supabase_migrations.schema_migrations set version = '29990101000000' where version = ${await newestMigration()}`;
		await sql.end();
		expect(await sentence(env)).toMatch(/written by a newer Oko \(29990101000000\)/);
	});

	test('its address, its name, its user', async () => {
		const url = new URL(await newDatabase());
		const at = (change: (url: URL) => void) => {
			const other = new URL(url);
			change(other);
			return sentence({ DATABASE_URL: other.href, OKO_SECRET: secret });
		};
		const port = await freePort();
		expect(await at((other) => (other.port = String(port)))).toMatch(/does not answer .*DATABASE_URL/);
		expect(await at((other) => (other.pathname = '/nowhere'))).toMatch(/no such database/);
		expect(await at((other) => (other.username = 'nobody'))).toMatch(/user or the password/);
	});
});

describe('a Supabase project says what is wrong with it', () => {
	const answering = async (answer: (request: IncomingMessage) => [number, unknown]) => {
		const server = createServer((request, response) => {
			const [status, body] = answer(request);
			response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
		});
		const port = await freePort();
		await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
		const said = await sentence({
			SUPABASE_URL: `http://127.0.0.1:${port}`,
			SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
			SUPABASE_SECRET_KEY: 'sb_secret_x',
			OKO_SECRET: secret
		}).finally(() => server.close());
		return said;
	};
	const isFirst = ({ url }: IncomingMessage) => url?.includes('schema_version') === true;

	test('a wrong address', async () => {
		const env = { SUPABASE_PUBLISHABLE_KEY: 'p', SUPABASE_SECRET_KEY: 's', OKO_SECRET: secret };
		const port = await freePort();
		expect(await sentence({ ...env, SUPABASE_URL: `http://127.0.0.1:${port}` })).toMatch(
			/does not answer .*SUPABASE_URL/
		);
		expect(await sentence({ ...env, SUPABASE_URL: 'oko.supabase.co' })).toMatch(
			/SUPABASE_URL is an address such as/
		);
		expect(await answering(() => [404, { hello: 'world' }])).toMatch(/no Supabase project/);
	});

	test('wrong keys, each by its name', async () => {
		const refused = { message: 'Invalid API key', code: null };
		expect(await answering(() => [401, refused])).toMatch(/refuses SUPABASE_SECRET_KEY/);
		const newest = await newestMigration();
		expect(await answering((request) => (isFirst(request) ? [200, newest] : [401, refused]))).toMatch(
			/refuses SUPABASE_PUBLISHABLE_KEY/
		);
	});

	test('missing migrations, and an older program', async () => {
		const missing = /lacks migrations .*supabase db push/;
		expect(
			await answering(() => [404, { code: 'PGRST202', message: 'Could not find the function' }])
		).toMatch(missing);
		expect(await answering((request) => (isFirst(request) ? [200, '20261123000100'] : [200, []]))).toMatch(
			missing
		);
		expect(await answering((request) => (isFirst(request) ? [200, '29990101000000'] : [200, []]))).toMatch(
			/newer Oko/
		);
	});
});
