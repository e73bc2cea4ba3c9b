import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEngine, type Client, type Engine } from './index.ts';
import { newestMigration } from './schema-version.ts';
import { supabaseUsers } from './users.ts';

/** What a Supabase project's Auth is asked, and what it answers. */
let asked: { method: string; path: string; headers: IncomingMessage['headers']; body: unknown }[] = [];
// The start asks which migrations there are.
let answer = { status: 200, body: (await newestMigration()) as unknown };
const server = createServer(async (request, response) => {
	let body = '';
	for await (const chunk of request) body += chunk;
	const { method = '', url = '', headers } = request;
	asked.push({ method, path: url, headers, body: JSON.parse(body || 'null') });
	response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
});
let engine: Engine;
const user = { id: '11111111-1111-4111-8111-111111111111', email: 'a@key.invalid' };

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	engine = await openEngine({
		SUPABASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
		SUPABASE_SECRET_KEY: 'sb_secret_x',
		OKO_SECRET: 'ab'.repeat(32)
	});
});
afterAll(() => server.close());
beforeEach(() => (asked = []));

test('on Supabase the server makes the user, confirmed, without a mail', async () => {
	answer = { status: 200, body: user };
	expect(await engine.users.create('a@key.invalid', 'p')).toBe(user.id);
	expect(asked).toHaveLength(1);
	expect(asked[0]).toMatchObject({
		method: 'POST',
		path: '/auth/v1/admin/users',
		headers: { apikey: 'sb_secret_x' },
		body: { email: 'a@key.invalid', password: 'p', email_confirm: true }
	});
});

test('and checks a password as anybody, in a client of its own', async () => {
	const session = { access_token: 'x.y.z', refresh_token: 'r', expires_in: 3600, token_type: 'bearer', user };
	answer = { status: 200, body: session };
	expect(await engine.users.check('a@key.invalid', 'p')).toBe(user.id);
	expect(asked[0]).toMatchObject({
		path: '/auth/v1/token?grant_type=password',
		headers: { apikey: 'sb_publishable_x' }
	});
	// The shared clients are still nobody's.
	await engine.anon.rpc('overview');
	await engine.service.rpc('tick');
	expect(JSON.stringify(asked.slice(1).map(({ headers }) => headers))).not.toContain('x.y.z');
	for (const { headers } of asked)
		expect(Object.keys(headers).filter((name) => /forwarded|real-ip/.test(name))).toEqual([]);
});

test.each<[number, object, string | null]>([
	[400, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' }, null],
	[
		429,
		{ code: 429, error_code: 'over_request_rate_limit', msg: 'Request rate limit reached' },
		'Unavailable'
	],
	...[503, 520, 530, 540, 544].map((status) => [status, {}, 'Unavailable'] as [number, object, string]),
	[500, { code: 500, error_code: 'unexpected_failure', msg: 'x' }, 'DatabaseError']
])('%d is told apart', async (status, body, name) => {
	answer = { status, body };
	const checked = engine.users.check('a@key.invalid', 'p');
	if (name) await expect(checked).rejects.toMatchObject({ name });
	else expect(await checked).toBeNull();
});

test('a project that cannot be reached is away', async () => {
	const nowhere = () => createClient('http://127.0.0.1:1', 'p') as Client;
	await expect(supabaseUsers(nowhere, nowhere).create('a@key.invalid', 'p')).rejects.toMatchObject({
		name: 'Unavailable'
	});
});
