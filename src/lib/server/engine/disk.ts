import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Has a file, or the names in a folder, on the disk when it returns. */
export function syncPath(path: string): void {
	const descriptor = openSync(path, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** The same for a folder with all that is in it, or with the files so many levels down. */
export function syncTree(folder: string, levels = Infinity): void {
	for (const entry of readdirSync(folder, { withFileTypes: true })) {
		const path = join(folder, entry.name);
		if (entry.isDirectory() && levels > 1) syncTree(path, levels - 1);
		else if (entry.isFile()) syncPath(path);
	}
	syncPath(folder);
}
