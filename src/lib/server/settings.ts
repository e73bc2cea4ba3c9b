import { settingKeys, type Settings } from '../camera/settings.ts';
import { engine, StartError, unwrap } from './engine/index.ts';

const keptMs = 60_000;
let kept: { settings: Settings; until: number } | null = null;

/**
 * The numbers of the table `settings`: read at start and again after a minute. While the database is away the
 * last ones stand.
 */
export async function settings(): Promise<Settings> {
	if (kept && kept.until > Date.now()) return kept.settings;
	try {
		const { anon } = await engine();
		const rows = await unwrap(anon.from('settings').select('key, value'));
		const values = Object.fromEntries(rows.map(({ key, value }) => [key, Number(value)]));
		const missing = settingKeys.filter((key) => !Number.isFinite(values[key]));
		if (missing.length > 0) throw new StartError(`The table settings lacks ${missing.join(', ')}.`);
		kept = { settings: values as Settings, until: Date.now() + keptMs };
	} catch (error) {
		if (!kept || error instanceof StartError) throw error;
	}
	return kept.settings;
}
