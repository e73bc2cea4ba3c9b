import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDir } from '../basemap/file.ts';
import { syncPath } from '../engine/disk.ts';
import { parsedJson } from './json.ts';
import {
	editionForm,
	gone,
	readManifest,
	refused,
	type Gone,
	type Manifest,
	type Refused
} from './manifest.ts';

/** What there is in the folder of snapshots. */
export interface Snapshots {
	/** oldest first */
	editions: Manifest[];
	/** by edition */
	gone: Map<string, Gone>;
	refused: Refused | null;
}

/** The folder of snapshots: one that the operator names, or one in the data folder. */
export function snapshotDir(): string {
	return process.env.OKO_SNAPSHOT_DIR || join(dataDir(), 'snapshots');
}

const goneEnd = '.gone.json';
export const goneFile = (edition: string) => join(snapshotDir(), `${edition}${goneEnd}`);
export const refusedFile = () => join(snapshotDir(), 'refused.json');
export const editionDir = (edition: string) => join(snapshotDir(), edition);

let last: { key: string; all: Promise<Snapshots> } | undefined;

/** Every edition. Read again when a name in the folder has changed: all that is written comes by renaming. */
export async function snapshots(): Promise<Snapshots> {
	const folder = snapshotDir();
	const stats = await stat(folder, { bigint: true }).catch(() => null);
	if (!stats) return { editions: [], gone: new Map(), refused: null };
	const key = `${folder} ${stats.ino} ${stats.mtimeNs}`;
	if (last?.key !== key) {
		const all = readAll(folder);
		last = { key, all };
		all.catch(() => (last = undefined));
	}
	return last.all;
}

async function readAll(folder: string): Promise<Snapshots> {
	const names = (await readdir(folder)).sort(byEdition);
	const all: Snapshots = { editions: [], gone: new Map(), refused: null };
	for (const name of names.filter((one) => one.endsWith(goneEnd))) {
		const one = parsedJson(gone, await readFile(join(folder, name), 'utf8'));
		all.gone.set(one.edition, one);
	}
	for (const name of names.filter((one) => editionForm.test(one) && !all.gone.has(one))) {
		// One that is deleted meanwhile, or was not put there by us, is none.
		const text = await readFile(join(folder, name, 'manifest.json'), 'utf8').catch(() => null);
		if (text !== null) all.editions.push(readManifest(text));
	}
	const text = await readFile(refusedFile(), 'utf8').catch(() => null);
	if (text) all.refused = parsedJson(refused, text);
	return all;
}

/** Days in their order, and within a day the tenth edition after the ninth. */
export function byEdition(a: string, b: string): number {
	const [dayA = '', numberA = '1'] = a.split('.');
	const [dayB = '', numberB = '1'] = b.split('.');
	return dayA.localeCompare(dayB) || Number(numberA) - Number(numberB);
}

/** Puts a small file in place whole, and on the disk. */
export async function putFile(path: string, text: string): Promise<void> {
	const coming = join(snapshotDir(), `.${randomUUID()}`);
	await writeFile(coming, text, { mode: 0o600 });
	syncPath(coming);
	await rename(coming, path);
	syncPath(snapshotDir());
}

/** an edition that takes longer than this to write was broken off */
const brokenOffMs = 3_600_000;

/**
 * Makes the folder in which one process writes an edition; null while another does.
 * What was broken off an hour ago is begun anew.
 */
export async function beginEdition(edition: string): Promise<string | null> {
	await mkdir(snapshotDir(), { recursive: true, mode: 0o700 });
	const coming = join(snapshotDir(), `.${edition}`);
	const begun = await stat(coming).catch(() => null);
	if (begun && Date.now() - begun.mtimeMs > brokenOffMs) await rm(coming, { recursive: true, force: true });
	const isOurs = await mkdir(coming, { mode: 0o700 }).then(
		() => true,
		(error: NodeJS.ErrnoException) => {
			if (error.code === 'EEXIST') return false;
			throw error;
		}
	);
	return isOurs ? coming : null;
}

/** Puts an edition in place whole. One that is there already stays as it is. */
export async function putEdition(coming: string, edition: string): Promise<void> {
	try {
		await rename(coming, editionDir(edition));
	} catch (error) {
		if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
		await rm(coming, { recursive: true, force: true });
	}
	syncPath(snapshotDir());
}

/** Deletes an edition's bytes. */
export async function dropEdition(edition: string): Promise<void> {
	// First out of its place, so that no reader finds half of it.
	const going = join(snapshotDir(), `.${randomUUID()}`);
	const isThere = await rename(editionDir(edition), going).then(
		() => true,
		() => false
	);
	if (isThere) await rm(going, { recursive: true, force: true });
	syncPath(snapshotDir());
}

export function sha256(text: string | Uint8Array): string {
	return createHash('sha256').update(text).digest('hex');
}
