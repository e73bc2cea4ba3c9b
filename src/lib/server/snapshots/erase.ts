import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { belgradeDay } from '../../camera/day.ts';
import { encodeCameraId } from '../../camera/id.ts';
import { liveCameras } from '../live/index.ts';
import type { Gone, Manifest } from './manifest.ts';
import {
	beginEdition,
	dropEdition,
	editionDir,
	goneFile,
	putEdition,
	putFile,
	sha256,
	snapshots
} from './store.ts';
import { featureOf, linesOf, sealEdition, writeText } from './write.ts';

/** the editions that were looked through, with which erased cameras */
const looked = new Map<string, string>();

/**
 * Takes down every edition that holds a camera which was erased since, and puts a corrected one beside it. Its bytes are
 * deleted. An edition is read once for each set of erased cameras.
 */
export async function takeDownErased(): Promise<void> {
	const erased = new Map<string, string>();
	for (const { gone, number, reason } of (await liveCameras()).gone)
		if (gone === 'erased') erased.set(encodeCameraId(number), reason ?? '');
	const { editions, gone } = await snapshots();
	// A process that ended between the note and the deletion left bytes behind.
	for (const edition of gone.keys()) if (!looked.has(edition)) await dropEdition(edition);
	for (const edition of gone.keys()) looked.set(edition, 'gone');
	if (erased.size === 0) return;
	const key = sha256([...erased.keys()].sort().join(' '));
	for (const one of editions) {
		if (looked.get(one.edition) === key) continue;
		const reason = await holds(one.edition, erased);
		if (reason !== null && !(await takeDown(one, erased, reason))) continue;
		looked.set(one.edition, key);
	}
}

/** Why the first erased camera of an edition was erased; null when it holds none. */
async function holds(edition: string, erased: ReadonlyMap<string, string>): Promise<string | null> {
	for await (const line of linesOf(join(editionDir(edition), 'cameras.csv'))) {
		const reason = erased.get(line.slice(0, line.indexOf(',')));
		if (reason !== undefined) return reason;
	}
	return null;
}

/** @returns false while another process does it */
async function takeDown(
	old: Manifest,
	erased: ReadonlyMap<string, string>,
	reason: string
): Promise<boolean> {
	const number = Number(old.edition.split('.')[1] ?? 1) + 1;
	const corrected = `${old.day}.${number}`;
	const coming = await beginEdition(corrected);
	if (!coming) return false;
	const folder = editionDir(old.edition);
	try {
		const files = [];
		for (const [name, lines] of [
			['cameras.geojson', withoutFeatures(join(folder, 'cameras.geojson'), erased)],
			['cameras.csv', withoutRows(join(folder, 'cameras.csv'), erased)]
		] as const) {
			const media_type = old.files.find((one) => one.name === name)?.media_type ?? '';
			files.push(await writeText(coming, name, media_type, Readable.from(lines, { objectMode: false })));
		}
		const facts = { ...old, edition: corrected, corrects: old.edition };
		await sealEdition(coming, facts, files);
		await putEdition(coming, corrected);
	} catch (error) {
		await rm(coming, { recursive: true, force: true });
		throw error;
	}
	const note: Gone = {
		edition: old.edition,
		day: old.day,
		taken_down_on: belgradeDay(),
		manifest_sha256: sha256(await readFile(join(folder, 'manifest.json'))),
		files: old.files.map(({ name, sha256 }) => ({ name, sha256 })),
		reason,
		corrected
	};
	await putFile(goneFile(old.edition), `${JSON.stringify(note)}\n`);
	await dropEdition(old.edition);
	return true;
}

/** The GeoJSON without these cameras, and with the count of what is left. */
async function* withoutFeatures(path: string, erased: ReadonlyMap<string, string>): AsyncGenerator<string> {
	let count = 0;
	for await (const line of linesOf(path)) {
		const feature = featureOf(line);
		if (!feature) {
			const isHead = line.endsWith('"features":[');
			const isEnd = line.startsWith('"count":');
			yield isEnd
				? `"count":${count}}\n`
				: isHead
					? line
					: `${line === ']' || line === '],' ? '\n' : ''}${line}\n`;
		} else if (!erased.has(feature.id)) {
			yield `${count++ > 0 ? ',' : ''}\n${line.endsWith(',') ? line.slice(0, -1) : line}`;
		}
	}
}

async function* withoutRows(path: string, erased: ReadonlyMap<string, string>): AsyncGenerator<string> {
	for await (const line of linesOf(path))
		if (!erased.has(line.slice(0, line.indexOf(',')))) yield `${line}\r\n`;
}
