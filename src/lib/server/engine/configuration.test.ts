import { describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { deriveKey, parseSecret } from './secret.ts';

const secret = 'ab'.repeat(32);
const supabase = {
	SUPABASE_URL: 'http://localhost:1',
	SUPABASE_PUBLISHABLE_KEY: 'p',
	SUPABASE_SECRET_KEY: 's'
};

describe('the configuration', () => {
	test('without anything is the embedded engine with demonstration data', () => {
		expect(readConfiguration({})).toEqual({ kind: 'embedded', dataDir: '.data', seed: true, secret: null });
		expect(readConfiguration({ OKO_SEED: 'none', OKO_DATA_DIR: 'x' })).toMatchObject({
			dataDir: 'x',
			seed: false
		});
	});

	test('with DATABASE_URL is PostgreSQL, without demonstration data unless asked', () => {
		const env = { DATABASE_URL: 'postgresql://a@b/c', OKO_SECRET: secret };
		expect(readConfiguration(env)).toMatchObject({ kind: 'postgres', seed: false });
		expect(readConfiguration({ ...env, OKO_SEED: 'demonstration' })).toMatchObject({ seed: true });
	});

	test('with all three variables is Supabase', () => {
		expect(readConfiguration({ ...supabase, OKO_SECRET: secret })).toMatchObject({
			kind: 'supabase',
			secretKey: 's'
		});
	});

	test.each<[Record<string, string>, RegExp]>([
		[{ DATABASE_URL: 'postgresql://a@b/c' }, /OKO_SECRET/],
		[{ ...supabase }, /OKO_SECRET/],
		[
			{ SUPABASE_URL: 'http://localhost:1', OKO_SECRET: secret },
			/SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY/
		],
		[{ SUPABASE_SECRET_KEY: 's' }, /SUPABASE_URL and SUPABASE_PUBLISHABLE_KEY/],
		[{ ...supabase, DATABASE_URL: 'postgresql://a@b/c', OKO_SECRET: secret }, /two databases/],
		[{ DATABASE_URL: 'mysql://a', OKO_SECRET: secret }, /postgresql:/],
		[{ OKO_SECRET: 'short' }, /32 bytes/],
		[{ OKO_SEED: 'yes' }, /OKO_SEED/]
	])('%j stops the start with one sentence', (env, sentence) => {
		expect(() => readConfiguration(env)).toThrow(sentence);
	});
});

describe('the secret', () => {
	test('is 32 bytes in hexadecimal or base64', () => {
		const bytes = Buffer.alloc(32, 0xab);
		for (const text of [secret, bytes.toString('base64'), bytes.toString('base64url'), ` ${secret}\n`]) {
			expect(parseSecret(text).equals(bytes)).toBe(true);
		}
	});

	test('gives one key for each purpose, by HKDF-SHA256', () => {
		const bytes = parseSecret(secret);
		expect(deriveKey(bytes, 'a').equals(deriveKey(bytes, 'a'))).toBe(true);
		expect(deriveKey(bytes, 'a').equals(deriveKey(bytes, 'b'))).toBe(false);
	});
});
