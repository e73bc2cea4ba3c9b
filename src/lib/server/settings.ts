import { edition } from '../camera/levels.ts';
import { settingKeys, type Settings } from '../camera/settings.ts';
import { engine, StartError, unwrap } from './engine/index.ts';

const measuredByAnother = `Watched ground is measured by another edition of IEC 62676-4 here: run npm run coverage:rebuild -- --edition ${edition}.`;
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
		if (values.coverage_edition !== edition) throw new StartError(measuredByAnother);
		kept = { settings: values as Settings, until: Date.now() + keptMs };
	} catch (error) {
		if (!kept || error instanceof StartError) throw error;
	}
	return kept.settings;
}
