import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { StartError } from './errors.ts';

/** What the kernels take of a socket's path: 108 bytes on Linux, 104 elsewhere, with a zero at the end. */
const maxBytes = 103;

/**
 * The path of a socket in a folder, in a writing that is short enough for the kernel.
 * @param descriptor the folder's, open as long as the path is used
 * @throws StartError where there is no such writing
 */
export function addressIn(folder: string, descriptor: number, name: string): string {
	const path = join(folder, name);
	const short = [path, relative('', path)].find((one) => Buffer.byteLength(one) <= maxBytes);
	if (short) return short;
	if (existsSync(`/proc/self/fd/${descriptor}`)) return `/proc/self/fd/${descriptor}/${name}`;
	throw new StartError(
		`The path of the data folder is too long (${folder}): give a shorter one with OKO_DATA_DIR.`
	);
}
