import { randomBytes, randomUUID } from 'node:crypto';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import type { Actor, ApiRequest } from './rest.ts';
import { json, type Answer } from './statuses.ts';
import { signToken } from './tokens.ts';

const noInstance = '00000000-0000-0000-0000-000000000000';
const sessionSeconds = 3600;

interface User {
	id: string;
	email: string;
}

/** A stand-in for Supabase Auth: an administrator makes and deletes users, and users sign in with their password. */
export class Auth {
	readonly #sql: Sql;
	readonly #jwtSecret: string;

	/** @param url the project's database, as the role supabase_auth_admin */
	constructor(url: string, jwtSecret: string) {
		this.#sql = postgres(url, { max: 4, onnotice: () => {}, fetch_types: false });
		this.#jwtSecret = jwtSecret;
	}

	close(): Promise<void> {
		return this.#sql.end({ timeout: 5 });
	}

	async answer({ method, path, query, body }: ApiRequest, actor: Actor): Promise<Answer> {
		const given = (body ? JSON.parse(body) : {}) as Record<string, string>;
		const { email = '', password = '' } = given;
		if (path.startsWith('admin/') && actor.role !== 'service_role')
			return refusal(403, 'not_admin', 'User not allowed');
		const id = /^admin\/users\/([0-9a-f-]{36})$/.exec(path)?.[1];
		if (method === 'POST' && path === 'admin/users') return this.#create(email, password);
		if (method === 'DELETE' && id) return this.#delete(id);
		if (method === 'POST' && path === 'token')
			return query.get('grant_type') === 'password'
				? this.#signIn(email, password)
				: this.#refresh(given.refresh_token ?? '');
		if (method === 'PUT' && path === 'user') return this.#change(actor, JSON.stringify(given.data ?? {}));
		if (method === 'POST' && path === 'signup')
			return refusal(422, 'signup_disabled', 'Signups not allowed for this instance');
		return refusal(404, 'not_found', `The stand-in has no ${method} ${path}`);
	}

	#create(email: string, password: string): Promise<Answer> {
		return this.#sql.begin(async (sql) => {
			const [known] = await sql`select from auth.users where email = ${email}`;
			if (known) return refusal(422, 'email_exists', 'Already registered');
			const id = randomUUID();
			const metadata = JSON.stringify({ provider: 'email', providers: ['email'] });
			await sql`insert into auth.users (instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
				raw_app_meta_data, raw_user_meta_data, created_at, updated_at, confirmation_token, recovery_token,
				email_change_token_new, email_change)
				values (${noInstance}, ${id}, 'authenticated', 'authenticated', ${email},
					extensions.crypt(${password}, extensions.gen_salt('bf', 10)), now(), ${metadata}::text::jsonb, '{}', now(),
					now(), '', '', '', '')`;
			const identity = JSON.stringify({ sub: id, email, email_verified: false });
			await sql`insert into auth.identities (provider_id, user_id, identity_data, provider, last_sign_in_at, created_at,
				updated_at) values (${id}, ${id}, ${identity}::text::jsonb, 'email', now(), now(), now())`;
			await log(sql, 'user_signedup', { id, email });
			return json(200, { id, email, aud: 'authenticated', role: 'authenticated' });
		});
	}

	#delete(id: string): Promise<Answer> {
		return this.#sql.begin(async (sql) => {
			const [user] = await sql<User[]>`delete from auth.users where id = ${id} returning id, email`;
			if (!user) return refusal(404, 'user_not_found', 'User not found');
			await log(sql, 'user_deleted', user);
			return json(200, {});
		});
	}

	#signIn(email: string, password: string): Promise<Answer> {
		return this.#sql.begin(async (sql) => {
			// GoTrue takes bcrypt of every minor version; pgcrypto knows `$2a$`, which is `$2b$` for passwords as short as keys.
			const [user] = await sql<User[]>`select u.id, u.email from auth.users u,
				lateral (select regexp_replace(u.encrypted_password, '^\\$2[by]', '$2a') as hash) as known
				where u.email = ${email} and known.hash = extensions.crypt(${password}, known.hash)`;
			if (!user) return refusal(400, 'invalid_credentials', 'Invalid login credentials');
			const session = randomUUID();
			await sql`insert into auth.sessions (id, user_id, created_at, updated_at, aal, user_agent, ip)
				values (${session}, ${user.id}, now(), now(), 'aal1', 'node', '127.0.0.1')`;
			await sql`insert into auth.mfa_amr_claims (id, session_id, created_at, updated_at, authentication_method)
				values (${randomUUID()}, ${session}, now(), now(), 'password')`;
			await sql`update auth.users set last_sign_in_at = now(), updated_at = now() where id = ${user.id}`;
			await log(sql, 'login', user);
			return this.#session(sql, user, session);
		});
	}

	#refresh(token: string): Promise<Answer> {
		return this.#sql.begin(async (sql) => {
			const [user] = await sql<(User & { session: string })[]>`update auth.refresh_tokens t
				set revoked = true, updated_at = now() from auth.users u
				where t.token = ${token} and not t.revoked and u.id::text = t.user_id
				returning u.id, u.email, t.session_id as session`;
			if (!user) return refusal(400, 'refresh_token_not_found', 'Invalid Refresh Token');
			await log(sql, 'token_refreshed', user);
			return this.#session(sql, user, user.session);
		});
	}

	/** What users say about themselves; it says nothing about what they may. */
	#change({ claims }: Actor, data: string): Promise<Answer> {
		return this.#sql.begin(async (sql) => {
			const [user] = await sql<User[]>`update auth.users set raw_user_meta_data = ${data}::text::jsonb,
				updated_at = now() where id::text = ${String(claims.sub)} returning id, email`;
			if (!user) return refusal(401, 'no_authorization', 'This endpoint requires a Bearer token');
			await log(sql, 'user_modified', user);
			return json(200, user);
		});
	}

	/** The tokens of a session. */
	async #session(sql: TransactionSql, { id, email }: User, session: string): Promise<Answer> {
		const refresh = randomBytes(9).toString('base64url');
		await sql`insert into auth.refresh_tokens (instance_id, token, user_id, revoked, created_at, updated_at, session_id)
			values (${noInstance}, ${refresh}, ${id}, false, now(), now(), ${session})`;
		const role = 'authenticated';
		const expires = Math.floor(Date.now() / 1000) + sessionSeconds;
		const claims = { sub: id, role, aud: role, exp: expires, session_id: session };
		return json(200, {
			access_token: signToken(claims, this.#jwtSecret),
			token_type: 'bearer',
			expires_in: sessionSeconds,
			expires_at: expires,
			refresh_token: refresh,
			user: { id, email, aud: role, role }
		});
	}
}

/** An error as Supabase Auth writes it. */
function refusal(status: number, error_code: string, msg: string): Answer {
	return json(status, { code: status, error_code, msg });
}

/** What Supabase Auth writes down of each act, where the project has not switched that off. */
async function log(sql: TransactionSql, action: string, { id, email }: User): Promise<void> {
	const payload = JSON.stringify({ action, actor_id: id, actor_username: email, log_type: 'account' });
	await sql`insert into auth.audit_log_entries (instance_id, id, payload, created_at, ip_address)
		values (${noInstance}, ${randomUUID()}, ${payload}::text::json, now(), '127.0.0.1')`;
}
