import { createHmac } from 'node:crypto';
import type { Challenge } from 'altcha-lib';
import { engine, unwrap, type Engine } from '../engine/index.ts';
import { Problem } from '../problem.ts';
import { settings } from '../settings.ts';
import { checkChallenge, issueChallenge, type ChallengeKeys } from './challenge.ts';
import { networkKeys } from './network.ts';
import { daySalts } from './salts.ts';
import { readSwitches } from './switches.ts';

/** What a write shows to the database (private.shown_guard), which counts and refuses in the same transaction. */
export type Passed = {
	challenge_hash: string | null;
	challenge_expires_at: string | null;
	network_keys: string[] | null;
	plain_key: string | null;
};

const switches = () => readSwitches(process.env);

/** A challenge for this network and no other, harder the more it and the whole site have sent. */
export async function challenge(address: string): Promise<Challenge> {
	const { service, key } = await engine();
	const names = networkKeys(address, key, await daySalts());
	const [network, site] = switches().limits
		? await Promise.all([
				unwrap(service.rpc('network_acts', { p_network_keys: names })),
				unwrap(service.rpc('site_acts'))
			])
		: [0, 0];
	return issueChallenge(challengeKeys(key, names[0]), await settings(), { network, site });
}

/** Lets a program or a browser with JavaScript through. @throws Problem 428 without a solved challenge */
export async function passSolved(address: string, header: string | null): Promise<Passed> {
	const { key } = await engine();
	const on = switches();
	const names = networkKeys(address, key, await daySalts());
	// Yesterday's too: it may have been made before midnight.
	const keys = names.map((name) => challengeKeys(key, name));
	const solved = on.challenge ? await checkChallenge(header, keys) : null;
	if (on.challenge && !solved) throw new Problem(428, 'challenge_required');
	return {
		challenge_hash: solved?.hash ?? null,
		challenge_expires_at: solved?.expiresAt ?? null,
		network_keys: on.limits ? names : null,
		plain_key: null
	};
}

/** Lets somebody who is signed in through: a key has cost its work, so only the network is counted. */
export function passSignedIn(address: string): Promise<Passed> {
	return networkOnly(address);
}

/** Names under which a network's other acts are counted; none while limits are off. */
export async function networkOnly(address: string): Promise<Passed> {
	return { ...(await passPlain(address)), plain_key: null };
}

/**
 * Lets a form without JavaScript through: a limit for the whole site, of which a network has a share, stands in place of
 * the challenge.
 */
export async function passPlain(address: string): Promise<Passed> {
	const { key } = await engine();
	const { limits } = switches();
	return {
		challenge_hash: null,
		challenge_expires_at: null,
		network_keys: limits ? networkKeys(address, key, await daySalts()) : null,
		plain_key: limits ? 'plain' : null
	};
}

/** The same, as the parameters that every guarded function of the database takes. */
export function guardArguments(passed: Passed) {
	return {
		p_challenge_hash: passed.challenge_hash ?? undefined,
		p_challenge_expires_at: passed.challenge_expires_at ?? undefined,
		p_network_keys: passed.network_keys ?? undefined,
		p_plain_key: passed.plain_key ?? undefined
	};
}

/** The keys of the challenges of one network on one day, by its name. */
function challengeKeys(key: Engine['key'], network = ''): ChallengeKeys {
	const text = (purpose: string) =>
		createHmac('sha256', key('challenge')).update(`${purpose} ${network}`).digest('base64url');
	return { signature: text('signature'), answer: text('answer') };
}
