/*
 * Loaded before a program: keeps beside the folder OKO_CUT_FOLDER a second one, OKO_CUT_KEPT, in which is what a power cut
 * would leave. A write is in it only when its file was synced after it. New, renamed and removed names are in it from the
 * next sync of anything, as on ext4. `cutPower` says what else is kept.
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { resolve } from 'node:path';

const folder = resolve(process.env.OKO_CUT_FOLDER ?? '');
const kept = resolve(process.env.OKO_CUT_KEPT ?? '');
fs.cpSync(folder, kept, { recursive: true });

const real = { ...fs };
type Range = { at: number; bytes: number };
/** by inode: what was written since the last sync, and the descriptor of the same file in the other folder */
const unsynced = new Map<number, Range[]>();
const twins = new Map<number, number>();
let names: (() => void)[] = [];

const isOurs = (path: unknown): path is string =>
	typeof path === 'string' && resolve(path).startsWith(`${folder}/`);
const twin = (path: string) => kept + resolve(path).slice(folder.length);
const inode = (descriptor: number) => real.fstatSync(descriptor).ino;
const known = new Set<number>();

function remember(path: string, ino: number): void {
	unsynced.set(ino, []);
	names.push(() => twins.set(ino, real.openSync(twin(path), 'r+')));
}
function settleNames(): void {
	for (const step of names) step();
	names = [];
}
function copy(from: number, to: number, { at, bytes }: Range): void {
	const buffer = Buffer.alloc(bytes);
	const read = real.readSync(from, buffer, 0, bytes, at);
	real.writeSync(to, buffer, 0, read, at);
}

Object.assign(fs, {
	openSync(path: string, ...rest: [string, number?]) {
		const isNew = isOurs(path) && !real.existsSync(path);
		const descriptor = real.openSync(path, ...rest);
		if (!isOurs(path) || !real.fstatSync(descriptor).isFile()) return descriptor;
		if (isNew) names.push(() => real.writeFileSync(twin(path), ''));
		if (isNew || !unsynced.has(inode(descriptor))) remember(path, inode(descriptor));
		known.add(descriptor);
		return descriptor;
	},
	closeSync(descriptor: number) {
		known.delete(descriptor);
		real.closeSync(descriptor);
	},
	writeSync(
		descriptor: number,
		data: Uint8Array,
		offset?: number,
		length?: number,
		position?: number | null
	) {
		const bytes = real.writeSync(descriptor, data, offset, length, position);
		if (known.has(descriptor)) unsynced.get(inode(descriptor))?.push({ at: position ?? 0, bytes });
		return bytes;
	},
	fsyncSync(descriptor: number) {
		real.fsyncSync(descriptor);
		settleNames();
		if (!known.has(descriptor)) return;
		const ino = inode(descriptor);
		for (const range of unsynced.get(ino) ?? []) copy(descriptor, twins.get(ino) ?? -1, range);
		unsynced.set(ino, []);
	},
	writeFileSync(path: string, data: string, options: object) {
		real.writeFileSync(path, data, options);
		if (!isOurs(path)) return;
		names.push(() => real.writeFileSync(twin(path), data, options));
		remember(path, real.statSync(path).ino);
	},
	renameSync(from: string, to: string) {
		real.renameSync(from, to);
		if (isOurs(from)) names.push(() => real.renameSync(twin(from), twin(to)));
	},
	unlinkSync(path: string) {
		const ino = isOurs(path) ? real.statSync(path).ino : 0;
		real.unlinkSync(path);
		if (!isOurs(path)) return;
		unsynced.delete(ino);
		names.push(() => real.unlinkSync(twin(path)));
	},
	mkdirSync(path: string, options: object) {
		real.mkdirSync(path, options);
		if (isOurs(path)) names.push(() => real.mkdirSync(twin(path), options));
	},
	rmdirSync(path: string) {
		real.rmdirSync(path);
		if (isOurs(path)) names.push(() => real.rmdirSync(twin(path)));
	},
	truncateSync(path: string, length: number) {
		real.truncateSync(path, length);
		if (isOurs(path)) names.push(() => real.truncateSync(twin(path), length));
	}
});
syncBuiltinESMExports();

/** Ends the process as a power cut does. Of the writes that nobody synced every so-manieth has reached the disk. */
export function cutPower(everyNth: number): never {
	settleNames();
	let n = 0;
	for (const descriptor of known) {
		const ino = inode(descriptor);
		for (const range of unsynced.get(ino) ?? []) {
			if (++n % everyNth === 0) copy(descriptor, twins.get(ino) ?? -1, range);
		}
		unsynced.set(ino, []);
	}
	process.kill(process.pid, 'SIGKILL');
	throw new Error('not reached');
}
