import { statSync } from 'node:fs';
import type { VectorLayer } from '@versatiles/style';
import { addDays } from '../../camera/day.ts';
import type { Box } from './box.ts';
import { ProvisionError } from './errors.ts';
import { openMbtiles } from './mbtiles.ts';
import { LocalFile, openPmtiles } from './pmtiles.ts';
import { MissingFile, RemoteFile } from './remote.ts';

export interface Metadata {
	vector_layers?: VectorLayer[];
	attribution?: string;
	[name: string]: unknown;
}

/** Vector tiles in one file, near or far. */
export interface Archive {
	/** address or path */
	source: string;
	/** differs when the file is another */
	identity: string;
	metadata: Metadata;
	bounds: Box;
	zooms: [min: number, max: number];
	/** which of the wanted tiles it holds, and what each takes, in bytes */
	list(wanted: number[]): Promise<Listed[]>;
	/** the tiles of one step, decompressed; a tile that cannot be is null */
	read(step: Listed[]): Promise<(Buffer | null)[]>;
	close(): Promise<void>;
}

export interface Listed {
	tile: number;
	offset: number;
	length: number;
}

/** a daily build stays for about a week */
const daysBack = 10;

/**
 * Opens a path or an address; `{day}` in an address stands for the newest of the last days that is there.
 * @param begun an address that a download was begun from, tried first
 * @throws ProvisionError
 */
export async function openArchive(source: string, pauseMs: number, begun?: string): Promise<Archive> {
	if (!/^https?:\/\//.test(source)) {
		if (!statSync(source, { throwIfNoEntry: false })?.isFile())
			throw new ProvisionError(`There is no file ${source}.`);
		return source.endsWith('.mbtiles')
			? openMbtiles(source)
			: openPmtiles(await LocalFile.open(source), source);
	}
	const addresses = source.includes('{day}') ? days().map((day) => source.replace('{day}', day)) : [source];
	if (begun && addresses.includes(begun)) addresses.unshift(begun);
	for (const address of addresses) {
		try {
			return await openPmtiles(new RemoteFile(address, pauseMs), address);
		} catch (error) {
			if (!(error instanceof MissingFile) || address === addresses.at(-1)) throw error;
		}
	}
	throw new ProvisionError(`There is no archive at ${source}.`);
}

function days(): string[] {
	const today = new Date().toISOString().slice(0, 10);
	return Array.from({ length: daysBack }, (_, back) => addDays(today, -back).replaceAll('-', ''));
}
