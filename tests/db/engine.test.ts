import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openPglite, openPostgres } from '../../src/lib/server/engine/connections.ts';
import { openEmbedded } from '../../src/lib/server/engine/embedded.ts';
import {
	openEngine,
	Unavailable,
	unwrap,
	type Client,
	type Engine
} from '../../src/lib/server/engine/index.ts';
import { bootLite } from '../../src/lib/server/engine/lite.ts';
import { takeLock } from '../../src/lib/server/engine/lock.ts';
import { askOperatorSocket, openOperatorSocket } from '../../src/lib/server/engine/operator-socket.ts';
import { copyOfEmptyData, describeEngines, newDatabase } from '../support/engines.ts';
import { hasNamespaces, lockRounds } from '../support/lock-rounds.ts';
import { reportArguments } from '../support/record.ts';

const secret = '5e'.repeat(32);
const keys = { publishable: 'sb_publishable_test', secret: 'sb_secret_test', jwt: 'x'.repeat(40) };
const opened: Engine[] = [];
const folders: string[] = [];
afterEach(async () => {
	for (const engine of opened.splice(0)) await engine.close();
});
afterAll(() => {
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const dataFolder = () => {
	const folder = copyOfEmptyData();
	folders.push(folder);
	return folder;
};
const open = async (env: Record<string, string>, options = {}) => {
	const engine = await openEngine(env, options);
	opened.push(engine);
	return engine;
};
const embedded = (folder: string, options = {}) => open({ OKO_DATA_DIR: folder, OKO_SEED: 'none' }, options);
/** adds a function to an embedded database that is not open */
async function prepare(folder: string, sql: string) {
	const database = await openPglite(join(folder, 'db'));
	await database.exec(sql);
	await database.close();
}
const slow = `create function public.slow() returns bigint language sql volatile as
	$$ select count(*) from generate_series(1, 2000000000) $$; grant execute on function public.slow to anon`;

describe('a data folder', () => {
	test('is opened by one process; a second says who holds it', async () => {
		const folder = dataFolder();
		await embedded(folder);
		await expect(embedded(folder)).rejects.toThrow(`process ${process.pid}`);
		await expect(embedded(folder)).rejects.toMatchObject({ name: 'StartError' });
	});

	test('is free again after its holder was killed, also when its number was given to another process', async () => {
		const folder = dataFolder();
		const child = spawn(process.execPath, ['-e', '']);
		await once(child, 'exit');
		for (const holder of [
			{ pid: child.pid, began: null },
			{ pid: process.ppid, began: 'another boot 1' },
			'not json'
		]) {
			writeFileSync(join(folder, 'lock'), typeof holder === 'string' ? holder : JSON.stringify(holder));
			const engine = await openEngine({ OKO_DATA_DIR: folder, OKO_SEED: 'none' });
			await engine.close();
		}
		expect(existsSync(join(folder, 'lock'))).toBe(false);
	});

	test.each([false, true])(
		'is opened by one of three that try at once (process numbers of their own: %s)',
		async (apart) => {
			if (apart && !hasNamespaces) return;
			const { winners, said } = await lockRounds(45, apart);
			expect(winners).toEqual(winners.map(() => 1));
			expect([...said].join('\n')).toMatch(/^The data folder is in use by process \d+/);
		}
	);

	test('is not opened while a program from before the socket holds it', async () => {
		const folder = dataFolder();
		writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.ppid, began: null }));
		await expect(embedded(folder)).rejects.toThrow(`process ${process.ppid}`);
	});

	test('may have a path that is too long for a socket', async () => {
		const folder = join(dataFolder(), ...['a', 'b', 'c'].map((letter) => letter.repeat(60)));
		mkdirSync(folder, { recursive: true });
		const unlock = await takeLock(folder);
		await expect(takeLock(folder)).rejects.toThrow(`process ${process.pid}`);
		unlock();
		(await takeLock(folder))();
		const path = join(folder, 'oko.sock');
		const close = await openOperatorSocket(path, {} as Client);
		expect(await askOperatorSocket(path, 'no_verb', {})).toMatchObject({ status: 404 });
		await close();
		expect(existsSync(path)).toBe(false);
	});

	test('keeps its secret to its owner, and gives the same keys after a restart', async () => {
		const folder = dataFolder();
		const path = join(folder, 'secret');
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		const said: string[] = [];
		const first = await embedded(folder, { say: (step: string) => said.push(step) });
		const key = first.key('withdraw');
		expect(key).toHaveLength(32);
		expect(key.equals(first.key('challenge'))).toBe(false);
		await first.close();
		opened.length = 0;
		expect((await embedded(folder)).key('withdraw').equals(key)).toBe(true);
		expect(said.join()).not.toContain(readFileSync(path, 'utf8').trim());
	});

	test('keeps every file to its owner, also one that others could read before', async () => {
		const folder = dataFolder();
		const version = join(folder, 'db', 'PG_VERSION');
		chmodSync(version, 0o644);
		chmodSync(join(folder, 'db', 'base'), 0o755);
		const mask = process.umask(0o022);
		const engine = await embedded(folder);
		await unwrap(engine.service.rpc('tick'));
		process.umask(mask);
		const open = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
			(path) => (statSync(join(folder, path)).mode & 0o077) !== 0
		);
		expect(open).toEqual([]);
	});

	test('with data but without its secret is not opened with a new one', async () => {
		const folder = dataFolder();
		renameSync(join(folder, 'secret'), join(folder, 'elsewhere'));
		await expect(embedded(folder)).rejects.toThrow('put the file');
	});

	test('whose first boot was interrupted starts anew', async () => {
		const folder = dataFolder();
		rmSync(join(folder, 'db'), { recursive: true });
		mkdirSync(join(folder, 'db.unfinished', 'base'), { recursive: true });
		const engine = await embedded(folder);
		await expect(unwrap(engine.anon.rpc('overview'))).resolves.toMatchObject({ total: 0 });
		expect(existsSync(join(folder, 'db.unfinished'))).toBe(false);
	});

	test('with demonstration data is not taken for an empty one', async () => {
		const folder = dataFolder();
		await prepare(folder, `update public.settings set value = 1 where key = 'demonstration'`);
		await expect(embedded(folder)).rejects.toThrow('OKO_DATA_DIR=.data-empty');
	});

	test('wants 2 GB of memory', async () => {
		const options = {
			dataDir: dataFolder(),
			seed: false,
			secret: null,
			keys: () => keys,
			times: { limitMs: 1000, waitMs: 1000 },
			say: () => {}
		};
		await expect(openEmbedded({ ...options, memory: 1e9 })).rejects.toThrow('2 GB');
	});
});

describe('the database thread', () => {
	test('says once why its database fails, leaves the event loop free, ends what takes too long, and comes back', async () => {
		const folder = dataFolder();
		await prepare(
			folder,
			`${slow};
			create function public.full_disk() returns integer language plpgsql
				as $$ begin raise 'a note of somebody' using errcode = '53100'; end $$;
			grant execute on function public.full_disk to anon;`
		);
		const said: string[] = [];
		const engine = await embedded(folder, { limitMs: 4000, say: (s: string) => said.push(s) });
		const failing = async () => {
			await expect(unwrap(engine.anon.rpc('full_disk' as never))).rejects.toBeInstanceOf(Unavailable);
			return said.filter((line) => line.includes('answered'));
		};
		const once = ['the database answered 500 (53100: the disk is full)'];
		// On a busy machine a call may take longer than its limit, and is not answered.
		await expect.poll(failing, { timeout: 60_000 }).toEqual(once);
		expect(await failing()).toEqual(once);
		let ticks = 0;
		const clock = setInterval(() => ticks++, 20);
		const began = Date.now();
		await expect(unwrap(engine.anon.rpc('slow' as never))).rejects.toBeInstanceOf(Unavailable);
		clearInterval(clock);
		// Free means: it went on ticking, if not always on time.
		expect(ticks).toBeGreaterThan((Date.now() - began) / 20 / 4);
		await expect
			.poll(() => unwrap(engine.anon.rpc('overview')).catch(() => null), { timeout: 30_000 })
			.toMatchObject({ total: 0 });
	});
});

describe('more requests than can be worked on at once', () => {
	/** reads, or writes as far as anybody can tell, for so many ms */
	const busy = ['stable', 'volatile']
		.map(
			(
				kind
			) => `create function public.busy_${kind}(p_ms double precision) returns integer language plpgsql ${kind} as $$
				declare v_until timestamptz := clock_timestamp() + make_interval(secs => p_ms / 1000);
				begin while clock_timestamp() < v_until loop end loop; return 1; end $$;
				grant execute on function public.busy_${kind} to anon, service_role;`
		)
		.join('\n');
	const call = (engine: Engine, kind: 'stable' | 'volatile', ms: number) =>
		unwrap(engine.anon.rpc(`busy_${kind}` as never, { p_ms: ms } as never));

	test('wait without a restart, are refused at once where the line is full, and readers do not keep a write out', async () => {
		const folder = dataFolder();
		await prepare(folder, busy);
		const said: string[] = [];
		const engine = await embedded(folder, {
			limitMs: 3000,
			waitMs: 90_000,
			say: (s: string) => said.push(s)
		});
		let answered = 0;
		const refusedAfter: number[] = [];
		const reading = Array.from({ length: 150 }, () =>
			call(engine, 'stable', 40).then(
				() => answered++,
				(error: unknown) => {
					expect(error).toBeInstanceOf(Unavailable);
					refusedAfter.push(answered);
				}
			)
		);
		await expect.poll(() => refusedAfter.length, { timeout: 60_000 }).toBe(49);
		expect(Math.max(...refusedAfter)).toBeLessThan(20);
		const before = answered;
		await call(engine, 'volatile', 1);
		expect(answered - before).toBeLessThan(10);
		await Promise.all(reading);
		// All together worked for longer than one may.
		expect(answered).toBe(101);
		expect(said.join()).not.toContain('restarted');
	});

	test('do not keep readers out while they wait for one lock (PostgreSQL)', async () => {
		const url = await newDatabase();
		const engine = await open({ DATABASE_URL: url, OKO_SECRET: secret }, { waitMs: 90_000 });
		const owner = postgres(url, { max: 2, onnotice: () => {} });
		const writes: Promise<boolean>[] = [];
		await owner.begin(async (sql) => {
			await sql`select from private.version for update`;
			for (let i = 0; i < 30; i++) {
				const report = reportArguments({ lng: 20.3 + i * 0.01, lat: 44.6 });
				writes.push(
					unwrap(engine.service.rpc('report_camera', report)).then(
						() => true,
						() => false
					)
				);
			}
			const stuck = () =>
				owner`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
			await expect.poll(async () => (await stuck())[0]?.n, { timeout: 60_000 }).toBeGreaterThan(5);
			for (let i = 0; i < 20; i++) await unwrap(engine.anon.rpc('overview'));
		});
		await owner.end();
		// One that held on for ten seconds was ended by PostgreSQL.
		const written = (await Promise.all(writes)).filter(Boolean).length;
		expect(await unwrap(engine.anon.rpc('overview'))).toMatchObject({ total: written });
	});
});

describe('on PostgreSQL', () => {
	test('processes that start at once all start, and migrate once', async () => {
		const url = await newDatabase();
		const program = `import { openEngine, unwrap } from './src/lib/server/engine/index.ts';
			const engine = await openEngine({ DATABASE_URL: '${url}', OKO_SECRET: '${secret}', OKO_SEED: 'demonstration' });
			console.log((await unwrap(engine.anon.rpc('overview'))).total); await engine.close();`;
		const totals = await Promise.all(
			Array.from({ length: 4 }, async () => {
				const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
				let said = '';
				child.stdout.on('data', (chunk) => (said += chunk));
				child.stderr.on('data', (chunk) => (said += chunk));
				await once(child, 'exit');
				return said.trim();
			})
		);
		expect(new Set(totals).size).toBe(1);
		expect(Number(totals[0])).toBeGreaterThan(950);
	});

	test('a role that may not create what the migrations need is told so', async () => {
		const url = await newDatabase();
		const owner = postgres(url, { max: 1, onnotice: () => {} });
		const role = `weak_${new URL(url).pathname.slice(1)}`;
		await owner.unsafe(`create role ${role} login`);
		await owner.end();
		const weak = url.replace('//postgres@', `//${role}@`);
		await expect(open({ DATABASE_URL: weak, OKO_SECRET: secret })).rejects.toThrow(
			/may not create.*docs\/deploy\.md/
		);
	});

	test('a session says what it wants: no compiling, an end for what takes too long', async () => {
		const opened = await openPostgres(await newDatabase());
		try {
			const wanted = `select name, setting from pg_settings where name in ('jit', 'statement_timeout') order by name`;
			expect([...((await opened.exec(wanted)) as object[])]).toEqual([
				{ name: 'jit', setting: 'off' },
				{ name: 'statement_timeout', setting: '10000' }
			]);
		} finally {
			await opened.close();
		}
	});

	test('a server that is not there is said in one sentence', async () => {
		const error = await open({ DATABASE_URL: 'postgresql://x@127.0.0.1:1/x', OKO_SECRET: secret }).catch(
			(e: unknown) => e
		);
		expect(error).toMatchObject({ name: 'StartError', message: expect.stringContaining('does not answer') });
	});

	test('a statement that takes too long ends alone', async () => {
		const url = await newDatabase();
		const engine = await open({ DATABASE_URL: url, OKO_SECRET: secret });
		const owner = postgres(url, { max: 1, onnotice: () => {} });
		await owner.unsafe(slow);
		await owner.unsafe(`notify pgrst, 'reload schema'`);
		await owner.end();
		const [slowly, quickly] = await Promise.allSettled([
			unwrap(engine.anon.rpc('slow' as never)),
			unwrap(engine.anon.rpc('overview'))
		]);
		expect(quickly.status).toBe('fulfilled');
		expect(slowly).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) });
	});
});

describe('the operator socket', () => {
	test('reaches a running server, is for its owner only, and knows three verbs', async () => {
		const folder = dataFolder();
		await embedded(folder);
		const path = join(folder, 'oko.sock');
		expect(statSync(path).mode & 0o777).toBe(0o600);
		expect(await askOperatorSocket(path, 'overview', {})).toMatchObject({ status: 200, body: { total: 0 } });
		expect(
			await askOperatorSocket(path, 'set_camera_state', { p_number: 1, p_state: 'verified' })
		).toMatchObject({
			status: 404
		});
		expect(await askOperatorSocket(path, 'report_camera', {})).toMatchObject({ status: 404 });
	});
});

test.each(['embedded', 'postgres'] as const)('%s answers nothing but rest and auth', async (kind) => {
	const database =
		kind === 'embedded'
			? await openPglite(join(dataFolder(), 'db'))
			: await openPostgres(await newDatabase());
	try {
		const lite = await database.whileAlone(() => bootLite(database, keys, false, () => {}));
		for (const path of [
			'/_system/config',
			'/',
			'/storage/v1/bucket',
			'/rest/v10',
			'/auth',
			'/_system/../_system/config'
		]) {
			const response = await lite.fetch(new Request(`http://database.invalid${path}`));
			expect(`${path} ${response.status}`).toBe(`${path} 404`);
		}
	} finally {
		await database.close();
	}
});

describeEngines('a fault of the database', (database) => {
	test('keeps its SQLSTATE; one that will pass is a 503', async () => {
		const { sql, anon } = database();
		await sql(`create function public.fails(code text) returns void language plpgsql volatile as
			$$ begin raise exception 'of a note' using errcode = code; end $$`);
		await sql('grant execute on function public.fails to anon');
		await sql(`notify pgrst, 'reload schema'`);
		const failed = (code: string) =>
			unwrap(anon.rpc('fails' as never, { code } as never)).catch((error: unknown) => error);
		for (const code of ['57014', '53100', '53300', '08006', '40P01', '40001']) {
			expect(await failed(code), code).toBeInstanceOf(Unavailable);
		}
		for (const code of ['22012', '23505', '25006', 'XX000', 'P0001']) {
			expect(await failed(code)).toMatchObject({ name: 'DatabaseError', status: 500, reason: code });
		}
	});

	test('whether it can be written to is asked without a transaction id, by the server alone', async () => {
		const { sql, anon, service } = database();
		expect(await sql('select public.can_write() as can, pg_current_xact_id_if_assigned() as id')).toEqual([
			{ can: true, id: null }
		]);
		expect((await service.rpc('can_write')).data).toBe(true);
		expect((await anon.rpc('can_write')).error?.code).toBe('42501');
		const plan = await sql<{ 'QUERY PLAN': string }>(
			`explain (analyze, buffers, costs off, timing off) select public.can_write()`
		);
		// Of a plan inside a function only what it read and wrote is seen.
		expect(plan.map((line) => line['QUERY PLAN']).join()).toMatch(/temp .*written=[1-9]/);
	});
});

describeEngines('parallel requests', (database) => {
	test('keep their own role and their own transaction', async () => {
		const { anon, service } = database();
		const answers = await Promise.all(
			Array.from({ length: 30 }, async (_, i) => {
				const place = { lng: 20.3 + i * 0.01, lat: 44.6 };
				const report = reportArguments(i % 3 === 1 ? { ...place, type: 'drone' } : place);
				if (i % 3 === 0) return (await anon.rpc('report_camera', report)).error?.code;
				return (await service.rpc('report_camera', report)).error?.code ?? 'taken';
			})
		);
		expect(answers).toEqual(answers.map((_, i) => ['42501', 'PT422', 'taken'][i % 3]));
		const [written] = await database().sql<{ n: number }>('select count(*)::int as n from public.cameras');
		expect(written?.n).toBe(10);
	});
});
