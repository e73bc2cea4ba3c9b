/*
 * A backup: lines of JSON in gzip. A header; for each of its tables `{"table"}`, a line with an array of texts for each row,
 * `{"end", "sha256"}` over those lines; the streets in the same way, a piece of base64 a line; at last `{"sha256", "seal"}`
 * over everything before, so that a file which ends too early is seen. docs/deploy.md says what is in one and what never.
 */
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { deriveKey, parseSecret } from '../engine/secret.ts';

/** Why there is no backup or no restore, and what to do: one sentence or two for the operator. */
export class BackupError extends Error {
	override name = 'BackupError';
}

export const parts = ['record', 'settings', 'accounts', 'streets'] as const;
export type Part = (typeof parts)[number];

/** what this program writes; one that cannot read it any more gets another number */
export const format = 1;
/** the name under which the streets stand among the tables */
export const streetsName = 'streets';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const name = v.pipe(v.string(), v.regex(/^[a-z]+\.[a-z_]+$/));
export const headerSchema = v.strictObject({
	oko_backup: v.literal(format),
	/** the newest migration of the database that was read */
	schema: v.pipe(v.string(), v.regex(/^\d{14}$/)),
	day: v.pipe(v.string(), v.isoDate()),
	parts: v.array(v.picklist(parts)),
	/** which secret its accounts and its seal need, without saying it */
	secret: v.pipe(v.string(), v.hexadecimal(), v.length(32)),
	tables: v.pipe(
		v.array(v.strictObject({ name, part: v.picklist(parts), columns: v.array(v.string()), rows: count })),
		v.check((tables) => new Set(tables.map(({ name }) => name)).size === tables.length)
	),
	streets: v.nullable(v.strictObject({ bytes: count }))
});
/** What a backup says of itself first. */
export type Header = v.InferOutput<typeof headerSchema>;

/** Says how far something has come: of what, how many rows or bytes, of how many. */
export type Progress = (what: string, done: number, all: number) => void;

/** The secret that this instance has; null where there is none yet. */
export function knownSecret(env: Record<string, string | undefined>): Buffer | null {
	if (env.OKO_SECRET) return parseSecret(env.OKO_SECRET);
	const path = join(env.OKO_DATA_DIR || '.data', 'secret');
	const isEmbedded = !env.DATABASE_URL && !env.SUPABASE_URL;
	return isEmbedded && existsSync(path) ? parseSecret(readFileSync(path, 'utf8')) : null;
}

/** Tells one secret from another, and nothing more: half of a key that is derived from it. */
export function fingerprint(secret: Buffer): string {
	return deriveKey(secret, 'backup fingerprint').toString('hex').slice(0, 32);
}

/** Who does not have the secret cannot change a backup unseen. */
export function seal(secret: Buffer, sha256: string): string {
	return createHmac('sha256', deriveKey(secret, 'backup seal')).update(sha256).digest('hex');
}
