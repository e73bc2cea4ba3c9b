import { parseSecret } from './secret.ts';
import { StartError } from './errors.ts';

/** Which engine answers, and with what; read once from the environment. */
export type Configuration =
	| { kind: 'embedded'; dataDir: string; seed: boolean; secret: Buffer | null }
	| { kind: 'postgres'; url: string; seed: boolean; secret: Buffer }
	| { kind: 'supabase'; url: string; publishableKey: string; secretKey: string; secret: Buffer };

type Environment = Record<string, string | undefined>;

/**
 * Reads the variables that .env.example lists.
 * @throws StartError on half a configuration or on two at once
 */
export function readConfiguration(env: Environment): Configuration {
	const secret = env.OKO_SECRET ? parseSecret(env.OKO_SECRET) : null;
	const seed = env.OKO_SEED || null;
	if (seed && seed !== 'none' && seed !== 'demonstration') {
		throw new StartError(`OKO_SEED is "none", "demonstration" or not set; it cannot be "${seed}".`);
	}
	const supabase = ['SUPABASE_URL', 'SUPABASE_PUBLISHABLE_KEY', 'SUPABASE_SECRET_KEY'];
	const given = supabase.filter((name) => env[name]);
	if (given.length > 0) {
		const missing = supabase.filter((name) => !env[name]);
		if (missing.length > 0) throw new StartError(`To use Supabase, set ${missing.join(' and ')} as well.`);
		if (!/^https?:\/\//.test(env.SUPABASE_URL ?? '') || !URL.canParse(env.SUPABASE_URL ?? '')) {
			throw new StartError('SUPABASE_URL is an address such as https://abcdefgh.supabase.co.');
		}
		if (env.DATABASE_URL) {
			throw new StartError('DATABASE_URL and SUPABASE_URL name two databases; unset one of them.');
		}
		if (seed === 'demonstration') {
			throw new StartError(
				'Demonstration data is put into Supabase with psql -f supabase/seed.sql; unset OKO_SEED.'
			);
		}
		return {
			kind: 'supabase',
			url: env.SUPABASE_URL ?? '',
			publishableKey: env.SUPABASE_PUBLISHABLE_KEY ?? '',
			secretKey: env.SUPABASE_SECRET_KEY ?? '',
			secret: required(secret)
		};
	}
	if (env.DATABASE_URL) {
		if (!/^postgres(ql)?:\/\//.test(env.DATABASE_URL)) {
			throw new StartError('DATABASE_URL is an address such as postgresql://user:password@host:5432/oko.');
		}
		return {
			kind: 'postgres',
			url: env.DATABASE_URL,
			seed: seed === 'demonstration',
			secret: required(secret)
		};
	}
	return { kind: 'embedded', dataDir: env.OKO_DATA_DIR || '.data', seed: seed !== 'none', secret };
}

function required(secret: Buffer | null): Buffer {
	if (secret) return secret;
	throw new StartError(
		'OKO_SECRET is not set: give the secret that this database has had, or for a new one 32 random bytes (openssl rand -hex 32).'
	);
}
