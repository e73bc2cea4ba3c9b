import postgres from 'postgres';
import { expect, test } from 'vitest';
import { newDatabase } from '../support/engines.ts';
import { guardOff } from '../support/on-engines.ts';
import { startServer } from '../support/server.ts';

test('a database that takes no writes is not ready, and the site is read on; a fault of it says its SQLSTATE', async () => {
	const url = await newDatabase();
	const server = await startServer({ DATABASE_URL: url, ...guardOff });
	const name = new URL(url).pathname.slice(1);
	const owner = postgres(url, { max: 1, onnotice: () => {} });
	const status = async (path: string) => (await fetch(server.origin + path)).status;
	const readOnly = async (word: 'on' | 'off') => {
		await owner.unsafe(`set default_transaction_read_only = off`);
		await owner.unsafe(`alter database ${name} set default_transaction_read_only = ${word}`);
		// What is open keeps what it was opened with.
		await owner.unsafe(`select pg_terminate_backend(pid) from pg_stat_activity
			where datname = current_database() and pid <> pg_backend_pid()`);
	};
	try {
		await readOnly('on');
		await expect.poll(() => status('/readyz'), { timeout: 30_000 }).toBe(503);
		await expect.poll(() => status('/list'), { timeout: 30_000 }).toBe(200);
		expect(await status('/readyz')).toBe(503);
		expect(await status('/healthz')).toBe(200);
		await readOnly('off');
		await expect.poll(() => status('/readyz'), { timeout: 30_000 }).toBe(200);

		await owner.unsafe(`create or replace function public.overview() returns json language plpgsql
			stable set search_path = '' as $$ begin return to_json(1 / 0); end $$`);
		const failed = await fetch(`${server.origin}/readyz`, { headers: { 'Accept-Language': 'en' } });
		expect(failed.status).toBe(500);
		expect(failed.headers.get('vary')).toContain('Accept-Language');
		expect(server.printed()).toMatch(/^500 DatabaseError 22012 in \/readyz/m);
		expect(server.printed()).not.toContain('division');
	} finally {
		await server.end();
		await owner.end();
	}
});

test('only what is said in words varies by the language that is asked for', async () => {
	const server = await startServer({ DATABASE_URL: await newDatabase(), ...guardOff });
	const vary = async (path: string) => {
		const response = await fetch(server.origin + path, { headers: { 'Accept-Language': 'en' } });
		return `${response.status} ${/accept-language/i.test(response.headers.get('vary') ?? '')}`;
	};
	try {
		expect(await vary('/data/cameras.geojson?bbox=x')).toBe('400 true');
		expect(await vary('/api/cameras/K7Q29FJ4XM')).toBe('404 true');
		expect(await vary('/api/search?q=most')).toBe('200 true');
		expect(await vary('/en/api/cameras/K7Q29FJ4XM')).toBe('404 false');
		expect(await vary('/data/cameras.geojson')).toBe('200 false');
		expect(await vary('/list')).toBe('200 false');
	} finally {
		await server.end();
	}
});
