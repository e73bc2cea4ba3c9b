import { readFileSync } from 'node:fs';
import { settingKeys, type Settings } from './settings.ts';

const schema = readFileSync('supabase/schemas/02_settings.sql', 'utf8');
const values = Object.fromEntries(
	[...schema.matchAll(/^\s*\('(\w+)', ([\d.]+)(?: \/ (\d+))?,/gm)].map(([, key, value, divisor]) => [
		key,
		Number(value) / Number(divisor ?? 1)
	])
);
const missing = settingKeys.filter((key) => !(key in values));
if (missing.length > 0) throw new Error(`supabase/schemas/02_settings.sql lacks ${missing.join(', ')}.`);

/** The numbers of the schema, for tests of pure modules, which have no database to read them from. */
export const settings = values as Settings;
