import type { AuthError } from '@supabase/supabase-js';
import { DatabaseError, isAway, Unavailable, unwrap } from './errors.ts';
import type { Client } from './index.ts';

/** The users of Supabase Auth behind contributor keys: an address that no mail can reach, and a password. */
export interface Users {
	/** Makes a user; answers its id. @throws Unavailable, DatabaseError */
	create(address: string, password: string): Promise<string>;
	/** The id of the user with this password; null when there is none. @throws Unavailable, DatabaseError */
	check(address: string, password: string): Promise<string | null>;
}

/**
 * Users of a Supabase project. The server makes them, because a sign-up would look up the address's host. `anon` and
 * `service` each give a new client: one keeps the session of whom it signed in. No visitor's address is passed on.
 */
export function supabaseUsers(anon: () => Client, service: () => Client): Users {
	return {
		async create(address, password) {
			const made = await service().auth.admin.createUser({ email: address, password, email_confirm: true });
			return idOf(made);
		},
		check: checker(anon)
	};
}

/**
 * Users of a local database, which has no admin API, and asks nobody about an address. The ids that it gives tell the
 * millisecond in which somebody joined: each user gets another at once.
 */
export function localUsers(anon: () => Client, service: () => Client): Users {
	return {
		async create(address, password) {
			const id = idOf(await anon().auth.signUp({ email: address, password }));
			try {
				return await unwrap(service().rpc('give_random_id', { p_id: id }));
			} catch (error) {
				await service().rpc('forget_contributor', { p_id: id });
				throw error;
			}
		},
		check: checker(anon)
	};
}

function checker(anon: () => Client): Users['check'] {
	return async (address, password) => {
		const answer = await anon().auth.signInWithPassword({ email: address, password });
		return answer.error?.code === 'invalid_credentials' ? null : idOf(answer);
	};
}

function idOf({ data, error }: { data: { user: { id: string } | null }; error: AuthError | null }): string {
	if (!error && data.user) return data.user.id;
	// 429 is the project's own limit, which counts all our visitors as one (docs/deploy.md).
	if (!error?.status || error.status === 429 || isAway(error.status)) throw new Unavailable();
	throw new DatabaseError(500, error.code ?? 'auth', null);
}
