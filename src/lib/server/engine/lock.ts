import { randomBytes } from 'node:crypto';
import {
	closeSync,
	linkSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { StartError } from './errors.ts';
import { addressIn } from './socket-address.ts';

/** Who has a data folder open, as far as it says so. */
interface Holder {
	pid: number;
	/** when that process began, so that another process which got its number later is not taken for it */
	began: string | null;
	/** the machine or the container; an older program did not say it */
	host?: string;
}

/** the lock of a folder is the socket with the highest number */
const numbered = /^lock-(\d+)$/;
const taking = /^taking-[0-9a-f]{16}$/;

/**
 * Takes the lock of a data folder, because two processes on one PGlite folder lose data silently. The lock is a socket
 * that its holder listens on: the kernel says whether somebody does, also across containers, whose process numbers mean
 * nothing to each other. A socket that nobody listens on is never replaced, because somebody else could replace it at
 * the same moment: the next holder takes the next number, which only one can. So the highest number always stays.
 * @returns a function that gives the lock back
 * @throws StartError naming the holder
 */
export async function takeLock(folder: string): Promise<() => void> {
	const descriptor = openSync(folder, 'r');
	let server: Server | null = null;
	try {
		const me: Holder = { pid: process.pid, began: began(process.pid), host: hostname() };
		const mine = `taking-${randomBytes(8).toString('hex')}`;
		server = await listen(folder, descriptor, mine, me);
		const number = await takeNumber(folder, descriptor, mine);
		rmSync(join(folder, mine), { force: true });
		refuseOlder(folder);
		await cleanUp(folder, descriptor, number);
		const note = join(folder, 'lock');
		// For programs that know of no socket, and for people.
		writeFileSync(note, JSON.stringify(me), { mode: 0o600 });
		const listening = server;
		return () => {
			try {
				rmSync(note, { force: true });
				// An empty file with that number: nobody listens on it, and unlike a socket it can be copied.
				const empty = join(folder, mine);
				writeFileSync(empty, '', { mode: 0o600 });
				renameSync(empty, join(folder, `lock-${number}`));
			} finally {
				listening.close(() => closeSync(descriptor));
			}
		};
	} catch (error) {
		server?.close();
		closeSync(descriptor);
		throw error;
	}
}

/** Puts the socket under the next number, unless somebody listens on the last one. */
async function takeNumber(folder: string, descriptor: number, mine: string): Promise<number> {
	for (let attempt = 0; attempt < 20; attempt++) {
		const last = highest(folder);
		if (last > 0) {
			const answer = await ask(addressIn(folder, descriptor, `lock-${last}`));
			if (answer.state === 'gone') continue;
			if (answer.state === 'alive') throw inUse(folder, answer.holder ?? read(folder));
		}
		const number = last + 1;
		try {
			linkSync(join(folder, mine), join(folder, `lock-${number}`));
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
			throw error;
		}
		if (highest(folder) === number) return number;
		// Others were quicker by more than one, and have put this number away.
		rmSync(join(folder, `lock-${number}`), { force: true });
	}
	throw new StartError(`The lock in ${folder} cannot be taken: start again.`);
}

function highest(folder: string): number {
	return Math.max(0, ...readdirSync(folder).map((name) => Number(numbered.exec(name)?.[1] ?? 0)));
}

/** Takes away what earlier holders and those who did not become one have left; the number before stays too. */
async function cleanUp(folder: string, descriptor: number, number: number): Promise<void> {
	for (const name of readdirSync(folder)) {
		const old = Number(numbered.exec(name)?.[1] ?? Infinity) < number - 1;
		const left = taking.test(name) && (await ask(addressIn(folder, descriptor, name))).state === 'dead';
		if (old || left) rmSync(join(folder, name), { force: true });
	}
}

/** @throws StartError where the folder takes no sockets */
function listen(folder: string, descriptor: number, name: string, me: Holder): Promise<Server> {
	const server = createServer((socket) => {
		socket.on('error', () => {});
		socket.end(JSON.stringify(me));
	});
	server.unref();
	return new Promise((resolve, reject) => {
		const mask = process.umask(0o177);
		server.once('error', (error) =>
			reject(
				new StartError(
					`The data folder ${folder} takes no lock (${error.message}): give a folder on a disk of this machine with OKO_DATA_DIR.`
				)
			)
		);
		server.listen(addressIn(folder, descriptor, name), () => resolve(server));
		process.umask(mask);
	});
}

type Answer = { state: 'alive'; holder: Holder | null } | { state: 'dead' } | { state: 'gone' };

/** Whether somebody listens, and who it says that it is. Whoever does not answer in a second is alive all the same. */
function ask(address: string): Promise<Answer> {
	return new Promise((resolve) => {
		let text = '';
		const socket = connect({ path: address });
		const alive = () => {
			socket.destroy();
			resolve({ state: 'alive', holder: parse(text) });
		};
		socket.setEncoding('utf8').setTimeout(1000, alive);
		socket.on('data', (part) => (text += part)).on('end', alive);
		socket.on('error', ({ code }: NodeJS.ErrnoException) => {
			if (code === 'ECONNREFUSED') resolve({ state: 'dead' });
			else if (code === 'ENOENT') resolve({ state: 'gone' });
			else alive();
		});
	});
}

/** A program from before there were sockets may be running. */
function refuseOlder(folder: string): void {
	const holder = read(folder);
	if (holder && isAlive(holder)) throw inUse(folder, holder);
}

function inUse(folder: string, holder: Holder | null): StartError {
	const on = holder?.host && holder.host !== hostname() ? ` on ${holder.host}` : '';
	const who = holder ? `process ${holder.pid}${on}` : 'another process';
	return new StartError(
		`The data folder is in use by ${who} (${folder}): stop that process, or give another folder with OKO_DATA_DIR.`
	);
}

function read(folder: string): Holder | null {
	try {
		return parse(readFileSync(join(folder, 'lock'), 'utf8'));
	} catch {
		return null;
	}
}

function parse(text: string): Holder | null {
	try {
		const holder = JSON.parse(text) as Holder;
		return Number.isInteger(holder.pid) ? holder : null;
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
