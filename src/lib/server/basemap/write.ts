import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { archiveHead, Entries } from '../archive-head.ts';
import type { Metadata } from './archive.ts';
import type { Box } from './box.ts';

/**
 * Writes a PMTiles 3 archive, see {@link archiveHead}; then come the tiles.
 * @param tiles gzipped, in the order of their numbers; walked twice
 */
export async function writeArchive(
	path: string,
	tiles: () => Iterable<{ tile: number; content: Uint8Array }>,
	metadata: Metadata,
	box: Box
): Promise<void> {
	const entries = new Entries();
	/** tiles whose content no tile before has */
	const owners: number[] = [];
	for (const { tile, content } of tiles()) {
		const hash = createHash('sha256').update(content).digest('base64');
		if (entries.add(tile, content.length, hash)) owners.push(tile);
	}
	const file = await open(path, 'w');
	try {
		await file.write(archiveHead(entries, metadata, box));
		let next = 0;
		for (const { tile, content } of tiles()) {
			if (tile !== owners[next]) continue;
			next++;
			await file.write(content);
		}
		await file.sync();
	} finally {
		await file.close();
	}
}
