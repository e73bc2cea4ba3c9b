import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { deriveKey as deriveNatively } from 'altcha-lib/algorithms/web/pbkdf2';
import type { DeriveKeyFunction } from 'altcha-lib/types';

/**
 * One attempt at a challenge: PBKDF2 with SHA-256. The browser's own cryptography is only where the page came by https; in
 * its place a script takes about three times as long.
 * @throws Error for another algorithm
 */
export const deriveKey: DeriveKeyFunction = async (parameters, salt, password) => {
	if (globalThis.crypto?.subtle) return deriveNatively(parameters, salt, password);
	const { algorithm, cost, keyLength = 32 } = parameters;
	if (algorithm !== 'PBKDF2/SHA-256') throw new Error(`${algorithm} is not known`);
	const derivedKey = pbkdf2(sha256, password, salt, { c: cost, dkLen: keyLength });
	return { parameters: {}, derivedKey };
};
