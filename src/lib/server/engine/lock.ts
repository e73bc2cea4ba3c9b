import { readFileSync, renameSync, rmSync, linkSync, writeFileSync } from 'node:fs';
import { StartError } from './errors.ts';

interface Holder {
	pid: number;
	/** when that process began, so that another process which got its number later is not taken for it */
	began: string | null;
}

/**
 * Takes the lock of a data folder, because two processes on one PGlite folder lose data silently. The lock of
 * a process that is gone is taken over.
 * @returns a function that gives the lock back
 * @throws StartError naming the holder
 */
export function takeLock(path: string): () => void {
	for (let attempt = 0; attempt < 5; attempt++) {
		try {
			writeFileSync(path, JSON.stringify({ pid: process.pid, began: began(process.pid) }), { flag: 'wx' });
			return () => rmSync(path, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = read(path);
		if (holder && isAlive(holder)) {
			throw new StartError(
				`The data folder is in use by process ${holder.pid} (${path}): stop that process, or give another folder with OKO_DATA_DIR.`
			);
		}
		putAside(path);
	}
	throw new StartError(`The lock ${path} cannot be taken: start again.`);
}

/** Removes a lock whose holder is gone, and only such a one: another process may have been quicker. */
function putAside(path: string): void {
	const aside = `${path}.${process.pid}`;
	try {
		renameSync(path, aside);
		const holder = read(aside);
		if (holder && isAlive(holder)) linkSync(aside, path);
		rmSync(aside);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'ENOENT' && code !== 'EEXIST') throw error;
	}
}

function read(path: string): Holder | null {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as Holder;
	} catch {
		return null;
	}
}

function isAlive({ pid, began: then }: Holder): boolean {
	try {
		process.kill(pid, 0);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
	}
	const now = began(pid);
	return then === null || now === null || then === now;
}

/** Boot and start tick of a process, where /proc tells them; null elsewhere. */
function began(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
		// The second field, the command, may hold spaces and brackets; the start is the 20th after it.
		return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
	} catch {
		return null;
	}
}
