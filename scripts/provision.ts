/*
 * npm run provision: brings the streets of Belgrade into the data folder; `npm run provision -- areas …` its
 * municipalities, `npm run provision -- buildings …` its buildings. Without a path or address the streets come from
 * OKO_BASEMAP_SOURCE.
 */
import './environment.js';
import { parseArgs } from 'node:util';
import { withPlaceNames } from '../src/lib/i18n/place-names.ts';
import { ProvisionError } from '../src/lib/server/basemap/errors.ts';
import { basemapSource, dataDir } from '../src/lib/server/basemap/file.ts';
import { provision } from '../src/lib/server/basemap/provision.ts';

const usage = `npm run provision                                     the streets of Belgrade, from OKO_BASEMAP_SOURCE
npm run provision -- <address or path>                from there: .pmtiles, or a local .mbtiles
npm run provision -- --anywhere <address or path>     the whole archive, wherever it is
npm run provision -- areas …                          the municipalities
npm run provision -- buildings …                      the buildings`;

if (process.argv[2] === 'areas') await import('./provision-areas.ts');
else if (process.argv[2] === 'buildings') await import('./provision-buildings.ts');
else await streets();

async function streets(): Promise<void> {
	try {
		const { values, positionals } = parseArgs({
			allowPositionals: true,
			options: { anywhere: { type: 'boolean' }, help: { type: 'boolean' } }
		});
		if (values.help || positionals.length > 1) return console.log(usage);
		await provision({
			source: positionals[0] ?? basemapSource(),
			dataDir: dataDir(),
			anywhere: values.anywhere,
			rename: withPlaceNames,
			say: (line) => console.log(`  streets: ${line}`)
		});
	} catch (error) {
		const isExpected =
			error instanceof ProvisionError || (error as { code?: string }).code?.startsWith('ERR_PARSE');
		console.error(isExpected ? (error as Error).message : error);
		process.exitCode = 1;
	}
}
