import { createHash, randomInt } from 'node:crypto';
import { createChallenge, verifySolution, type Challenge, type Payload } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { Settings } from '../../camera/settings.ts';

/** attempts that the easiest challenge takes, on average half as many again */
const attempts = 40;

/** Keys of one network's challenges, one for their signature and one for the answer. */
export interface ChallengeKeys {
	signature: string;
	answer: string;
}

/** What has been sent, as far as it makes challenges harder. */
export interface Load {
	/** acts of this network in two days */
	network: number;
	/** acts of everybody within the last hour */
	site: number;
}

/**
 * Work for a browser: about a second on a phone for the first acts of a network, more with each step of
 * `challenge_step_acts`, and while the whole site is busy. Source of the scheme: ALTCHA proof of work, version 2.
 */
export function issueChallenge(keys: ChallengeKeys, settings: Settings, load: Load): Promise<Challenge> {
	const step =
		1 +
		Math.floor(load.network / settings.challenge_step_acts) +
		Math.min(settings.challenge_site_steps, Math.floor(load.site / settings.challenge_site_acts));
	return createChallenge({
		algorithm: 'PBKDF2/SHA-256',
		cost: settings.challenge_cost,
		counter: randomInt(attempts * step, attempts * step * 2),
		deriveKey,
		expiresAt: new Date(Date.now() + settings.challenge_valid_min * 60_000),
		hmacSignatureSecret: keys.signature,
		hmacKeySignatureSecret: keys.answer
	});
}

/** A solved challenge: the name under which it is spent, and until when that must be remembered. */
export interface Solved {
	hash: string;
	expiresAt: string;
}

/**
 * Checks the header `Oko-Challenge` (base64 of altcha's payload) with the keys that it may have been made with. Null when it
 * is missing, wrong, too old, or another network's.
 */
export async function checkChallenge(header: string | null, keys: ChallengeKeys[]): Promise<Solved | null> {
	if (!header || header.length > 4096) return null;
	try {
		const { challenge, solution } = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Payload;
		for (const { signature, answer } of keys) {
			const { verified } = await verifySolution({
				challenge,
				solution,
				deriveKey,
				hmacSignatureSecret: signature,
				hmacKeySignatureSecret: answer
			});
			if (!verified || !challenge.parameters.expiresAt) continue;
			return {
				hash: createHash('sha256').update(String(challenge.signature)).digest('base64url'),
				expiresAt: new Date(challenge.parameters.expiresAt * 1000).toISOString()
			};
		}
		return null;
	} catch {
		return null;
	}
}
