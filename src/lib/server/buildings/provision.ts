import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Point } from '../../camera/isovist.ts';
import { toUtm34 } from '../../camera/utm34.ts';
import { cityBox, type Box } from '../basemap/box.ts';
import { ProvisionError } from '../basemap/errors.ts';
import { basemapFile } from '../basemap/file.ts';
import { Buildings, buildingsFile, BuildingsWriter } from './file.ts';
import type { Found, Origin } from './found.ts';
import { readJson } from './json.ts';
import { readStreets } from './streets.ts';

export interface BuildingsOptions {
	/** a path or an address; without one the streets in the data folder */
	source?: string;
	dataDir: string;
	/** all buildings, wherever they are, instead of Belgrade's */
	anywhere?: boolean;
	/** what the operator says of the source, before what the file says */
	origin?: Partial<Origin>;
	/** who asks, for the operator of a server */
	contact?: string;
	/** one line of progress */
	say(line: string): void;
}

const sayEvery = 50_000;

/**
 * Brings the buildings of Belgrade into the data folder. Those in place stay until the new ones are whole.
 * @returns the path of the file
 * @throws ProvisionError with a sentence that says what to do
 */
export async function provisionBuildings(options: BuildingsOptions): Promise<string> {
	const { dataDir, say, anywhere = false } = options;
	mkdirSync(dataDir, { recursive: true });
	const path = join(dataDir, buildingsFile);
	const writer = new BuildingsWriter(`${path}.new`);
	const counts = { read: 0, kept: 0, withHeight: 0 };
	const take = (found: Found) => {
		if (++counts.read % sayEvery === 0) say(`${counts.read} read`);
		if (!anywhere && !touches(found, cityBox)) return;
		const rings = found.rings.map((ring) => ring.map((position): Point => toUtm34(position)));
		// The plane ends far from Belgrade.
		if (!rings.flat(2).every((metres) => Math.abs(metres) < 2e7)) return;
		writer.add({ rings, height_m: found.height_m });
		counts.kept++;
		if (found.height_m !== null) counts.withHeight++;
	};
	try {
		const origin = await read(options, take);
		if (counts.kept === 0) throw new ProvisionError(`Nothing was changed. ${noneOf(counts.read, options)}`);
		writer.finish(origin);
	} catch (error) {
		writer.abort();
		throw error;
	}
	new Buildings(`${path}.new`).close();
	renameSync(`${path}.new`, path);
	const megabytes = (statSync(path).size / 1e6).toFixed(1);
	say(
		`${counts.kept} of ${counts.read} are in ${path} (${megabytes} MB), ${counts.withHeight} with their height`
	);
	return path;
}

function noneOf(count: number, { source = 'The streets', anywhere }: BuildingsOptions): string {
	if (count > 0)
		return `None of ${count} buildings is in Belgrade: choose another source, and see that longitude stands before latitude.`;
	return `${source} has no buildings${anywhere ? '' : ' in Belgrade'}: name another archive, or GeoJSON.`;
}

async function read(options: BuildingsOptions, take: (found: Found) => void): Promise<Origin> {
	const { dataDir, anywhere = false, contact } = options;
	const streets = join(dataDir, basemapFile);
	if (!options.source && !existsSync(streets))
		throw new ProvisionError(
			`There are no streets in ${dataDir} to take buildings from: run npm run provision first, or name a GeoJSON file.`
		);
	const source = options.source ?? streets;
	const found = /\.(pm|mb)tiles$/.test(source)
		? await readStreets(source, anywhere ? null : cityBox, take)
		: await readJson(source, contact, take);
	return { source: '', licence: '', day: null, ...found, ...options.origin };
}

/** Whether the box around a building touches another box. */
function touches({ rings: [outer = []] }: Found, [west, south, east, north]: Box): boolean {
	const [lngs, lats] = [outer.map(([lng]) => lng), outer.map(([, lat]) => lat)];
	return (
		Math.max(...lngs) >= west &&
		Math.min(...lngs) <= east &&
		Math.max(...lats) >= south &&
		Math.min(...lats) <= north
	);
}
