import { spawnSync } from 'node:child_process';
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeServers, engineEnv, guardOff, serverEngines } from '../support/on-engines.ts';
import { bare, startServer, type RunningServer } from '../support/server.ts';

/** What a browser without scripts sends and shows. */
function browser(server: () => RunningServer) {
	let cookie = '';
	const at = async (path: string, fields?: Record<string, string>, headers: Record<string, string> = {}) => {
		const response = await fetch(server().origin + path, {
			redirect: 'manual',
			headers: {
				Accept: 'text/html',
				Cookie: cookie,
				...(fields && { Origin: server().origin }),
				...headers
			},
			...(fields && { method: 'POST', body: new URLSearchParams(fields) })
		});
		const set = response.headers.get('set-cookie');
		if (set) cookie = /max-age=0/i.test(set) ? '' : (set.split(';')[0] ?? '');
		return { status: response.status, headers: response.headers, set, html: await response.text() };
	};
	return {
		at,
		cookie: () => cookie,
		useCookie: (value: string) => (cookie = value),
		async make(challenge = '') {
			const answer = await at('/en/account?/make', { challenge });
			const words = [...answer.html.matchAll(/<li[^>]*>([a-z]+)<\/li>/g)].map(([, word]) => word);
			return { ...answer, key: words.join(' ') };
		},
		enter: (key: string) => at('/en/account?/enter', { key })
	};
}

describeServers('the account', guardOff, (server) => {
	test('is made, left, entered again and forgotten, without scripts', async () => {
		const here = browser(server);
		const made = await here.make();
		expect(made.status).toBe(200);
		expect(made.key.split(' ')).toHaveLength(7);
		expect(made.headers.get('cache-control')).toBe('no-store');
		expect(made.html).toContain(`data:text/plain;charset=utf-8,${encodeURIComponent(`${made.key}\n`)}`);
		// For as long as the browser is open, for this server only, out of reach of scripts.
		expect(made.set?.split('; ').sort()).toEqual(
			[here.cookie(), 'HttpOnly', 'Path=/', 'SameSite=Lax'].sort()
		);

		const page = await here.at('/en/account');
		const [, code] = /<code[^>]*>([0-9A-HJKMNP-TV-Z]{8})<\/code>/.exec(page.html) ?? [];
		expect(code).toBeDefined();
		expect(page.html).toContain('This account is new.');
		expect(page.html, 'is shown once').not.toContain(made.key);

		const elsewhere = browser(server);
		const entered = await elsewhere.enter(`  ${made.key.toUpperCase().replaceAll(' ', ' - ')} `);
		expect(entered).toMatchObject({ status: 303 });
		expect(entered.headers.get('location')).toBe('/en/account');
		expect((await elsewhere.at('/en/account')).html).toContain(code);

		const copied = elsewhere.cookie();
		expect((await elsewhere.at('/en/account?/leave', {})).status).toBe(303);
		expect(elsewhere.cookie()).toBe('');
		elsewhere.useCookie(copied);
		expect((await elsewhere.at('/en/account')).html, 'a copied cookie is over too').not.toContain(code);
		expect((await here.at('/en/account')).html).toContain(code);

		expect((await here.at('/en/account?/forget', {})).status).toBe(422);
		const forgotten = await here.at('/en/account?/forget', { sure: 'yes' });
		expect(forgotten.html).toContain('You are forgotten.');
		expect(here.cookie()).toBe('');
		expect((await elsewhere.enter(made.key)).status).toBe(401);
	});

	test('says what is wrong with a key, and gives back what was typed', async () => {
		const here = browser(server);
		const wrong = await here.enter('able able able abel able ablee able');
		expect(wrong.status).toBe(422);
		expect(wrong.html).toContain('These words are in no key: abel, ablee.');
		expect(wrong.html).toContain('>able able able abel able ablee able</textarea>');
		expect((await here.enter('able able')).html).toContain('A key has 7 words, and this has 2.');
		expect((await here.enter(' ')).html).toContain('This field is required.');
		const unknown = await here.enter('able '.repeat(7));
		expect(unknown.status).toBe(401);
		expect(unknown.html).toContain('This key opens no account.');
		expect(unknown.html).toContain('able able');
		expect(unknown.set).toBeNull();
	});

	test('a session of nobody is no session', async () => {
		const here = browser(server);
		for (const cookie of [
			'oko_session=',
			`oko_session=${'x'.repeat(43)}`,
			`oko_session=${'%'.repeat(9000)}`
		]) {
			here.useCookie(cookie);
			expect((await here.at('/en/account')).html).toContain('Do you have a key?');
		}
	});

	test('no other page asks who is there, or is another for who is signed in', async () => {
		const here = browser(server);
		await here.make();
		for (const path of ['/en', '/en/list', '/en/about', '/data/cameras.geojson']) {
			const signedIn = await here.at(path);
			expect(signedIn.set).toBeNull();
			expect(signedIn.headers.get('vary') ?? '').not.toMatch(/cookie/i);
			const [one, other] = [signedIn.html, (await browser(server).at(path)).html].map((html) =>
				html.replace(/nonce="[^"]+"|nonce-[\w+/=]+|__sveltekit_\w+|"generated_at":"[^"]+"/g, '')
			);
			expect(one).toBe(other);
		}
	});

	test('twelve at once get keys of their own', async () => {
		const made = await Promise.all(Array.from({ length: 12 }, () => browser(server).make()));
		expect(made.map(({ status }) => status)).toEqual(Array(12).fill(200));
		expect(new Set(made.map(({ key }) => key)).size).toBe(12);
	});
});

describeServers('the guard of keys', {}, (server, kind) => {
	const solved = async () => {
		const challenge = (await (await fetch(`${server().origin}/api/challenge`)).json()) as Challenge;
		const solution = await solveChallenge({ challenge, deriveKey });
		return Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');
	};

	test('a key costs a solved challenge, once; a network makes three', async () => {
		const challenge = await solved();
		expect((await browser(server).make('nonsense')).status).toBe(428);
		expect((await browser(server).make(challenge)).status).toBe(200);
		expect((await browser(server).make(challenge)).status).toBe(428);
		// Without scripts it counts against the whole site's limit instead.
		for (let i = 0; i < 2; i++) expect((await browser(server).make()).status).toBe(200);
		const refused = await browser(server).make(await solved());
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(80_000);
		expect(refused.html).toContain('Too many keys were made from your network.');
		expect(refused.set).toBeNull();
	});

	test('a network enters twenty keys in an hour', async () => {
		const key = 'able '.repeat(7);
		for (let i = 0; i < 20; i++) expect((await browser(server).enter(key)).status).toBe(401);
		const refused = await browser(server).enter(key);
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
		expect(refused.html).toContain('able able');
	});

	test('nothing of it is printed', () => {
		expect(server().printed()).not.toMatch(/invalid|able|net /i);
		expect(kind).toBeTruthy();
	});
});

describe.each(serverEngines)('npm run moderator (%s)', (kind) => {
	let server: RunningServer;
	let env: Record<string, string>;
	let remove = () => {};
	const command = (...args: string[]) => {
		const secret = { OKO_SECRET: '5e'.repeat(32) };
		const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/moderator.ts', ...args], {
			env: { ...bare, ...secret, ...env },
			encoding: 'utf8'
		});
		return { status, said: stdout || stderr };
	};
	beforeAll(async () => {
		({ env, remove } = await engineEnv(kind));
		server = await startServer({ ...env, ...guardOff });
	});
	afterAll(async () => {
		await server.end();
		remove();
	});

	test('makes a moderator of whoever tells their code, while the server runs and when it does not', async () => {
		const here = browser(() => server);
		await here.make();
		const page = (await here.at('/en/account')).html;
		const code = /<code[^>]*>([0-9A-Z]{8})<\/code>/.exec(page)?.[1] ?? '';
		const added = command('add', code.toLowerCase());
		expect(added).toMatchObject({ status: 0 });
		expect(JSON.parse(added.said)).toEqual({ code, moderator: true });
		expect((await here.at('/en/account')).html).toContain('You are a moderator.');
		expect(JSON.parse(command('list').said)).toEqual([
			{ code, added_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }
		]);
		expect(command('add', 'NOBODY00')).toEqual({ status: 1, said: 'No contributor has this code.\n' });
		expect(command('add').said).toContain('npm run moderator -- add <code>');
		await server.end();
		expect(JSON.parse(command('remove', code).said)).toEqual({ code, moderator: false });
	});
});
