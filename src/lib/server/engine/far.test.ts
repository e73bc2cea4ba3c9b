import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Unavailable, unwrap } from './errors.ts';
import { openEngine, type Engine } from './index.ts';
import { newestMigration } from './schema-version.ts';

const newest = await newestMigration();

/** The start is let through; then each answers in another way; the last two never end. */
const server = createServer((request, response) => {
	const name = request.url?.split('/').at(-1) ?? '';
	if (name === 'schema_version') response.end(JSON.stringify(newest));
	else if (name.startsWith('settings')) response.end('[]');
	else if (/^\d+$/.test(name))
		response.writeHead(Number(name), { 'Content-Type': 'text/html' }).end('<html>');
	else if (name === 'half') response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"a":');
});
const said: string[] = [];
let engine: Engine;

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	engine = await openEngine(
		{
			SUPABASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
			SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
			SUPABASE_SECRET_KEY: 'sb_secret_x',
			OKO_SECRET: 'ab'.repeat(32)
		},
		{ limitMs: 300, say: (step) => said.push(step) }
	);
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const ask = (name: string) => unwrap(engine.service.rpc(name as 'tick'));

test.each([502, 503, 504, 520, 521, 522, 525, 530, 540, 544])(
	'%d is a database that is away',
	async (status) => {
		await expect(ask(String(status))).rejects.toBeInstanceOf(Unavailable);
	}
);

test.each([500, 519, 531, 541])('%d is a fault', async (status) => {
	await expect(ask(String(status))).rejects.toMatchObject({ name: 'DatabaseError', status: 500 });
});

test.each(['never', 'half'])(
	'an answer that comes %s is given up after the limit, and said',
	async (name) => {
		said.length = 0;
		await expect(ask(name)).rejects.toBeInstanceOf(Unavailable);
		expect(said).toEqual(['Supabase did not answer within 0.3 s']);
	}
);
