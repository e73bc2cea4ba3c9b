import { statSync } from 'node:fs';
import { join } from 'node:path';
import { guessSchema, type SchemaName } from '@versatiles/style';
import type { Metadata } from './archive.ts';
import type { Box } from './box.ts';
import { ProvisionError } from './errors.ts';
import { LocalFile, openPmtiles } from './pmtiles.ts';

export const basemapFile = 'basemap.pmtiles';

/** The streets that are in place. */
export interface Basemap {
	/** another one for another file; also its ETag, without the quotes */
	version: string;
	/** whose layers it has; null when they are of no schema that is known */
	schema: SchemaName | null;
	/** whom to name beside the map, as plain text */
	attribution: string;
	bounds: Box;
	zooms: [min: number, max: number];
}

/** the folder of everything that Oko keeps outside a database, on every engine */
export function dataDir(): string {
	return process.env.OKO_DATA_DIR || '.data';
}

/**
 * Where the streets come from unless said otherwise: Protomaps' builds of the planet, one a day, meant to be read in
 * parts (https://docs.protomaps.com/basemaps/downloads).
 */
export function basemapSource(): string {
	return process.env.OKO_BASEMAP_SOURCE || 'https://build.protomaps.com/{day}.pmtiles';
}

/** where the streets lie, if they are in place */
export function pathOfFile(): string {
	return join(dataDir(), basemapFile);
}

let last: { key: string; basemap: Promise<Basemap | null> } | undefined;

/** Looks at the file each time, and reads it when it is another: one that arrives needs no restart. */
export function basemap(): Promise<Basemap | null> {
	const path = pathOfFile();
	const stats = statSync(path, { throwIfNoEntry: false });
	if (!stats) return Promise.resolve(null);
	const version = `${stats.size.toString(36)}-${Math.round(stats.mtimeMs).toString(36)}`;
	const key = `${path} ${version}`;
	if (last?.key !== key) last = { key, basemap: read(path, version) };
	return last.basemap;
}

async function read(path: string, version: string): Promise<Basemap | null> {
	try {
		const archive = await openPmtiles(await LocalFile.open(path), path);
		await archive.close();
		const { metadata, bounds, zooms } = archive;
		return {
			version,
			schema: schemaOf(metadata),
			attribution: plainAttribution(metadata.attribution),
			bounds,
			zooms
		};
	} catch (error) {
		// What lies there was not put there by us: the map stays schematic.
		if (error instanceof ProvisionError) return null;
		throw error;
	}
}

function schemaOf({ vector_layers = [] }: Metadata): SchemaName | null {
	const guess = guessSchema({ tilejson: '3.0.0', tiles: ['/'], vector_layers });
	return (guess.type === 'vector' && guess.schema) || null;
}

/** Text for beside the map: an archive may bring HTML. */
export function plainAttribution(attribution = ''): string {
	const text = attribution
		.replace(/<[^>]*>/g, ' ')
		.replace(/&copy;/g, '©')
		.replace(/&[a-z]+;|\s+/g, ' ')
		.trim();
	// Every schema that is known here is made from OpenStreetMap, which asks to be named.
	return /OpenStreetMap/i.test(text) ? text : `${text} © OpenStreetMap contributors`.trim();
}
