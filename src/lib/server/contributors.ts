import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { credentials, newKey } from './contributor-key.ts';
import * as answers from './answers.ts';
import { DatabaseError, engine, parsed, unwrap } from './engine/index.ts';
import { guardArguments, type Passed } from './guard/index.ts';
import { Problem } from './problem.ts';

/** Who is signed in. Nothing of it goes to anybody else; `code` is for the operator who makes a moderator. */
export interface Contributor {
	id: string;
	/** 64 hexadecimal digits, from the database's half and OKO_SECRET: what makes a name for each camera */
	salt: string;
	code: string;
	trusted: boolean;
	moderator: boolean;
	/** days on which an act of theirs has proved right, as far as they count for trust */
	rightDays: number;
}

type Event = Pick<RequestEvent, 'cookies' | 'locals' | 'url'>;

const cookie = 'oko_session';

/** Makes a contributor and signs them in. @throws Problem 428, 429 */
export async function create(event: Event, passed: Passed): Promise<{ key: string }> {
	const { service, users, key: derive } = await engine();
	await unwrap(service.rpc('admit_key', guardArguments(passed)));
	const key = newKey();
	const { address, password } = credentials(key, derive);
	const id = await users.create(address, password);
	try {
		const { token, hash } = newToken();
		await unwrap(service.rpc('enrol_contributor', { p_id: id, p_token_hash: hash }));
		setSession(event, token);
	} catch (error) {
		// A user without a contributor is nobody's; if it cannot be taken away either, nothing leads to it.
		await service.rpc('forget_contributor', { p_id: id });
		throw error;
	}
	return { key };
}

/**
 * Signs in with a key as `readKey` gives it. A key that never was and one that was forgotten take the same way.
 * @throws Problem 401, 429
 */
export async function signIn(event: Event, key: string, passed: Passed): Promise<void> {
	const { service, users, key: derive } = await engine();
	await unwrap(service.rpc('admit_sign_in', { p_network_keys: passed.network_keys ?? undefined }));
	const { address, password } = credentials(key, derive);
	const id = await users.check(address, password);
	if (!id) throw new Problem(401, 'wrong_key');
	const { token, hash } = newToken();
	try {
		await unwrap(service.rpc('start_session', { p_id: id, p_token_hash: hash }));
	} catch (error) {
		// A user of Auth who is no contributor, such as one that is being forgotten just now.
		if (error instanceof DatabaseError && error.status === 401) throw new Problem(401, 'wrong_key');
		throw error;
	}
	setSession(event, token);
}

/** Ends this browser's session. */
export async function signOut(event: Event): Promise<void> {
	const hash = sessionOf(event);
	if (hash) {
		const { service } = await engine();
		await unwrap(service.rpc('end_session', { p_token_hash: hash }));
	}
	clearSession(event);
}

/** Who is signed in, or null. Asks the database only when there is a session, and once a request. */
export function current(event: Event): Promise<Contributor | null> {
	return (event.locals.contributor ??= find(sessionOf(event)));
}

/** Deletes who is signed in: user, salt and sessions. What they sent stays, linked to nobody. */
export async function forget(event: Event): Promise<void> {
	const contributor = await current(event);
	if (contributor) {
		const { service } = await engine();
		await unwrap(service.rpc('forget_contributor', { p_id: contributor.id }));
	}
	clearSession(event);
}

async function find(tokenHash: string | null): Promise<Contributor | null> {
	if (!tokenHash) return null;
	const { service, key } = await engine();
	const found = await parsed(service.rpc('contributor', { p_token_hash: tokenHash }), answers.contributor);
	if (!found) return null;
	const { right_days, ...rest } = found;
	const salt = createHmac('sha256', key('salt')).update(found.salt).digest('hex');
	return { ...rest, salt, rightDays: right_days };
}

/** 256 random bits for the cookie, and what the database keeps of them. */
function newToken(): { token: string; hash: string } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashOf(token) };
}

function hashOf(token: string): string {
	return createHash('sha256').update(token).digest('base64url');
}

function sessionOf({ cookies }: Event): string | null {
	const token = cookies.get(cookie);
	return token && /^[\w-]{43}$/.test(token) ? hashOf(token) : null;
}

// Without a date: the browser drops it when it closes. `Lax`, so that a link in a message finds one signed in.
const attributes = ({ url }: Event) =>
	({ path: '/', httpOnly: true, sameSite: 'lax', secure: url.protocol === 'https:' }) as const;

function setSession(event: Event, token: string): void {
	event.cookies.set(cookie, token, attributes(event));
	event.locals.contributor = undefined;
}

function clearSession(event: Event): void {
	event.cookies.delete(cookie, attributes(event));
	event.locals.contributor = undefined;
}
