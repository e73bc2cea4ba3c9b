import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint, seal, type Header } from './format.ts';
import { readBackup } from './read.ts';
import { checkFits } from './restore.ts';
import { writeBackup, type Ask } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'oko-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const secret = Buffer.alloc(32, 1);
const other = Buffer.alloc(32, 2);
const file = join(folder, 'whole.oko.gz');
const streets = join(folder, 'basemap.pmtiles');

/** A database of two tables of so many rows. */
const rowsOf: Record<string, number> = { 'public.cameras': 25, 'public.log_days': 0 };
const ask: Ask = async (verb, args) => {
	if (verb === 'backup_plan')
		return {
			day: '2026-11-28',
			schema: '20261128000600',
			tables: Object.entries(rowsOf).map(([name, rows]) => ({
				name,
				part: 'record',
				columns: ['number', 'note'],
				keys: 1,
				page_rows: 10,
				rows
			}))
		};
	if (verb === 'backup_changed') return { pages: [], whole: true };
	const first = args.p_after ? Number(JSON.parse(args.p_after as string)[0]) + 1 : 1;
	const last = Math.min(first + 9, rowsOf[args.p_table as string] ?? 0);
	const rows = [];
	for (let number = first; number <= last; number++)
		rows.push(JSON.stringify([String(number), number % 2 ? null : `red ${number}\nž`]));
	return `f\n${rows.join('\n')}`;
};
const damagedFile = (bytes: Buffer | string): string => {
	const path = join(folder, 'damaged.oko.gz');
	writeFileSync(path, bytes);
	return path;
};
const content = () => gunzipSync(readFileSync(file)).toString();

beforeAll(async () => {
	writeFileSync(streets, Buffer.alloc(100_000, 'pmtiles'));
	await writeBackup(ask, { file, accounts: false, streets, secret });
});

test('a backup is for its owner, and brings rows and streets back in their order', async () => {
	expect(statSync(file).mode & 0o777).toBe(0o600);
	expect(readdirSync(folder).sort()).toEqual(['basemap.pmtiles', 'whole.oko.gz']);
	const rows: string[] = [];
	const bytes: Buffer[] = [];
	const { header, isSealed } = await readBackup(file, secret, {
		rows: async (table, some) => void rows.push(...some.map((row) => `${table} ${JSON.parse(row)[0]}`)),
		streets: async (piece) => void bytes.push(piece)
	});
	expect(rows).toEqual(Array.from({ length: 25 }, (_, i) => `public.cameras ${i + 1}`));
	expect(Buffer.concat(bytes).equals(readFileSync(streets))).toBe(true);
	expect(header).toMatchObject({
		day: '2026-11-28',
		parts: ['record', 'streets'],
		secret: fingerprint(secret)
	});
	expect(isSealed).toBe(true);
	expect((await readBackup(file, other)).isSealed).toBeNull();
	expect((await readBackup(file, null)).isSealed).toBeNull();
});

test('the secret is nowhere in it', () => {
	const text = content();
	for (const encoding of ['hex', 'base64', 'base64url', 'latin1'] as const)
		expect(text).not.toContain(secret.toString(encoding));
});

test('what cannot be written whole leaves the one before', async () => {
	const before = readFileSync(file);
	const failing: Ask = (verb, args) =>
		verb === 'backup_changed' ? Promise.reject(new Error('away')) : ask(verb, args);
	await expect(writeBackup(failing, { file, accounts: false, streets, secret })).rejects.toThrow('away');
	expect(readFileSync(file).equals(before)).toBe(true);
	expect(readdirSync(folder).filter((name) => name.startsWith('whole'))).toEqual(['whole.oko.gz']);
});

describe('a file is refused', () => {
	test('that is cut short, anywhere', async () => {
		const whole = readFileSync(file);
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
				await expect(readBackup(damagedFile(whole.subarray(0, length)), secret)).rejects.toMatchObject({
					name: 'BackupError'
				});
			}),
			{ numRuns: 50 }
		);
		// Also where the gzip is whole, and after any line.
		const lines = content().split('\n');
		for (let length = 0; length < lines.length - 1; length++) {
			const cut = lines.slice(0, length).map((line) => `${line}\n`);
			await expect(readBackup(damagedFile(gzipSync(cut.join(''))), secret)).rejects.toThrow('ends too early');
		}
	});

	test('of which a bit is another, anywhere', async () => {
		const whole = readFileSync(file);
		const { sha256 } = await readBackup(file, secret);
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: whole.length * 8 - 1 }), async (bit) => {
				const bytes = Buffer.from(whole);
				bytes[bit >> 3]! ^= 1 << (bit & 7);
				const read = await readBackup(damagedFile(bytes), secret).catch((error: Error) => error);
				// A bit of gzip's own header says nothing of the content.
				if (read instanceof Error) expect(read.name, read.message).toBe('BackupError');
				else expect(read.sha256).toBe(sha256);
			}),
			{ numRuns: 200 }
		);
	});

	test.each<[string, (text: string) => string, RegExp]>([
		['with a row that was changed', (text) => text.replace('red 4', 'red 5'), /damaged/],
		['with a row too many', (text) => text.replace('["1",null]\n', '["1",null]\n["1",null]\n'), /damaged/],
		['with a row too few', (text) => text.replace('["1",null]\n', ''), /damaged/],
		['with a row of another length', (text) => text.replace('["1",null]', '["1"]'), /damaged/],
		['with a number for a text', (text) => text.replace('["1",null]', '[1,null]'), /damaged/],
		['with more behind its end', (text) => `${text}{}\n`, /damaged/],
		['of a newer format', (text) => text.replace('"oko_backup":1', '"oko_backup":2'), /newer Oko/],
		['whose tables have other names', (text) => text.replace('public.log_days', 'log days; drop'), /damaged/],
		['of something else', () => '{"type":"FeatureCollection"}\n', /no backup of Oko/],
		['of lines that are no JSON', () => 'PGDMP\n', /no backup of Oko/],
		['of nothing', () => '', /ends too early/]
	])('%s', async (_name, change, sentence) => {
		const changed = gzipSync(change(content()));
		await expect(readBackup(damagedFile(changed), secret)).rejects.toThrow(sentence);
	});

	test('that is no gzip, is not there, or is a folder', async () => {
		await expect(readBackup(damagedFile('hello'), secret)).rejects.toThrow('is no backup of Oko');
		await expect(readBackup(join(folder, 'none'), secret)).rejects.toThrow('There is no file');
		await expect(readBackup(folder, secret)).rejects.toThrow('is a folder');
	});

	test('that somebody changed, hashes and all, without the secret', async () => {
		const lines = content().trimEnd().split('\n');
		const { createHash } = await import('node:crypto');
		const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
		const rows = lines.slice(2, 27).map((line) => line.replace('red 4', 'red 5'));
		const hashOfRows = sha256(rows.map((row) => `${row}\n`).join(''));
		const before = [
			...lines.slice(0, 2),
			...rows,
			JSON.stringify({ end: 'public.cameras', sha256: hashOfRows }),
			...lines.slice(28, -1)
		];
		const all = sha256(before.map((line) => `${line}\n`).join(''));
		const sealedWith = (key: Buffer) =>
			damagedFile(
				gzipSync([...before, JSON.stringify({ sha256: all, seal: seal(key, all) }), ''].join('\n'))
			);
		await expect(readBackup(sealedWith(other), secret)).rejects.toThrow('its seal is another');
		expect((await readBackup(sealedWith(secret), secret)).isSealed).toBe(true);
	});
});

describe('what is whole', () => {
	const header: Header = {
		oko_backup: 1,
		schema: '20261128000600',
		day: '2026-11-28',
		parts: ['record', 'accounts'],
		secret: fingerprint(secret),
		tables: [],
		streets: null
	};
	const here = { secret, schema: '20261128000600' };
	const all = { accounts: true, streets: true };

	test('fits the same secret and the same or a newer program', () => {
		checkFits(header, here, all);
		checkFits(header, { ...here, schema: '20270101000000' }, all);
	});

	test('is refused by an older program', () =>
		expect(() => checkFits({ ...header, schema: '20261128000700' }, here, all)).toThrow(
			'update the program, then restore it'
		));

	test('is refused without the secret of its accounts, and then goes without them', () => {
		expect(() => checkFits(header, { ...here, secret: other }, all)).toThrow('this instance has another');
		expect(() => checkFits(header, { ...here, secret: null }, all)).toThrow('--no-accounts');
		checkFits(header, { ...here, secret: other }, { ...all, accounts: false });
		checkFits({ ...header, parts: ['record'] }, { ...here, secret: null }, all);
	});
});
