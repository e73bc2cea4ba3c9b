import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { answerHeaders, askedBytes } from '../byte-ranges.ts';
import { preferredEncoding } from '../conditional.ts';
import { Problem } from '../problem.ts';
import { encoded, isKnown, taggedHeaders, wholeText } from '../text-answer.ts';
import { addressOf } from './cite.ts';
import type { Manifest } from './manifest.ts';
import { editionDir, snapshots } from './store.ts';

/**
 * A file of an edition: the same bytes for as long as it stands.
 * @throws Problem 404; 410 with hash and reason where the edition was taken down
 */
export async function snapshotFile(request: Request, edition: string, name: string): Promise<Response> {
	const { editions, gone } = await snapshots();
	const note = gone.get(edition);
	if (note) {
		const files = [...note.files, { name: 'manifest.json', sha256: note.manifest_sha256 }];
		const hash = files.find((one) => one.name === name)?.sha256;
		if (!hash && name !== 'manifest.sig') throw new Problem(404, 'not_found');
		const download = `/data/snapshots/${note.corrected}/manifest.json`;
		throw new Problem(410, 'gone', { reason: note.reason, sha256: hash, download });
	}
	const manifest = editions.find((one) => one.edition === edition);
	const file = manifest && fileOf(manifest, name);
	if (!file) throw new Problem(404, 'not_found');
	const path = join(editionDir(edition), name);
	const headers = taggedHeaders(request, [edition, name, file.identity]);
	// No cache shows what was taken down.
	headers.set('Cache-Control', 'no-cache');
	if (isKnown(request, headers)) return new Response(null, { status: 304, headers });
	headers.set('Content-Type', file.media_type);
	const demo = manifest.demonstration ? 'DEMO-' : '';
	headers.set('Content-Disposition', `attachment; filename="${demo}oko-${edition}-${name}"`);
	const handle = await open(path).catch(() => null);
	if (!handle) throw new Problem(404, 'not_found');
	const { size } = await handle.stat();
	const isPacked = preferredEncoding(request.headers.get('accept-encoding')) !== '';
	if (isPacked) return encoded(request, headers, createReadStream('', { fd: handle }));
	const range = askedBytes(request, headers.get('ETag') ?? '', size);
	const status = answerHeaders(headers, range, size);
	if (range === 'none' || request.method === 'HEAD') {
		await handle.close();
		return new Response(null, { status, headers });
	}
	const part = range ? { start: range.first, end: range.last } : {};
	const body = createReadStream('', { fd: handle, ...part });
	return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
}

function fileOf(manifest: Manifest, name: string): { media_type: string; identity: string } | null {
	const file = manifest.files.find((one) => one.name === name);
	if (file) return { media_type: file.media_type, identity: file.sha256 };
	const identity = JSON.stringify(manifest);
	if (name === 'manifest.json') return { media_type: 'application/json', identity };
	return name === 'manifest.sig' ? { media_type: 'application/octet-stream', identity } : null;
}

/** index.json: every edition, what was taken down, and what was refused last. */
export async function indexFile(request: Request): Promise<Response> {
	const { editions, gone, refused } = await snapshots();
	const body = {
		licence: 'ODbL-1.0',
		snapshots: editions.map((one) => ({
			edition: one.edition,
			day: one.day,
			made_on: one.made_on,
			cameras: one.cameras,
			manifest: `${addressOf(one)}/manifest.json`,
			...(one.corrects && { corrects: one.corrects }),
			...(one.accepted && { accepted: one.accepted }),
			...(one.demonstration && { demonstration: true })
		})),
		taken_down: [...gone.values()],
		refused
	};
	return wholeText(request, 'application/json', `${JSON.stringify(body)}\n`);
}
