import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { syncTree } from '../engine/disk.ts';
import { bibtex, cslJson } from './cite.ts';
import { manifest as schema, type Manifest } from './manifest.ts';
import { publicKey, signed } from './sign.ts';
import * as v from 'valibot';

type Facts = Omit<Manifest, 'cameras' | 'states' | 'municipalities' | 'files' | 'public_key'>;
type FileFacts = Manifest['files'][number];

/** Writes an answer's body into a file of the folder, as slowly as it comes. */
export async function writeBody(folder: string, name: string, response: Response): Promise<FileFacts> {
	if (response.status !== 200 || !response.body) throw new Error(`${name} was answered ${response.status}`);
	const media_type = response.headers.get('Content-Type') ?? '';
	return writeText(folder, name, media_type, Readable.fromWeb(response.body as ReadableStream));
}

/** Writes a text into a file of the folder; answers its length and hash. */
export async function writeText(
	folder: string,
	name: string,
	media_type: string,
	text: Readable
): Promise<FileFacts> {
	const hash = createHash('sha256');
	let bytes = 0;
	const measured = new Transform({
		transform(chunk: Buffer, _encoding, done) {
			hash.update(chunk);
			bytes += chunk.length;
			done(null, chunk);
		}
	});
	await pipeline(text, measured, createWriteStream(join(folder, name), { mode: 0o600 }));
	return { name, media_type, bytes, sha256: hash.digest('hex') };
}

/** Adds what cites the edition, the manifest and its signature to the files in the folder, and has all on the disk. */
export async function sealEdition(folder: string, facts: Facts, written: FileFacts[]): Promise<Manifest> {
	const text = (one: string) => Readable.from([one], { objectMode: false });
	const files = [
		...written,
		await writeText(folder, 'citation.bib', 'application/x-bibtex', text(bibtex(facts))),
		await writeText(folder, 'citation.json', 'application/vnd.citationstyles.csl+json', text(cslJson(facts)))
	];
	const { x: public_key } = await publicKey();
	const counted = await count(join(folder, 'cameras.geojson'));
	const manifest = v.parse(schema, { ...facts, ...counted, files, public_key });
	const sealed = `${JSON.stringify(manifest, null, '\t')}\n`;
	await writeFile(join(folder, 'manifest.json'), sealed, { mode: 0o600 });
	await writeFile(join(folder, 'manifest.sig'), await signed(sealed), { mode: 0o600 });
	syncTree(folder);
	return manifest;
}

interface FeatureLine {
	id: string;
	properties: { state: string; municipality: string | null };
}

/** The feature that a line of our GeoJSON is; null for a line before or after them. */
export function featureOf(line: string): FeatureLine | null {
	if (!line.startsWith('{"type":"Feature",')) return null;
	return JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line) as FeatureLine;
}

/** The lines of a file, without what ends them. */
export function linesOf(path: string): AsyncIterable<string> {
	return createInterface({ input: createReadStream(path), crlfDelay: Infinity });
}

async function count(path: string): Promise<Pick<Manifest, 'cameras' | 'states' | 'municipalities'>> {
	const states: Record<string, number> = {};
	const municipalities: Record<string, Record<string, number>> = {};
	let cameras = 0;
	for await (const line of linesOf(path)) {
		const feature = featureOf(line);
		if (!feature) continue;
		const { state, municipality } = feature.properties;
		const there = (municipalities[municipality ?? ''] ??= {});
		cameras++;
		states[state] = (states[state] ?? 0) + 1;
		there[state] = (there[state] ?? 0) + 1;
	}
	return { cameras, states, municipalities };
}
