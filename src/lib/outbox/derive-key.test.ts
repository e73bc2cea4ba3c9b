import { deriveKey as onServer } from 'altcha-lib/algorithms/pbkdf2';
import { afterEach, expect, test, vi } from 'vitest';
import { deriveKey } from './derive-key.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const parameters = { algorithm: 'PBKDF2/SHA-256', cost: 500, keyLength: 32 } as Parameters<
	typeof deriveKey
>[0];

afterEach(() => vi.unstubAllGlobals());

test.each([
	['with the browser’s own cryptography', globalThis.crypto],
	['on plain http, where there is none', { getRandomValues: null }]
])('the key is the one that the server derives %s', async (_where, crypto) => {
	const expected = await onServer(parameters, bytes('salt'), bytes('password'));
	vi.stubGlobal('crypto', crypto);
	const { derivedKey } = await deriveKey(parameters, bytes('salt'), bytes('password'));
	expect(Buffer.from(derivedKey).toString('hex')).toBe(Buffer.from(expected.derivedKey).toString('hex'));
});
