/*
 * npm run provision -- areas [FILE.geojson]: loads the boundaries of the 17 city municipalities, from OpenStreetMap by
 * way of Overpass, or from a file. All are replaced, or none.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { FeatureCollection, Geometry } from 'geojson';
import { isDay } from '../src/lib/camera/day.ts';
import { municipalities, municipalityNamed } from '../src/lib/camera/municipalities.ts';
import { withDatabase } from './database.ts';
import { askOverpass, type Boundaries } from './overpass.ts';

const usage = `npm run provision -- areas                 boundaries from OpenStreetMap (OKO_OVERPASS)
npm run provision -- areas FILE.geojson    from a file; say where it comes from:
    --source "Who's On First" --licence CC0-1.0 --day 2026-11-24`;

try {
	await provision(process.argv.slice(process.argv.indexOf('areas') + 1));
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}

async function provision(args: string[]): Promise<void> {
	const boundaries = await read(args);
	const found = byMunicipality(boundaries.collection);
	const missing = municipalities.filter(({ id }) => !found.has(id)).map(({ names }) => names['sr-Latn']);
	if (missing.length > 0) throw new Error(`Nothing was changed. Not found: ${missing.join(', ')}.`);
	await withDatabase(async (ask) => {
		const { coarse, spacing_m, notes } = (await ask('replace_areas', {
			p_areas: JSON.stringify(municipalities.map((one) => ({ ...one, boundary: found.get(one.id) }))),
			p_as_of: boundaries.day,
			p_source: boundaries.source,
			p_licence: boundaries.licence
		})) as { coarse: boolean; spacing_m: number; notes: string[] };
		for (const note of notes) console.log(`  ${note}`);
		// Camera numbers begin at 0.
		for (let after: unknown = -1; after !== null;) after = await ask('place_cameras', { p_after: after });
		console.log(
			`  ${municipalities.length} municipalities loaded, ${boundaries.source || 'source not said'}; a point every ${spacing_m} m${coarse ? ': coarse, and said to be so on /stats' : ''}`
		);
	});
}

async function read(args: string[]): Promise<Boundaries> {
	const { values, positionals } = parseArgs({
		args,
		allowPositionals: true,
		options: { source: { type: 'string' }, licence: { type: 'string' }, day: { type: 'string' } }
	});
	const [file, ...more] = positionals;
	if (more.length > 0 || (values.day && !isDay(values.day))) throw new Error(usage);
	if (!file) return askOverpass(process.env.OKO_OVERPASS || undefined, process.env.OKO_CONTACT);
	const collection = readCollection(file);
	if (!values.source || !values.licence || !values.day)
		console.log(
			`  ${basename(file)}: without --source, --licence and --day, /stats says that nobody knows them`
		);
	return {
		collection,
		source: values.source ?? '',
		licence: values.licence ?? '',
		day: values.day ?? null
	};
}

function readCollection(file: string): FeatureCollection {
	let parsed: { type?: unknown; features?: unknown } | null;
	try {
		parsed = JSON.parse(readFileSync(file, 'utf8'));
	} catch (error) {
		throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
	}
	if (parsed?.type !== 'FeatureCollection' || !Array.isArray(parsed.features))
		throw new Error(`${file} is no GeoJSON FeatureCollection.`);
	return parsed as FeatureCollection;
}

/** The polygons among the features by the municipality that one of their name properties means. @throws Error for two of one */
function byMunicipality({ features }: FeatureCollection): Map<string, Geometry> {
	const found = new Map<string, Geometry>();
	for (const { properties, geometry } of features) {
		if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') continue;
		const names = Object.entries(properties ?? {}).filter(
			([key, value]) => /^name([:_]|$)/.test(key) && typeof value === 'string'
		);
		const id = names.map(([, name]) => municipalityNamed(name)?.id).find(Boolean);
		if (!id) continue;
		if (found.has(id)) throw new Error(`Nothing was changed. There are two boundaries of ${id}.`);
		found.set(id, geometry);
	}
	return found;
}
