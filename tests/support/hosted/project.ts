import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import postgres from 'postgres';
import { Auth } from './auth.ts';
import { Rest, type Actor } from './rest.ts';
import { json, type Answer } from './statuses.ts';
import { asPostgres, superuser } from './template.ts';
import { readToken } from './tokens.ts';

/** A stand-in of a hosted project over HTTP: its database, PostgREST and Auth behind its two keys. */
export interface Project {
	url: string;
	publishableKey: string;
	secretKey: string;
	/** address of its database, as postgres, who administers it and is no superuser */
	database: string;
	/** requests so far, as `POST rest/v1/rpc/tick` */
	requests: string[];
	close(): Promise<void>;
}

/**
 * Starts an empty project on 127.0.0.1.
 * @param cluster address of the cluster up to its database, as its superuser
 * @param template name of the database that it begins with; see `makeTemplate`
 */
export async function startProject(cluster: string, template: string): Promise<Project> {
	const name = `project_${randomBytes(6).toString('hex')}`;
	const admin = postgres(`${cluster}postgres`, { max: 1, onnotice: () => {} });
	await admin.unsafe(`create database ${name} template ${template} owner postgres`);
	// A copy has none of what the migrations set for the whole database.
	const settings = await admin<{ name: string; value: string }[]>`
		select split_part(s, '=', 1) as name, split_part(s, '=', 2) as value
		from pg_db_role_setting d, unnest(d.setconfig) s
		where d.setrole = 0 and d.setdatabase = (select oid from pg_database where datname = ${template})`;
	for (const setting of settings)
		await admin.unsafe(`alter database ${name} set ${setting.name} = '${setting.value}'`);
	await admin.end();
	const url = cluster + name;
	const as = (role: string) => url.replace(`//${superuser}@`, `//${role}@`);
	const jwtSecret = randomBytes(32).toString('hex');
	const keys = {
		publishableKey: `sb_publishable_${randomBytes(12).toString('base64url')}`,
		secretKey: `sb_secret_${randomBytes(12).toString('base64url')}`
	};
	const rest = new Rest(as('authenticator'));
	const auth = new Auth(as('supabase_auth_admin'), jwtSecret);
	const requests: string[] = [];

	async function answer(request: IncomingMessage): Promise<Answer> {
		const { pathname, searchParams } = new URL(request.url ?? '', 'http://project');
		const method = request.method ?? 'GET';
		requests.push(`${method} ${pathname.slice(1)}`);
		let body = '';
		for await (const chunk of request) body += chunk;
		const actor = actorOf(request);
		if (!actor) return json(401, { message: 'Invalid API key', hint: 'Double check your API key.' });
		const [, service, path = ''] = /^\/(rest|auth)\/v1\/(.*)$/.exec(pathname) ?? [];
		const asked = { method, path, query: searchParams, headers: request.headers, body };
		if (service === 'rest') return rest.answer(asked, actor);
		if (service === 'auth') return auth.answer(asked, actor);
		return json(404, { message: 'no Route matched with those values' });
	}

	/** The role of a key; a token of a signed-in user beside the publishable one says who. */
	function actorOf({ headers }: IncomingMessage): Actor | null {
		const key = headers.apikey;
		if (key === keys.secretKey) return { role: 'service_role', claims: { role: 'service_role' } };
		if (key !== keys.publishableKey) return null;
		const token = headers.authorization?.replace(/^Bearer /, '') ?? key;
		if (token === key) return { role: 'anon', claims: { role: 'anon' } };
		const claims = readToken(token, jwtSecret);
		return claims && { role: 'authenticated', claims };
	}

	const server = createServer((request, response) => {
		void answer(request)
			.catch((error: Error) => json(500, { message: `the stand-in failed: ${error.message}` }))
			.then((answered) => write(response, answered));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		...keys,
		database: asPostgres(url),
		requests,
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
			await Promise.all([rest.close(), auth.close()]);
		}
	};
}

function write(response: ServerResponse, { status, text }: Answer): void {
	response.writeHead(status, text === null ? {} : { 'Content-Type': 'application/json; charset=utf-8' });
	response.end(text ?? undefined);
}
