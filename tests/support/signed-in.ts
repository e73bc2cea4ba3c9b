import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bare, secret } from './server.ts';

/** A contributor as a program: a session, and verbs that send it along. */
export interface TestContributor {
	code: string;
	cookie: string;
	key: string;
	get(path: string): Promise<Response>;
	post(path: string, body: unknown): Promise<Response>;
	/** sends a form as a browser without scripts does */
	form(path: string, fields: [string, string][]): Promise<{ status: number; html: string }>;
}

/** Makes a key over the page of the account, as a browser without scripts does. Wants the guard off. */
export async function makeContributor(server: () => { origin: string }): Promise<TestContributor> {
	const { origin } = server();
	const made = await fetch(`${origin}/en/account?/make`, {
		method: 'POST',
		headers: { Accept: 'text/html', Origin: origin },
		body: new URLSearchParams({ challenge: '' })
	});
	const cookie = made.headers.get('set-cookie')?.split(';')[0] ?? '';
	const key = [...(await made.text()).matchAll(/<li[^>]*>([a-z]+)<\/li>/g)].map(([, word]) => word).join(' ');
	const page = await (await fetch(`${origin}/en/account`, { headers: { Cookie: cookie } })).text();
	const code = /<code[^>]*>([0-9A-HJKMNP-TV-Z]{8})<\/code>/.exec(page)?.[1];
	if (!cookie || !code) throw new Error(`no key was made: ${made.status}`);
	return {
		code,
		cookie,
		key,
		get: (path) => fetch(origin + path, { headers: { Cookie: cookie } }),
		post: (path, body) =>
			fetch(origin + path, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json', Cookie: cookie },
				body: JSON.stringify(body)
			}),
		async form(path, fields) {
			const response = await fetch(origin + path, {
				method: 'POST',
				headers: { Accept: 'text/html', Origin: origin, Cookie: cookie },
				body: new URLSearchParams(fields)
			});
			return { status: response.status, html: await response.text() };
		}
	};
}

/** What the operator does for a moderator: npm run moderator. */
export async function addModerator(code: string, env: Record<string, string>): Promise<void> {
	await promisify(execFile)(process.execPath, ['scripts/moderator.ts', 'add', code], {
		env: { ...bare, OKO_SECRET: secret, ...env }
	});
}
