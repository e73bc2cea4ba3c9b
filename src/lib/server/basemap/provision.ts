import { mkdirSync, renameSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync, gzip } from 'node:zlib';
import { openArchive, type Archive, type Listed } from './archive.ts';
import { cityBox, deepestZoom, tilesIn, zoomOf, type Box } from './box.ts';
import { ProvisionError } from './errors.ts';
import { basemapFile } from './file.ts';
import { Partial } from './partial.ts';
import { renameFeatures, type Rename } from './rename.ts';
import { writeArchive } from './write.ts';

export interface ProvisionOptions {
	/** a path, or an address that answers range requests */
	source: string;
	dataDir: string;
	/** the whole archive, wherever it is, instead of Belgrade */
	anywhere?: boolean;
	/** what becomes of a feature's properties */
	rename: Rename;
	/** one line of progress */
	say(line: string): void;
	/** for tests: the first pause after a failure, and the room on the disk */
	pauseMs?: number;
	freeBytes?: (dataDir: string) => number;
}

/** from here on a tile shows streets */
const streetZoom = 12;
const largestStepBytes = 2 ** 22;
/** what lies between two wanted pieces is read along when it is smaller */
const largestGapBytes = 2 ** 16;
/** requests at once */
const connections = 2;
const compress = promisify(gzip) as (data: Uint8Array, options: { level: number }) => Promise<Buffer>;
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/**
 * Brings the streets of Belgrade into the data folder. What is in place stays until the new one is whole and was read
 * back; what is interrupted goes on where it stopped.
 * @returns the path of the file
 * @throws ProvisionError with a sentence that says what to do
 */
export async function provision(options: ProvisionOptions): Promise<string> {
	const { source, dataDir, say } = options;
	mkdirSync(dataDir, { recursive: true });
	const partial = new Partial(join(dataDir, 'basemap.partial'));
	let archive: Archive | undefined;
	try {
		archive = await openArchive(source, options.pauseMs ?? 1000, partial.address);
		const { area, listed } = await whatIsThere(archive, options.anywhere);
		const have = partial.resume(archive.source, archive.identity);
		const missing = listed.filter(({ tile }) => !have.has(tile));
		const bytes = missing.reduce((sum, { length }) => sum + length, 0);
		checkRoom(options, bytes);
		say(`${listed.length} tiles from ${archive.source}, ${missing.length} to fetch (${megabytes(bytes)})`);
		await fetchAll(archive, missing, bytes, partial, options);
		const path = await finish(partial, listed, archive, area, options);
		partial.remove();
		return path;
	} catch (error) {
		partial.close();
		throw error;
	} finally {
		await archive?.close();
	}
}

async function whatIsThere(archive: Archive, anywhere = false): Promise<{ area: Box; listed: Listed[] }> {
	const area = anywhere ? archive.bounds : cityBox;
	const listed = await archive.list(tilesIn(area, deepestZoom));
	if (!listed.some(({ tile }) => zoomOf(tile) >= streetZoom))
		throw new ProvisionError(
			anywhere
				? `${archive.source} holds no streets.`
				: `${archive.source} holds no streets of Belgrade: choose an archive that does.`
		);
	return { area, listed };
}

/** The tiles are there twice until they are one file, and then beside the file they replace. */
function checkRoom({ dataDir, freeBytes = freeOn }: ProvisionOptions, bytes: number): void {
	const needed = 3 * bytes + 16e6;
	const free = freeBytes(dataDir);
	if (free < needed)
		throw new ProvisionError(
			`The disk of ${dataDir} has ${megabytes(free)} free, and ${megabytes(needed)} are needed.`
		);
}

function freeOn(dataDir: string): number {
	const { bavail, bsize } = statfsSync(dataDir);
	return bavail * bsize;
}

async function fetchAll(
	archive: Archive,
	missing: Listed[],
	bytes: number,
	partial: Partial,
	{ rename, say }: ProvisionOptions
): Promise<void> {
	const steps = stepsOf(missing);
	let done = 0;
	let said = 0;
	for (let i = 0; i < steps.length; i += connections) {
		await Promise.all(
			steps.slice(i, i + connections).map(async (step) => {
				const contents = await archive.read(step);
				const tiles = step.map(async ({ tile }, at) => ({
					tile,
					content: await compress(renamed(contents[at], rename, archive.source), { level: 9 })
				}));
				partial.keep(await Promise.all(tiles));
				done += step.reduce((sum, { length }) => sum + length, 0);
			})
		);
		const percent = Math.floor((100 * done) / bytes);
		if (percent < said + 5 && percent < 100) continue;
		said = percent;
		say(`${percent} % of ${megabytes(bytes)}`);
	}
}

function renamed(content: Buffer | null | undefined, rename: Rename, source: string): Uint8Array {
	try {
		if (content) return renameFeatures(content, rename);
	} catch {
		// It is no vector tile.
	}
	throw new ProvisionError(`A tile from ${source} is damaged: run it again, or choose another archive.`);
}

/** Neighbours in the file are read together. */
function stepsOf(listed: Listed[]): Listed[][] {
	const steps: Listed[][] = [];
	let start = 0;
	let end = -Infinity;
	for (const one of listed.toSorted((a, b) => a.offset - b.offset)) {
		const to = one.offset + one.length;
		if (one.offset - end > largestGapBytes || to - start > largestStepBytes) {
			steps.push([]);
			start = one.offset;
		}
		steps.at(-1)?.push(one);
		end = Math.max(end, to);
	}
	return steps;
}

/** Writes the file beside its place, reads every tile of it back, and only then puts it there. */
async function finish(
	partial: Partial,
	listed: Listed[],
	{ metadata, source }: Archive,
	area: Box,
	{ dataDir, say }: ProvisionOptions
): Promise<string> {
	const path = join(dataDir, basemapFile);
	const written = `${path}.new`;
	const named = Object.fromEntries(
		['name', 'vector_layers', 'attribution'].map((name) => [name, metadata[name]])
	);
	await writeArchive(written, () => partial.tiles(), { ...named, source, day: today() }, area);
	const wrong = new ProvisionError(
		`${written} was not written as it should be: is the disk sound? Run it again.`
	);
	const copy = await openArchive(written, 0);
	try {
		const entries = await copy.list(listed.map(({ tile }) => tile).sort((a, b) => a - b));
		const places = new Map(entries.map((entry) => [entry.tile, entry]));
		if (places.size !== listed.length) throw wrong;
		for (const { tile, content } of partial.tiles()) {
			const place = places.get(tile);
			const [back] = place ? await copy.read([place]) : [];
			if (!back?.equals(gunzipSync(content))) throw wrong;
		}
	} catch (error) {
		rmSync(written);
		throw error;
	} finally {
		await copy.close();
	}
	renameSync(written, path);
	say(`the streets are in ${path}`);
	return path;
}

function today(): string {
	return new Date().toISOString().slice(0, 10);
}
