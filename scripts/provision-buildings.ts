/*
 * npm run provision -- buildings [FILE or ADDRESS]: brings buildings into the data folder, out of the streets that are
 * there, or from GeoJSON or Overpass. All are replaced, or none.
 */
import { parseArgs } from 'node:util';
import { isDay } from '../src/lib/camera/day.ts';
import { ProvisionError } from '../src/lib/server/basemap/errors.ts';
import { dataDir } from '../src/lib/server/basemap/file.ts';
import { provisionBuildings } from '../src/lib/server/buildings/provision.ts';

const usage = `npm run provision -- buildings                      out of the streets in the data folder
npm run provision -- buildings <address or path>    GeoJSON, what Overpass answers to "out geom;", .pmtiles or .mbtiles;
    say where it comes from: --source "Cadastre" --licence CC0-1.0 --day 2026-11-24
    --anywhere: also outside of Belgrade`;

try {
	const { values, positionals } = parseArgs({
		args: process.argv.slice(process.argv.indexOf('buildings') + 1),
		allowPositionals: true,
		options: {
			anywhere: { type: 'boolean' },
			help: { type: 'boolean' },
			source: { type: 'string' },
			licence: { type: 'string' },
			day: { type: 'string' }
		}
	});
	const { anywhere, help, ...said } = values;
	if (help || positionals.length > 1 || (said.day && !isDay(said.day))) console.log(usage);
	else
		await provisionBuildings({
			source: positionals[0],
			dataDir: dataDir(),
			anywhere,
			origin: said,
			contact: process.env.OKO_CONTACT,
			say: (line) => console.log(`  buildings: ${line}`)
		});
} catch (error) {
	const isExpected =
		error instanceof ProvisionError || (error as { code?: string }).code?.startsWith('ERR_PARSE');
	console.error(isExpected ? (error as Error).message : error);
	process.exitCode = 1;
}
